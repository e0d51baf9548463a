"""What happened on a ticket (T-41), and why its promises are due when they are (SLA-02)."""

from collections import defaultdict

from supportdesk.accounts.models import Person
from supportdesk.api import pages
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.events.models import Event

from ..models import Ticket, TicketClock, TicketMoment
from ..queries.timeline import PUBLIC
from . import shown, told
from .base import READ, DeskView


class Events(DeskView):
    """Staff read all of it: old and new value, who, when and by which way. A requester reads the public events."""

    scopes = {"GET": READ}
    parameters = pages.PARAMETERS
    tells = {"GET": (200, page_of(told.Event))}

    def get(self, request, pk):
        self.found(pk)
        events = Event.objects.filter(subject=Ticket.subject, subject_id=pk).select_related("payload")
        serves = request.user.serves
        page = pages.page(request, events if serves else events.filter(kind__in=PUBLIC), self.orders, default="id")
        names = self.names(page.rows)
        represent = shown.event if serves else shown.public_event
        body = page.body([represent(one, names) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def names(self, events):
        """Who acted, under the name that this reader may know them by."""
        if not self.viewer.sits_lightly:
            return {event.actor_id: event.actor_name for event in events}
        people = Person.objects.in_bulk({event.actor_id for event in events})
        return {pk: shown.person(self.by(), one)["name"] for pk, one in people.items()}


class Clocks(DeskView):
    """Every clock the ticket ever had, each with its ledger; to a requester, when the next update comes."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.ClockLedger, cursors=False))}

    def get(self, request, pk):
        self.found(pk)
        clocks = TicketClock.objects.filter(ticket=pk).order_by("pk")
        now = self.now(request)
        if not request.user.serves:
            wanted = clocks.filter(goal__in=shown.PUBLIC_CLOCKS, stopped_at=None)
            return answer({"results": [shown.clock(one, now, self.by()) for one in wanted]})
        ledger = defaultdict(list)
        for moment in TicketMoment.objects.filter(clock__ticket=pk).order_by("pk"):
            ledger[moment.clock_id].append(shown.moment(moment))
        return answer({"results": [shown.clock(one, now, self.by()) | {"moments": ledger[one.pk]} for one in clocks]})
