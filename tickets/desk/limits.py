"""How many tickets at once, looked at by whatever puts one more somewhere (T-20)."""

import structlog
from django.db.models import Count, Q
from prometheus_client import Counter

from supportdesk.errors import WrongState
from supportdesk.events.record import Occurrence, record_all

from .kinds import Kind
from .models import Ticket, WipLimit
from .states import LIVE

REFUSED = Counter("supportdesk_wip_refused", "What a limit of work in progress refused.", ["scope"])
log = structlog.get_logger(__name__)


def mind(ticket, *, by, now, owner=None, status=None) -> None:
    """Before this ticket comes to `owner` or into the column `status`: raise WrongState where that is one too many, or
    say that it is. Costs nothing while nobody has set a limit: the ticket's lock brought that along."""
    if not ticket.limited or by.via == "import":
        return
    scopes = [""] * (owner is not None) + [status] * (status is not None)
    found = of_queue(ticket.queue).filter(status__in=scopes).order_by("pk")
    for limit in found.select_for_update(no_key=True, of=("self",)):
        counted = counting(limit, ticket, owner)
        if counted >= limit.most:
            exceeded(limit, counted + 1, ticket, owner, by, now)


def of_queue(queue):
    return WipLimit.objects.filter(Q(queue=queue) | Q(team=queue.team_id)).select_related("queue", "team")


def counting(limit, ticket, owner) -> int:
    others = within(limit).exclude(pk=ticket.pk)
    return others.filter(status=limit.status).count() if limit.status else others.filter(owner=owner).count()


def within(limit):
    """The live tickets that a limit looks at."""
    place = Q(queue=limit.queue_id) if limit.queue_id else Q(queue__team=limit.team_id)
    return Ticket.objects.filter(place, status__in=LIVE)


def exceeded(limit, count, ticket, owner, by, now):
    if limit.blocks:
        REFUSED.labels("column" if limit.status else "analyst").inc()
        log.warning("wip_refused", limit=limit.pk, ticket=ticket.pk, person=by.person.pk)
        raise WrongState(sentence(limit, owner, by), permitted=())
    data = {"limit": limit.pk, "most": limit.most, "count": count, "status": limit.status}
    data["owner"] = owner.pk if owner else None
    record_all([Occurrence(Kind.WIP_EXCEEDED, ticket.subject, ticket.pk, ticket.organisation_id, now, data)], by=by)


def sentence(limit, owner, by) -> str:
    if limit.status:
        return f"{limit.of}: {limit.most} tickets are {limit.scope}, and no more may be. Finish one first."
    whose = "You have" if owner == by.person else f"{owner} has"
    return f"{limit.of}: {whose} {limit.most} tickets, the limit for each analyst. Finish or hand over one first."


def held(pks, queue) -> dict[int, tuple[int, int]]:
    """What each of these people holds, and the limit, where there is one: the tightest of several."""
    found: dict[int, tuple[int, int]] = {}
    for limit in of_queue(queue).filter(status=""):
        counted = dict(within(limit).filter(owner__in=pks).values_list("owner").annotate(Count("pk")))
        for pk in pks:
            now = counted.get(pk, 0), limit.most
            found[pk] = min(found.get(pk, now), now, key=lambda pair: pair[1] - pair[0])
    return found
