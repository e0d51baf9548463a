from datetime import timedelta

from django.db import transaction
from django.db.models import BooleanField, F, Func

from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused

from .. import drafting, policy
from ..models import Draft, DraftKind

LONG = 100_000
KEPT, BATCH = timedelta(days=7), 500
# Among `others`, page -> [turn, text], is one with a word in it
SAID_ELSEWHERE = Func(
    F("others"),
    template="jsonb_path_exists(%(expressions)s, '$.*[1] ? (@ like_regex \"[^[:space:]]\")')",
    output_field=BooleanField(),
)


@transaction.atomic
def save_draft(ticket, *, by, body, kind="reply", revision=0, tab="", turn=1, questions=(), **more):
    """Keep what somebody is writing. It concerns only its writer: no version, no event, no lock on the ticket. Where
    another page of the same person has saved meanwhile, both texts are kept (see drafting.saved). `more` are
    seen, promise and the macro that was inserted."""
    require_writer(by, ticket)
    require_shape(body, kind)
    now = clock.now()
    draft = drafting.begun(ticket, by.person, now)
    before = drafting.kept_in(draft)
    kept = drafting.saved(before, body=body, tab=tab, turn=turn, revision=revision)
    if kept is before:
        return draft
    drafting.put(draft, kept, now)
    if kept.tab == tab:
        draft.kind, draft.questions = kind, list(questions)
        draft.seen, draft.promise, draft.macro = more.get("seen"), more.get("promise"), more.get("macro")
    draft.save()
    return draft


@transaction.atomic
def drop_draft(ticket, *, by, tab=None):
    """Its writer needs it no more: the whole draft, or the one text that another page left beside it."""
    require_writer(by, ticket)
    draft = drafting.locked(ticket, by.person)
    if draft is None:
        return
    if tab is None:
        draft.body, draft.others, draft.questions, draft.promise, draft.macro = "", {}, [], None, None
    else:
        draft.others = {name: text for name, text in draft.others.items() if name != tab}
    draft.revision += 1
    draft.saved_at = clock.now()
    draft.save()


@transaction.atomic
def spend_draft(ticket, *, by, text, tab="", turn=0):
    """What was written on this page has been said: the draft is empty, but for what was not in it."""
    drafting.spend(ticket, by.person, text, clock.now(), tab=tab, turn=turn)


@transaction.atomic
def forget_empty_drafts(nothing=None, *, by):
    """A draft with nothing in it stands for a week, as a stone that late savings are known by; then nobody needs it.
    Answers whether there may be more."""
    empty = Draft.objects.filter(body__regex=r"^\s*$", questions=[], promise=None, saved_at__lt=clock.now() - KEPT)
    stones = empty.exclude(SAID_ELSEWHERE).select_for_update(no_key=True, skip_locked=True)
    found = [draft.pk for draft in stones.order_by("saved_at")[:BATCH]]
    Draft.objects.filter(pk__in=found).delete()
    return len(found) == BATCH


def require_writer(by, ticket):
    """Whoever may say something here, or was asked; an auditor leaves no traces, not even of a thought."""
    asked = ticket.inquiries.filter(asked=by.person, answered_at=None)
    if not (policy.can(by, "reply", ticket) or policy.can(by, "note", ticket) or asked.exists()):
        raise NotAllowed("draft")


def require_shape(body, kind):
    if kind not in DraftKind.values:
        raise Refused("A draft is a reply, a note or an ask.", field="kind")
    if len(body) > LONG:
        raise Refused(f"A message has at most {LONG:,} characters.", field="body")
