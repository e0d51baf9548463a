from datetime import timedelta
from typing import Any

from django.db import transaction

from kb.macros import render
from kb.macros.fields import MODELS, WAITS
from kb.macros.models import Audience, Macro, MacroKind
from supportdesk import clock
from supportdesk.catalogue.models import Tag
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import workflow
from ..kinds import Kind
from ..models import MacroUse
from ..queries import merging
from .ask import ask
from .assign import assign
from .classify import classify
from .moves import move
from .note import note
from .reply import reply
from .transfer import transfer

INTERNAL = (Audience.ENGINEERING,)


@transaction.atomic
def use_macro(ticket, *, by, macro, version=None, seen=None, body=None, internal=False, promise=None, **said):
    """Say an approved wording and do to the ticket what it does, whole or not at all (KB-15): what refuses any part of
    it refuses all. `body` is the text as its writer tailored it, `questions` among `said` make it an ask; `version` is
    that of the ticket that was looked at, `seen` the newest event that was read."""
    ticket.lock(version)
    if ticket.merged_into_id:
        raise WrongState(f"The ticket was merged into T-{ticket.merged_into_id}. Say it there.")
    require_usable(macro, by, internal=internal)
    now = clock.now()
    promise = promise or merging.promised(macro, now)
    rendered = text_of(ticket, macro, by, now, promise, tailored=body is not None)
    written = utter(ticket, macro, by=by, body=rendered if body is None else body, seen=seen, promise=promise,
                    internal=internal, **said)  # fmt: skip
    ticket.lock()
    change(ticket, macro, by=by)
    about = {"note" if internal else "message": written}
    used = MacroUse.objects.create(
        ticket=ticket, macro=macro, edited=merging.edited(rendered, written.body), by=by.person, at=now, **about
    )
    numbers = {"macro": macro.macro_id, "number": macro.number, "edited": used.edited, "use": used.pk}
    record(Kind.MACRO_USED, ticket, by=by, at=now, text={"name": macro.name}, **numbers)
    return used


def require_usable(macro, by, *, internal):
    """Offered to this person still, and not to the other side what speaks to engineering (COM-05)."""
    if not Macro.objects.offered_to(by.person).filter(pk=macro.macro_id).exists():
        raise Refused(f"The macro “{macro.name}” is not offered to you any more.", field="macro")
    if macro.audience in INTERNAL and not internal:
        raise Refused(f"“{macro.name}” speaks to engineering. Write it as an internal note.", field="macro")


def text_of(ticket, macro, by, now, promise, *, tailored):
    """The text with its merge fields. One that is not known here is named, and nothing is written."""
    values = merging.values(ticket, by.person, now, promise=promise)
    missing = render.missing(macro.body, values)
    if missing and not tailored:
        labels = ", ".join(render.label(name).lower() for name in missing)
        raise Refused(f"“{macro.name}” needs what is not known here: {labels}.", field="macro", missing=missing)
    return render.rendered(macro.body, values | dict.fromkeys(missing, "…"))


def utter(ticket, macro, *, by, body, internal, promise, questions=(), **said):
    if left := render.named(body):
        raise Refused(f"The merge field “{left[0]}” still stands in the text.", field="body", missing=left)
    if internal:
        return note(ticket, by=by, body=body, **said)
    if questions:
        return ask(ticket, by=by, body=body, questions=questions, **said).message
    substantial = macro.kind != MacroKind.ACKNOWLEDGE
    return reply(ticket, by=by, body=body, promise=promise, substantial=substantial, **said)


def change(ticket, macro, *, by):
    """What it does to the ticket, by the ordinary actions; what is so already stays."""
    things = {name: model.objects.filter(pk=macro.fields.get(name)).first() for name, model in MODELS.items()}
    queue = things.pop("queue")
    about: dict[str, Any] = {name: thing for name, thing in things.items() if thing}
    if tags := macro.fields.get("tags"):
        about["tags"] = sorted({*ticket.tags.all(), *Tag.objects.filter(pk__in=tags)}, key=str)
    if about:
        classify(ticket, by=by, seen=ticket.version, **about)
    if macro.fields.get("take") and ticket.owner_id != by.person.pk:
        assign(ticket, by=by, seen=ticket.version, to=by.person)
    if queue and queue.pk != ticket.queue_id:
        transfer(ticket, by=by, seen=ticket.version, queue=queue, reason=f"Macro “{macro.name}”")
    if "move" in macro.fields:
        move_on(ticket, macro.fields, by=by)


def move_on(ticket, fields, *, by):
    action = fields["move"]
    if action not in WAITS and workflow.MOVES[action].target == ticket.status:
        return
    waits = {}
    if action in WAITS:
        until = clock.now() + timedelta(days=fields["wait_days"])
        waits = {"waiting_reason": fields["waiting_reason"], "until": until}
    move(ticket, by=by, seen=ticket.version, action=action, **waits)
