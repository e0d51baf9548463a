"""Who may do what in an incident. The number behind a row is that of requirements C; rows without one are decided in
docs/decisions.md."""

from supportdesk.accounts import reach
from supportdesk.accounts.matrix import matrix, verdict
from supportdesk.approvals import gate
from tickets.desk.policy import without_officer

from .models import RoleSpan
from .states import RoleKind

RULES = matrix("""
                         JA        AN     SA         TL         SM    ER    IC    RQ    AU    OA
    suspect              A         A      A          A          A     A     A     A     D     A     # C 37
    declare              D         D      Q:IC/SM    Q:IC/SM    A     L     A     D     D     D     # C 38
    change_severity      D         D      L          L          A     A     A     D     D     D     # C 39
    assign_role          D         D      L          L          A     A     A     D     D     D     # C 39
    enter                A         A      A          A          A     A     A     D     R     D     # C 40
    send_update          A         A      A          A          A     D     A     -     D     D     # C 41
    word_update          Q:SM/IC   Q:IC   Q:IC/SM    Q:SM       A     D     A     -     R     D     # C 42
    close_incident       D         D      L          L          A     A     A     D     R     D     # C 45
    sign_review          D         D      L          L          A     A     A     D     R     D     # C 45
    own_item             D         L      A          A          A     A     A     D     R     D     # C 46
    keep_workaround      L         L      A          A          A     A     A     D     D     D     # C 50
    take_command         D         D      A          A          A     L     A     D     D     D
    dismiss              D         D      A          A          A     L     A     D     D     D
    work_incident        L         L      A          A          A     A     A     D     D     D
    restore              D         D      L          L          A     L     A     D     D     D
    verify_recovery      L         L      A          A          A     A     A     D     D     D
    revise_incident      L         L      A          A          A     A     A     D     D     D
    capture_impact       A         A      A          A          A     A     A     D     D     D
    link_child           A         A      A          A          A     A     A     D     D     D
    run_runbook          L         A      A          A          A     A     A     D     D     D
    edit_entry           L         L      L          L          L     L     L     D     D     D
    accept_role          L         L      L          L          L     L     L     D     D     D
    write_review         L         L      A          A          A     A     A     D     D     D
    keep_sources         D         D      D          D          A     D     D     D     D     A
    keep_wording         D         D      D          D          A     D     A     D     D     D
""")
RULES |= matrix("""
                            JA  AN  SA  TL  SM  ER  IC  RQ  AU  OA  SO
    restrict_incident       L   L   A   A   A   L   A   D   D   D   A
    name_on_incident        L   L   L   L   A   L   A   D   D   D   A
    release_incident_words  D   D   D   D   L   D   D   D   D   D   A
""")


def holds_incident_role(by, incident) -> bool:
    """Has a part in it at this moment; asked once for each page or action."""
    known = incident.__dict__.setdefault("_parts", {})
    if by.person.pk not in known:
        spans = RoleSpan.objects.held().of(incident, by.person)
        known[by.person.pk] = spans.exclude(role=RoleKind.READER).exists()
    return known[by.person.pk]


def commands(by, thing) -> bool:
    """Holds command of this very incident, or of the one that an update is about."""
    spans = RoleSpan.objects.held().of(getattr(thing, "incident", thing), by.person)
    return spans.filter(role=RoleKind.COMMANDER).exists()


def own_service(by, incident) -> bool:
    """An engineer of the service: has a part in it, or the own team has one of its tickets."""
    if holds_incident_role(by, incident):
        return True
    return incident.links.live().filter(ticket__queue__team__in=by.person.scope.teams).exists()


def assigned_to_self(by, item) -> bool:
    return item.owner_id == by.person.pk


def records_without_approving(by, workaround) -> bool:
    return not workaround.approves


def own_entry(by, entry) -> bool:
    return entry.author_id == by.person.pk


def offered_to_self(by, span) -> bool:
    return span.person_id == by.person.pk


PART = dict.fromkeys(("JA", "AN", "SA", "TL", "ER"), holds_incident_role)
LIMITS = {
    "word_update": dict.fromkeys(("JA", "AN", "SA", "TL"), commands),
    "declare": {"ER": own_service},
    "change_severity": PART,
    "assign_role": PART,
    "close_incident": PART,
    "sign_review": PART,
    "own_item": {"AN": assigned_to_self},
    "keep_workaround": dict.fromkeys(("JA", "AN"), records_without_approving),
    "take_command": {"ER": own_service},
    "dismiss": {"ER": own_service},
    "work_incident": PART,
    "restore": PART,
    "verify_recovery": PART,
    "revise_incident": PART,
    "run_runbook": PART,
    "edit_entry": own_entry,
    "accept_role": offered_to_self,
    "write_review": PART,
    "restrict_incident": dict.fromkeys(("JA", "AN", "ER"), holds_incident_role),
    "name_on_incident": dict.fromkeys(("JA", "AN", "SA", "TL", "ER"), commands),
    "release_incident_words": {"SM": without_officer},
}


EVERYBODYS = frozenset({"keep_sources", "keep_wording"})  # the whole desk's, not one organisation's


def require(by, action, thing, **arguments) -> None:
    """Raise NotAllowed or NeedsApproval. What was granted with these very arguments is used up (ROLE-03)."""
    if action in EVERYBODYS:
        reach.require(by, action)
    if not ruled(by, action):
        gate.require(RULES, LIMITS, by, action, thing, arguments)


RULED = frozenset({"suspect", "link_child", "enter"})  # what a rule or an alert may do; all else is for people


def ruled(by, action) -> bool:
    return by.via == "rule" and by.person.is_system and action in RULED


def need(by, action, thing):
    far = reach.refusal(by, action) if action in EVERYBODYS else None
    return far or verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    """The same cell as `require`, for buttons: does it go through, now and without asking?"""
    return need(by, action, thing) is None


def open_to(by, action, thing) -> bool:
    """At once, or with somebody's word."""
    refusal = need(by, action, thing)
    return refusal is None or refusal.code == "needs_approval"
