"""The filters of a list of tickets, shared by page and API: the URL is the view."""

from datetime import timedelta

import django_filters as filters
from django.core.validators import RegexValidator
from django.db.models import Q

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from tickets.sla.models.clock import AT_RISK

from .models import Ticket, TicketClock
from .states import LIVE, WAITING, Channel, Status

DAY = timedelta(days=1)
LIVE_WORD = "live"
OWNER = r"^(me|none|[0-9]{1,18})\Z"
STATUS_CHOICES = [(LIVE_WORD, "Live"), ("waiting", "Waiting"), *Status.choices]
PUBLIC = {"status", "type", "category", "channel", "requester", "organisation"}
PUBLIC |= {"opened_after", "opened_before", "reopened_since"}  # by anything else a requester would learn what it is
DUE_CHOICES = [("overdue", "Overdue"), ("at_risk", "At risk"), ("today", "Due in 24 hours"), ("none", "No deadline")]


def named(path, model):
    """Rows of the catalogue by the word that stands in the address, not by number."""
    word = path.rpartition("__")[2]
    return filters.ModelMultipleChoiceFilter(field_name=path, queryset=model.objects.all(), to_field_name=word)


class TicketFilter(filters.FilterSet):
    """Every parameter may be given several times (in). `owner` takes `me`, `none` or an id."""

    status = filters.MultipleChoiceFilter(choices=STATUS_CHOICES, method="by_status")
    queue = filters.ModelMultipleChoiceFilter(queryset=lambda request: Queue.objects.visible_to(request.user))
    priority = filters.MultipleChoiceFilter(choices=[(n, f"P{n}") for n in (1, 2, 3, 4)])
    type = named("type__key", TicketType)
    category = named("category__key", Category)
    component = named("component__key", Component)
    channel = filters.MultipleChoiceFilter(choices=Channel.choices)
    tag = named("tags__name", Tag)
    owner = filters.CharFilter(method="by_owner", validators=[RegexValidator(OWNER, "Say me, none or an id.")])
    requester = filters.ModelChoiceFilter(queryset=lambda request: Person.objects.visible_to(request.user))
    organisation = filters.NumberFilter(field_name="organisation_id")
    due = filters.ChoiceFilter(choices=DUE_CHOICES, method="by_due")
    waiting_over = filters.BooleanFilter(method="by_waiting_over", label="Waiting past the expected date")
    breached_since = filters.IsoDateTimeFilter(method="by_breach")
    reopened_since = filters.IsoDateTimeFilter(method="by_reopening")
    opened_after = filters.IsoDateTimeFilter(field_name="opened_at", lookup_expr="gte")
    opened_before = filters.IsoDateTimeFilter(field_name="opened_at", lookup_expr="lt")
    source_key = filters.CharFilter()
    identifier = filters.CharFilter(method="by_identifier")

    class Meta:
        model = Ticket
        fields = ()

    def by_status(self, tickets, name, values):
        groups = {LIVE_WORD: LIVE, "waiting": WAITING}
        wanted = {status for value in values for status in groups.get(value, (value,))}
        return tickets.filter(status__in=sorted(wanted)) if wanted else tickets

    def by_owner(self, tickets, name, value):
        if value == "none":
            return tickets.filter(owner=None)
        if value == "me":
            return tickets.filter(owner=self.request.user)
        return tickets.filter(owner_id=int(value))

    def by_due(self, tickets, name, value):
        """By the running clocks themselves, so that every figure opens exactly its tickets."""
        if value == "none":
            return tickets.filter(due_at=None)
        running = TicketClock.objects.filter(stopped_at=None, since__isnull=False)
        now = clock.now()
        if value == "overdue":
            running = running.filter(due_at__lte=now)
        elif value == "today":
            return tickets.filter(due_at__lte=now + DAY)
        else:
            running = running.filter(level__gte=AT_RISK, due_at__gt=now)
        return tickets.filter(pk__in=running.values("ticket"))

    def by_waiting_over(self, tickets, name, value):
        over = Q(waiting_until__lt=clock.now(), status__in=WAITING)
        return tickets.filter(over) if value else tickets.exclude(over)

    def by_breach(self, tickets, name, value):
        return tickets.filter(pk__in=TicketClock.objects.filter(breached_at__gte=value).values("ticket"))

    def by_reopening(self, tickets, name, value):
        return tickets.filter(reopenings__at__gte=value).distinct()

    def by_identifier(self, tickets, name, value):
        return tickets.filter(identifiers__value__iexact=value.strip()).distinct()
