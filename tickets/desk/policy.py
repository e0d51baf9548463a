"""Who may do what on a ticket: the rows of the permission matrix that the desk's actions stand on.

The number behind a row is that of requirements C; rows without one are decided in
docs/decisions.md. Cells: A allow, L within the named limit, Q:x with the approval of x, D deny.
"""

from supportdesk.accounts.matrix import allows, matrix, verdict
from supportdesk.accounts.models import Person, Role
from supportdesk.approvals import gate
from supportdesk.catalogue.policy import approved_change

from .states import Status

RULES = matrix("""
                    JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    open            A      A      A      A      A      A      A      L      D      L
    identify        A      A      A      A      A      A      A      D      D      D
    note            A      A      A      A      A      A      A      D      D      D
    attach          A      A      A      A      A      A      A      L      D      D
    watch           A      A      A      A      A      A      A      D      D      D
    take            A      A      A      A      A      A      A      D      D      D
    accept          L      L      L      L      L      L      L      D      D      D
    plan            A      A      A      A      A      A      A      D      D      D
    answer_time_box A      A      A      A      A      A      A      D      D      D
    confirm         D      D      D      D      D      D      D      L      D      D
    set_category    A      A      A      A      A      L      A      D      D      D      # C 3
    set_priority    A      A      A      A      A      Q:TL   A      D      D      D      # C 4
    set_high        Q:TL/SA L     L      A      A      L      A      D      D      D      # C 5
    downgrade       Q:TL   Q:TL   Q:IC/TL A     A      Q:IC   A      D      D      D      # C 7
    assign          A      A      A      A      A      A      A      D      D      D      # C 9
    reroute         Q:TL   L      A      A      A      D      A      D      D      D      # C 10
    ask             A      A      A      A      A      A      A      D      D      D      # C 11
    work            A      A      A      A      A      A      A      D      D      D      # C 12
    reply           A      A      A      A      A      L      A      L      D      D      # C 16
    except_clock    Q:SM   Q:SM   Q:SM   Q:SM   A      D      D      D      R      D      # C 22
    end_exception   D      D      D      A      A      D      D      D      D      D
    override_due    Q:SM   Q:SM   Q:SM   Q:SM   A      D      D      D      R      D      # C 22
    revoke_override D      A      A      A      A      D      D      D      D      D
    close           A      A      A      A      A      D      L      L      D      D      # C 23
    close_override  L      L      A      A      A      D      D      D      D      D      # C 24
    reopen          A      A      A      A      A      A      A      L      D      D      # C 25
    link            A      A      A      A      A      A      A      D      D      D      # C 26
    unlink          A      A      A      A      A      A      A      D      D      D      # C 26
    cancel          A      A      A      A      A      D      D      L      D      L      # C 29
    detach          A      A      A      A      A      A      A      L      A      D      # C 74
    redact          A      A      A      A      A      A      A      L      A      D      # C 74
    merge           A      A      A      A      A      A      A      D      D      D      # C 26
    convert         A      A      A      A      A      A      A      D      D      D      # C 27
    change_limit    Q:TL   Q:TL   Q:TL   L      A      D      D      D      R      L      # C 64
    bulk            L      A      A      A      A      D      A      D      D      D      # C 30
    split           A      A      A      A      A      A      A      D      D      D
    begin           L      L      L      L      L      L      L      D      D      D
    undo            L      L      L      A      A      L      L      D      D      D
""")


RULES |= matrix("""
                    JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA     SO
    review_reply    D      D      L      L      L      D      D      D      D      D      D
    restrict        A      A      A      A      A      A      A      D      D      D      A
    unrestrict      D      D      D      D      A      D      D      D      D      D      A
    name            D      D      D      D      A      D      D      D      D      D      A
    unname          D      D      D      D      A      D      D      D      D      D      A
    release_words   D      D      D      D      L      D      D      D      D      D      A
""")


def own_request(by, ticket) -> bool:
    """The requester's own ticket, or one of the organisation they may see."""
    person = by.person
    if ticket.requester_id == person.pk:
        return True
    if person.organisation_access and ticket.organisation_id == person.organisation_id:
        return True
    return ticket.co_requesters.contains(person)


def meets_high_criteria(by, ticket) -> bool:
    """Impact and urgency themselves give P1 or P2 (DEC-04)."""
    return ticket.priority_suggested is not None and ticket.priority_suggested <= 2


def in_own_queue(by, ticket) -> bool:
    """Of the own team, or of one whose queues the person coordinates right now (ROLE-05)."""
    return ticket.queue.team_id in by.person.scope.teams or coordinates(by, ticket)


def own_team(by, place):
    """Of a queue, or of a team itself."""
    return getattr(place, "team_id", place.pk) in by.person.scope.led


def coordinates(by, ticket) -> bool:
    return ticket.queue.team_id in by.person.scope.coordinated


def without_officer(by, ticket) -> bool:
    """On a desk that has no security officer the manager answers for what is said."""
    return not Person.objects.active().filter(roles__contains=[Role.SO], is_machine=False).exists()


def owns(by, ticket) -> bool:
    return ticket.owner_id == by.person.pk


def offered_to_self(by, ticket) -> bool:
    return ticket.offered_to_id == by.person.pk


def proposes_component(by, ticket) -> bool:
    """An engineer corrects what lies in the engineer's own queue."""
    return in_own_queue(by, ticket)


def silence_elapsed(by, ticket) -> bool:
    """The requester was asked to confirm and said nothing for as long as the policy grants."""
    return ticket.close_at is not None and ticket.close_at <= ticket.activity_at


def for_oneself(by, requester) -> bool:
    """The thing of `open` is the person for whom the ticket is opened."""
    return requester.pk == by.person.pk


def not_started(by, ticket) -> bool:
    """Nobody at the desk has begun: what the desk works on is the desk's to cancel."""
    return ticket.status == Status.NEW


def link_and_template_only(by, operation) -> bool:
    """A junior links many tickets at once, and sends approved wording; everything else is done one by one."""
    return operation.verb == "link"


def own_operation(by, operation) -> bool:
    return operation.asked_by_id == by.person.pk


def of_a_colleague(by, outgoing) -> bool:
    return outgoing.author_id != by.person.pk


LIMITS = {
    "review_reply": of_a_colleague,
    "open": {"RQ": for_oneself, "OA": for_oneself},
    "accept": dict.fromkeys(("JA", "AN", "SA", "TL", "SM", "ER", "IC"), offered_to_self),
    "confirm": {"RQ": own_request},
    "set_category": {"ER": proposes_component},
    "set_high": {"AN": meets_high_criteria, "SA": meets_high_criteria, "ER": meets_high_criteria},
    "reroute": {"JA": coordinates, "AN": in_own_queue},
    "reply": {"ER": owns, "RQ": own_request},
    "close": {"IC": owns, "RQ": own_request},
    "close_override": {"JA": silence_elapsed, "AN": silence_elapsed},
    "reopen": {"RQ": own_request},
    "attach": {"RQ": own_request},
    "detach": {"RQ": own_request},
    "redact": {"RQ": own_request},
    "change_limit": {"TL": own_team, "OA": approved_change},
    "bulk": {"JA": link_and_template_only},
    "begin": dict.fromkeys(("JA", "AN", "SA", "TL", "SM", "ER", "IC"), own_operation),
    "undo": dict.fromkeys(("JA", "AN", "SA", "ER", "IC"), own_operation),
    "cancel": {"RQ": own_request, "OA": not_started},
    "release_words": {"SM": without_officer},
}


BY_RULE = frozenset({"assign"})  # routing and assigning (T-22, D8): nothing else is done by rule


def ruled(by, action) -> bool:
    return by.via == "rule" and by.person.is_system and action in BY_RULE


def require(by, action, thing, **arguments) -> None:
    """Raise NotAllowed or NeedsApproval unless this actor may do this to this thing. An approval that was granted for
    it, with these arguments where it depends on any, is used up (ROLE-03)."""
    if not ruled(by, action):
        gate.require(RULES, LIMITS, by, action, thing, arguments)


def need(by, action, thing):
    """The refusal that `require` would raise, or nothing; for asking."""
    return verdict(RULES, LIMITS, by, action, thing)


def require_watch(by, ticket, follower) -> None:
    """A light seat reads, and so may follow what it sees (T-53); whom others follow is the desk's to say."""
    own = follower.pk == by.person.pk and by.via in ("browser", "api") and by.person.is_active
    if not (own and by.person.sits_lightly):
        require(by, "watch", ticket)


def can(by, action, thing) -> bool:
    """The same cell as `require`, for buttons: does it go through, now and without asking?"""
    return allows(RULES, LIMITS, by, action, thing)
