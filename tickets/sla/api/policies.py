"""Policies, their versions, proposals of the next one, and what the linter and an example say."""

from zoneinfo import ZoneInfo

from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing
from supportdesk.errors import Refused

from .. import choose, example, policy_terms, shown
from ..actions.drafts import begin_draft, change_draft, discard_draft
from ..choose import CONDITIONS
from ..lint import Finding
from ..models import Draft, Policy
from ..queries import policies_in_force
from ..world import findings_of
from . import policy_shapes as shapes
from . import policy_told as told
from .policy_shown import example_shown, finding_shown, policy_shown, proposal_shown
from .terms import OfTerms, changes_shown, missing, named

READ, ADMIN = "catalogue:read", "admin"
ABOUT = ("reason", "effective_from", "also_open")


class OfPolicies(OfTerms):
    def proposal(self, pk):
        return self.draft(Draft.What.POLICY, pk)

    def told_proposal(self, draft, status=200):
        at = self.now(self.request)
        try:
            built = draft.build(at)
        except Refused as refusal:
            return answer(proposal_shown(draft, None, {}, [Finding("unbuilt", "", refusal.message)]), status)
        found = findings_of(built) if draft.is_open else []
        return answer(proposal_shown(draft, built, policy_terms.changes(draft.before, built), found), status)


def latest(key):
    return Policy.objects.filter(key=key).order_by("-version").first()


def newest(key):
    return latest(key) or missing()


def content_of(given, before):
    """What the next version says: what was given, the rest as it is."""
    said = {name: value for name, value in given.items() if name not in ("organisation", "key", "seen", *ABOUT)}
    if "organisation" in given:
        said["organisation_id"] = given["organisation"]
    return before | {"withdrawn": False} | said


class SlaPolicies(OfPolicies):
    """In force now, in the order in which they go."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.PolicyTold, cursors=False))}

    def get(self, request):
        found = sorted(policies_in_force(self.now(request)), key=choose.order)
        return answer({"results": [policy_shown(one) for one in found]})


class OneSlaPolicy(OfPolicies):
    """The version in force; of a policy that is withdrawn or still to come, its last one."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.PolicyTold)}

    def get(self, request, policy):
        held = [one for one in policies_in_force(self.now(request)) if one.key == policy]
        return answer(policy_shown(held[0] if held else newest(policy)))


class SlaPolicyVersions(OfPolicies):
    """Every version with what it changed, the latest first. None is ever changed or deleted."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.VersionTold, cursors=False))}

    def get(self, request, policy):
        newest(policy)
        rows = shown.history(policy)
        return answer({"results": [policy_shown(one) | {"changes": changes_shown(said)} for one, said in rows]})


class SlaProposals(OfPolicies):
    """Drafts of next versions. What is proposed promises nothing until it is published."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.ProposalIn}
    tells = {"GET": (200, page_of(told.ProposalTold, cursors=False)), "POST": (201, told.ProposalTold)}

    def get(self, request):
        at = self.now(request)
        drafts = Draft.objects.visible_to(self.viewer).filter(what="policy").open().select_related("made_by")
        results = []
        for draft in drafts:
            built = draft.build(at)
            changes = policy_terms.changes(draft.before, built)
            results.append(proposal_shown(draft, built, changes, findings_of(built)))
        return answer({"results": results})

    def post(self, request):
        given = read(shapes.ProposalIn, request)
        key = given.get("key", "")
        content = content_of(given, named(latest(key), "policy").plain() if key else {})
        about = {name: given[name] for name in ABOUT if name in given}
        made = begin_draft(key, by=self.by(), what="policy", content=content, **about)
        return self.told_proposal(made, 201)


class OneSlaProposal(OfPolicies):
    """Changed as long as it is a draft; deleting withdraws it."""

    scopes = {"GET": READ, "PATCH": ADMIN, "DELETE": ADMIN}
    shapes = {"PATCH": shapes.ProposalChange}
    tells = {"GET": (200, told.ProposalTold), "PATCH": (200, told.ProposalTold), "DELETE": (204, None)}

    def get(self, request, policy_draft):
        return self.told_proposal(self.proposal(policy_draft))

    def patch(self, request, policy_draft):
        draft, given = self.proposal(policy_draft), read(shapes.ProposalChange, request)
        content = content_of(given, {"withdrawn": draft.content.get("withdrawn", False)} | draft.content)
        about = {name: given[name] for name in ABOUT if name in given}
        change_draft(draft, by=self.by(), seen=given.get("seen"), content=content, **about)
        return self.told_proposal(draft)

    def delete(self, request, policy_draft):
        discard_draft(self.proposal(policy_draft), by=self.by())
        return nothing()


class SlaLint(OfPolicies):
    """What speaks against a policy, without keeping it."""

    scopes = {"POST": READ}
    shapes = {"POST": shapes.LintIn}
    tells = {"POST": (200, told.FindingsTold)}
    idempotent = False

    def post(self, request):
        given, at = read(shapes.LintIn, request), self.now(request)
        key = given.get("key", "")
        before = newest(key) if key else None
        content = policy_terms.checked(content_of(given, before.plain() if before else {}), before, at)
        built = Policy.drafted(content, key=key or "new", effective_from=at)
        return answer({"results": [finding_shown(one) for one in findings_of(built)]})


class SlaExample(OfPolicies):
    """What policies do to an example ticket, today or as if a proposal were published."""

    scopes = {"POST": READ}
    shapes = {"POST": shapes.ExampleIn}
    tells = {"POST": (200, told.ExampleTold)}
    idempotent = False

    def post(self, request):
        given = read(shapes.ExampleIn, request)
        facts = {name: given.get(name.removesuffix("_id")) for name in CONDITIONS}
        one = example.example(self.choice(given.get("proposal")), facts, given["opened_at"])
        return answer(example_shown(one, ZoneInfo(self.viewer.zone)))

    def choice(self, proposal):
        at = self.now(self.request)
        if proposal is None:
            return policies_in_force(at)
        built = self.proposal(proposal).build(at)
        return shown.beside(built, built.effective_from)
