"""Reads of escalations for pages, API and exports."""

from django.db.models import BooleanField, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast

from supportdesk.byhand import NAME, rows_of
from tickets.desk.models import Ticket

from .models import Escalation, EscalationClock, FixTask, Lane, ReturnItem
from .models.escalation import RELATED
from .states import WITH_RECEIVER, State

WAITS_FOR_RECEIVER = (State.SUBMITTED, State.REDIRECTED)
WHOSE = {"": "All", "receive": "For my group", "mine": "I have or sent"}
STATES = {"live": "Open", "closed": "Closed", "all": "All"}
ORDER = ("-immediate", "ticket__priority", "state_since", "pk")


def escalations(person, *, state="live", whose="", target=""):
    """What this person may know of; what is immediate and grave first, then what waits longest."""
    found = Escalation.objects.visible_to(person).select_related(*RELATED)
    if state == "live":
        found = found.live()
    elif state in State.values:
        found = found.filter(state=state)
    if whose == "receive":
        found = found.filter(Q(group__in=person.scope.teams) | Q(receiver=person), state__in=WITH_RECEIVER)
    if whose == "mine":
        found = found.filter(Q(sender=person) | Q(receiver=person) | Q(ticket__owner=person))
    if target:
        found = found.filter(target=target)
    late = EscalationClock.objects.filter(escalation=OuterRef("pk"), stopped_at=None, breached_at__isnull=False)
    return found.annotate(late=Exists(late)).order_by(*ORDER)


def triage(person):
    """The engineer's two minutes: what waits for the group, and what one has oneself (not drafts of others)."""
    live = list(escalations(person)[:300])
    waiting = [one for one in live if one.state in WAITS_FOR_RECEIVER and one.group_id in person.scope.teams]
    having = [one for one in live if one.receiver_id == person.pk and one.state in WITH_RECEIVER and one not in waiting]
    own = [one for one in live if person.pk in (one.sender_id, one.ticket.owner_id)]
    support = [one for one in own if one.state not in WITH_RECEIVER]
    listed = {one.pk for one in (*waiting, *having, *support)}
    return {
        "waiting": waiting,
        "having": having,
        "support": support,
        "others": [one for one in live if one.pk not in listed],
    }


def next_clocks(escalations) -> dict:
    """Of each the promise that falls due next, or fell due first: what its line shows."""
    running = EscalationClock.objects.filter(escalation__in=[one.pk for one in escalations], stopped_at=None)
    running = (
        running.filter(since__isnull=False, due_at__isnull=False)
        .order_by("escalation_id", "due_at", "pk")
        .distinct("escalation_id")
    )
    return {clock.escalation_id: clock for clock in running}


def of_ticket(ticket, person):
    found = Escalation.objects.visible_to(person).select_related(*RELATED)
    return found.filter(Q(ticket=ticket) | Q(also=ticket)).distinct().order_by("-pk")


def tasks_of(ticket):
    return FixTask.objects.filter(ticket=ticket, done_at=None).select_related("escalation__ticket")


def seen_whole(person):
    """One escalation for its page: with whether its reader sees the ticket too."""
    sees = Ticket.objects.known_to(person)
    return Escalation.objects.visible_to(person).select_related(*RELATED).annotate(sees_ticket=sees)


def of(escalation, kind, *named, tail=""):
    """Its rows of this kind, with the names of what these keys lead to."""
    return rows_of(kind, "escalation", escalation.pk, parts=tuple((name, NAME) for name in named), tail=tail)


COLUMNS = ("when", "who", "what", "text_said", "more", "flag")


def course(escalation) -> list[dict]:
    """What was said and where it stood, in one order and one statement."""
    stays = escalation.stays.annotate(when=F("since"), text_said=F("words"), more=wide("state"), flag=constant(False))
    said = escalation.progress.annotate(when=F("at"), text_said=F("words"), more=constant(""), flag=F("useful"))
    asked = escalation.follow_ups.annotate(
        when=F("at"), text_said=wide("question"), more=F("answer"), flag=constant(False)
    )
    named = {"stay": stays, "progress": said, "follow_up": asked}
    rows = [
        one.annotate(who=F("by__name"), what=Value(what, TextField())).order_by().values_list(*COLUMNS)
        for what, one in named.items()
    ]
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows[0].union(*rows[1:], all=True).order_by("when")]
    return [one | {"label": State(one["more"]).label if one["what"] == "stay" else ""} for one in found]


def wide(name):
    return Cast(name, TextField())


def constant(value):
    return Value(value, BooleanField() if isinstance(value, bool) else TextField())


def asked_on_return(escalation) -> list[list]:
    """Every return with its items; none is read where none came back."""
    if not escalation.returns:
        return []
    items = ReturnItem.objects.filter(returned__escalation=escalation).order_by("pk")
    found: dict = {}
    for item in items.select_related("returned__by", "answered_by"):
        found.setdefault(item.returned_id, []).append(item)
    return list(found.values())


def lanes(person):
    return Lane.objects.visible_to(person).offered().select_related("component", "group", "contact", "owner")


def avoidable(person):
    """The coaching list (ESC-17): what need not have been sent, and why."""
    return Escalation.objects.visible_to(person).filter(avoidable=True).select_related(*RELATED, "judged_by")


def response_rate(person) -> tuple[int, int]:
    """How many of those received were rated (ESC-18)."""
    received = Escalation.objects.visible_to(person).filter(Q(accepted_at__isnull=False) | Q(returns__gt=0))
    return received.filter(rated_at__isnull=False).count(), received.count()
