"""How much of what was reported (PRB-02): the last day, and the four weeks before it, in one statement for each way of
looking."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import Upper

from tickets.desk.models import Ticket
from tickets.desk.states import IdentifierKind

from ..states import Dimension
from ..trend import DAYS, Volume

DAY = timedelta(days=1)
WEEKS = timedelta(days=DAYS)
CODE = {"identifiers__kind": IdentifierKind.ERROR_CODE}
BY = {
    Dimension.CATEGORY: ("category", F("category__name"), {}),
    Dimension.COMPONENT: ("component", F("component__name"), {}),
    Dimension.ERROR_CODE: (Upper("identifiers__value"), Upper("identifiers__value"), CODE),
    Dimension.TAG: ("tags", F("tags__name"), {}),
}


def volumes(now):
    return [one for dimension in Dimension for one in of(dimension, now)]


def of(dimension, now):
    """Only what was reported within the day can have leapt; what was merged counts once."""
    key, label, only = BY[dimension]
    since = Ticket.objects.counted().filter(opened_at__gt=now - DAY - WEEKS, opened_at__lte=now, **only)
    today = Q(opened_at__gt=now - DAY)
    rows = since.values(key_=F(key) if isinstance(key, str) else key, label_=label)
    rows = rows.annotate(day=Count("pk", filter=today), before=Count("pk", filter=~today)).filter(day__gt=0)
    found = rows.order_by("key_").values_list("key_", "label_", "day", "before")
    return [Volume(dimension.value, str(name), said, day, before) for name, said, day, before in found if name]


def behind(volume, now):
    """The tickets of that day."""
    key, _, only = BY[Dimension(volume.dimension)]
    day = Ticket.objects.counted().filter(opened_at__gt=now - DAY, opened_at__lte=now, **only)
    if isinstance(key, str):
        return day.filter(**{key: volume.key})
    return day.annotate(said=key).filter(said=volume.key)
