from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from supportdesk import clock
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.actions.open import already_open, open_ticket
from tickets.desk.queries.front import front_queue

from .. import policy
from ..forms import answers, schema
from ..kinds import Kind
from ..models import Answer, Form, Submission

CHANGED = "This form has changed since you opened it. What you wrote is kept; look at what is asked now."
KINDS: dict[str, Any] = {"category": Category, "component": Component}


class Faults(Refused):
    """`faults` says what is wrong with each answer, by its question's key."""

    def __init__(self, faults, missing=()):
        super().__init__("Some answers are missing or not in order.", missing=missing)
        self.faults = faults


@dataclass
class Told:
    """What a ticket is opened with."""

    title: str
    body: str = ""
    tags: list = field(default_factory=list)
    identifiers: list = field(default_factory=list)
    surroundings: dict = field(default_factory=dict)
    about: dict = field(default_factory=dict)


@transaction.atomic
def fill_form(
    form, *, by, requester, channel, given, number=None, version=None, files=(), confirmed=(), source_key=None
):
    """Open a ticket with the answers to a form (T-08, INT-02): each lands in the field of the ticket that it is meant
    for, the others beside it. `number` is the version that was filled in; `version` one that was checked and waited.
    Raises Faults with every answer that is missing or wrong, and then nothing is kept."""
    policy.require(by, "fill_form", form)
    known = already_open(source_key)
    if known:
        return known
    if version is None:
        version = in_force(form, requester, number)
    else:
        require_offered(form, requester)
    values, asked = taken(version, given)
    said = screened(by, asked, values, confirmed)
    told = ticket_of(version, asked, said)
    type = TicketType.objects.select_related("queue").get(pk=version.content["type"])
    ticket = open_ticket(
        queue_of(version, requester, type),
        by=by,
        requester=requester,
        title=told.title,
        body=told.body,
        confirmed=confirmed,
        tags=told.tags,
        identifiers=told.identifiers,
        surroundings=told.surroundings,
        files=files,
        source_key=source_key,
        type=type,
        channel=channel,
        **told.about,
    )
    kept = keep(version, ticket, asked, said, by)
    record(Kind.FORM_FILLED, form, by=by, at=kept.at, ticket=ticket.pk, version=version.number, submission=kept.pk)
    return ticket


def in_force(form, requester, number):
    """The version that is asked now. Raises WrongState when it is another than the one that was filled in."""
    offered = require_offered(form, requester)
    if number is not None and number != offered.live.number:
        raise WrongState(CHANGED)
    return offered.live


def require_offered(form, requester):
    offered = Form.objects.offered_to(requester).filter(pk=form.pk).select_related("live").first()
    if offered is None:
        raise WrongState(f"“{form}” is not offered to {requester}.")
    return offered


def taken(version, given):
    """The answers, and what was asked. Raises Faults with all that is wrong at once."""
    values, errors, asked = answers.read(version.questions, given)
    faults = errors | answers.unasked(version.questions, given, asked)
    if faults:
        raise Faults(faults, missing=[key for key, fault in faults.items() if fault == answers.NEEDED])
    return values, [one for one in asked if one.key in values]


def screened(by, asked, values, confirmed):
    """What may be kept of each answer that people write themselves (SEC-02)."""
    written = {one.key: values[one.key] for one in asked if one.kind in ("text", "long")}
    return values | guarding.parts(by, written, confirmed)


def ticket_of(version, asked, said):
    """Each answer where it belongs. What stands for itself and is kept as long as the ticket is read with it."""
    told, beside = Told(title=version.content["title"]), []
    for one in asked:
        value = said[one.key]
        if one.lands in ("title", "body"):
            setattr(told, one.lands, value)
        elif one.lands in KINDS:
            told.about[one.lands] = KINDS[one.lands].objects.get(key=value)
        elif one.lands in ("impact", "urgency"):
            told.about[one.lands] = int(value)
        elif one.lands == "tags":
            told.tags += Tag.objects.filter(name__in=value if isinstance(value, list) else [value])
        elif one.lands.startswith(schema.IDENTIFIER):
            told.identifiers.append((one.lands.removeprefix(schema.IDENTIFIER), value))
        elif one.lands.startswith(schema.SURROUNDINGS):
            told.surroundings[one.lands.removeprefix(schema.SURROUNDINGS)] = value
        elif one.keep_days is None:
            beside.append(f"{one.label}: {one.said(value)}")
    told.body = "\n\n".join(filter(None, (told.body, "\n".join(beside))))
    return told


def queue_of(version, requester, type):
    chosen = version.content["queue"]
    found = Queue.objects.offered().filter(pk=chosen).first() if chosen else None
    queue = found or front_queue(requester, type)
    if queue is None:
        raise WrongState("No queue takes this. Please tell an administrator.")
    return queue


def keep(version, ticket, asked, said, by):
    now = clock.now()
    made = Submission.objects.create(version=version, ticket=ticket, by=by.person, at=now)
    Answer.objects.bulk_create(
        Answer(
            submission=made,
            position=position,
            key=one.key,
            label=one.label,
            purpose=one.purpose,
            said=one.said(said[one.key]),
            forget_at=now + timedelta(days=one.keep_days) if one.keep_days else None,
        )
        for position, one in enumerate(asked)
    )
    return made
