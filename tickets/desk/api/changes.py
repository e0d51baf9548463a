"""Every change of a ticket: find it, read the form, say the action, answer with the ticket as it is now."""

from abc import abstractmethod
from collections.abc import Mapping

from django.http import Http404

from supportdesk.api.preconditions import version_seen
from supportdesk.api.shapes import NothingIn, Shape, read
from supportdesk.api.views import answer
from supportdesk.errors import Refused

from .. import configured, silence, workflow
from ..actions.accept import accept
from ..actions.assign import assign
from ..actions.cancel import cancel
from ..actions.close import close
from ..actions.confirm import confirm
from ..actions.decline import decline
from ..actions.moves import move
from ..actions.offer import offer
from ..actions.prioritise import prioritise
from ..actions.reopen import reopen
from ..actions.resolve import resolve
from ..actions.surround import surround
from ..actions.transfer import transfer
from ..actions.triage import triage
from ..queries.beside import last_resolution
from ..states import Status
from . import lookups, shapes, shown, told
from .base import READ, WRITE, DeskView


class ChangeView(DeskView):
    """A change of fields: it names the version it was decided on (`If-Match`) and answers with the ticket."""

    scopes = {"POST": WRITE}
    shapes: Mapping[str, type[Shape]] = {"POST": NothingIn}
    tells = {"POST": (200, told.Ticket)}
    versioned = ("POST",)

    @abstractmethod
    def act(self, ticket, seen, **given):
        """Say the action."""

    def post(self, request, pk):
        ticket = self.found(pk)
        seen = version_seen(request)
        self.act(ticket, seen, **read(self.shapes["POST"], request))
        return self.ticket_answer(ticket)


class StepView(DeskView):
    """A step that its own state guards: it needs no version."""

    scopes = {"POST": WRITE}
    shapes: Mapping[str, type[Shape]] = {"POST": NothingIn}
    tells = {"POST": (200, told.Ticket)}

    @abstractmethod
    def act(self, ticket, **given):
        """Say the action."""

    def post(self, request, pk):
        ticket = self.found(pk)
        self.act(ticket, **read(self.shapes["POST"], request))
        return self.ticket_answer(ticket)


class Moves(ChangeView):
    shapes = {"POST": shapes.MoveIn}

    def act(self, ticket, seen, action, **given):
        if action not in workflow.PLAIN:
            self.require_plain(ticket, action)
        move(ticket, by=self.by(), seen=seen, action=action, **given)

    def require_plain(self, ticket, action):
        """Triage, resolve and the like ask for more than a name. What is impossible is said first (T-12)."""
        workflow.target(ticket.status, action)
        raise Refused(f"“{action}” has an address of its own, with what it asks for.", field="action")


class Triage(ChangeView):
    shapes = {"POST": shapes.TriageIn}

    def act(self, ticket, seen, **given):
        named = {name: lookups.offered(name, given.pop(name)) for name in lookups.KINDS if name in given}
        triage(ticket, by=self.by(), seen=seen, **named, **given)


class Surroundings(ChangeView):
    shapes = {"POST": shapes.SurroundingsIn}

    def act(self, ticket, seen, **given):
        surround(ticket, by=self.by(), seen=seen, **given)


class Priority(ChangeView):
    shapes = {"POST": shapes.PriorityIn}

    def act(self, ticket, seen, **given):
        prioritise(ticket, by=self.by(), seen=seen, **given)


class Assignment(ChangeView):
    shapes = {"POST": shapes.AssignmentIn}

    def act(self, ticket, seen, **given):
        reason = given.get("reason", "")
        if "offer" in given:
            to = lookups.person(self.request.user, given["offer"], "offer")
            offer(ticket, by=self.by(), seen=seen, to=to, reason=reason)
        else:
            to = given["owner"] and lookups.person(self.request.user, given["owner"], "owner")
            assign(ticket, by=self.by(), seen=seen, to=to, reason=reason)


class Acceptance(StepView):
    def act(self, ticket):
        accept(ticket, by=self.by())


class Decline(StepView):
    shapes = {"POST": shapes.ReasonIn}

    def act(self, ticket, reason=""):
        decline(ticket, by=self.by(), reason=reason)


class Transfer(ChangeView):
    shapes = {"POST": shapes.QueueIn}

    def act(self, ticket, seen, queue, reason=""):
        chosen = lookups.queue(self.request.user, queue)
        transfer(ticket, by=self.by(), seen=seen, queue=chosen, reason=reason)


class Resolution(ChangeView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.ResolutionIn}
    tells = {"GET": (200, told.Resolution), "POST": (200, told.Ticket)}

    def get(self, request, pk):
        """The latest, while the ticket is solved."""
        ticket = self.found(pk)
        last = last_resolution(ticket) if ticket.resolved_at else None
        if last is None:
            raise Http404
        until = silence.reopens_until(ticket, configured.reopen_days(self.now(request)))
        return answer(shown.resolution(last, self.by()) | {"reopen_until": until})

    def act(self, ticket, seen, verified_by=None, **parts):
        verifier = verified_by and lookups.person(self.request.user, verified_by, "verified_by")
        resolve(ticket, by=self.by(), seen=seen, verified_by=verifier, **parts)


class Confirmation(StepView):
    def act(self, ticket):
        confirm(ticket, by=self.by())


class Closure(ChangeView):
    shapes = {"POST": shapes.ReasonIn}

    def act(self, ticket, seen, reason=""):
        close(ticket, by=self.by(), seen=seen, reason=reason)


class Reopening(StepView):
    """Whoever rejects a solution says what is still wrong."""

    shapes = {"POST": shapes.ReopeningIn}

    def act(self, ticket, **given):
        rejects = ticket.status == Status.RESOLVED and not self.viewer.serves
        if rejects and not given.get("body", "").strip():
            raise Refused("Say what is still wrong.", field="body", missing=("body",))
        reopen(ticket, by=self.by(), **given)


class Cancellation(ChangeView):
    shapes = {"POST": shapes.CancellationIn}

    def act(self, ticket, seen, **given):
        cancel(ticket, by=self.by(), seen=seen, **given)
