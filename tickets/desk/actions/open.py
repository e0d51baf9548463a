from django.db import connection, transaction

from supportdesk import byhand
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import guarding, offered, past, policy, timers
from ..attaching import to_message
from ..kinds import Kind
from ..models import Identifier, Message, Ticket
from ..priority import suggest
from ..states import Status
from ..surroundings import checked, renewed
from ..texts import one_line, say


@transaction.atomic
def open_ticket(
    queue,
    *,
    by,
    requester,
    title,
    body,
    confirmed=(),
    tags=(),
    identifiers=(),
    source_key=None,
    files=(),
    at=None,
    **about,
):
    """Open a ticket in `queue` and start its promises (T-01, SLA-01).

    `about`: type and channel, and where known category, component, impact, urgency and the `surroundings` in which it
    happens (T-06). `identifiers` are pairs (kind, value); `confirmed` names the warnings that the writer has read
    (SEC-02). A known `source_key` answers with the ticket it made. Raises NotAllowed when a requester names somebody
    else, Refused when staff of one organisation name somebody of another, or the queue serves another one."""
    policy.require(by, "open", requester)
    require_own_organisation(by, requester)
    require_served(queue, requester)
    known = already_open(source_key)
    if known:
        return known
    past.said(by, title, field="title", message="A ticket needs a title.")
    said = guarding.parts(by, {"title": one_line(title), "body": body}, confirmed)
    now = past.instant(by, at)
    ticket = fresh(queue, requester, now, title=said["title"], source_key=source_key, **about)
    offered.require(by, queue=queue, type=ticket.type, category=ticket.category, component=ticket.component)
    timers.start(ticket, now, by=by)
    ticket.reckon()
    byhand.insert([ticket])
    message = begun(ticket, said["body"], now)
    to_message(message, files, by=by)
    describe(ticket, tags, identifiers)
    tell_opened(ticket, by=by, at=now, message=message.pk)
    return ticket


def begun(ticket, body, now):
    """The description, as the requester's first message."""
    return say(Message(ticket=ticket, author=ticket.requester, from_desk=False, body=body, at=now), title=ticket.title)


def tell_opened(ticket, *, by, at, message):
    """`message` is what it begins with; a ticket split off by its notes alone has none."""
    record(
        Kind.OPENED,
        ticket,
        by=by,
        at=at,
        text={"title": ticket.title},
        message=message,
        requester=ticket.requester_id,
        queue=ticket.queue_id,
        type=ticket.type.key,
        channel=ticket.channel,
        facts=ticket.facts(),
        standing=ticket.standing(),
    )


def fresh(queue, requester, now, *, type, channel, impact=None, urgency=None, surroundings=None, **about):
    """The new row, not yet written; its tier is that of the requester's organisation today."""
    organisation = requester.organisation
    tier = organisation.tier if organisation else "standard"
    since = {"opened_at": now, "status_since": now, "activity_at": now}
    return Ticket(
        pk=byhand.next_number(Ticket),
        queue=queue,
        requester=requester,
        organisation=organisation,
        region=region_of(requester, queue),
        tier=tier,
        type=type,
        channel=channel,
        impact=impact,
        urgency=urgency,
        priority_suggested=suggest(impact, urgency, tier),
        status=Status.NEW,
        surroundings=renewed({}, checked(surroundings or {})),
        rank=0,
        **since,
        **about,
    )


def require_own_organisation(by, requester):
    if by.person.organisation_id not in (None, requester.organisation_id):
        raise Refused(f"{requester} is not of your organisation.", field="requester")


def require_served(queue, requester):
    """A queue that serves one organisation takes no ticket of another."""
    if queue.organisation_id not in (None, requester.organisation_id):
        raise Refused(f"“{queue}” does not serve {requester}.", field="queue")


def already_open(source_key):
    """The ticket this key made before; concurrent requests with one key wait for each other."""
    if not source_key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [source_key])
    return Ticket.objects.filter(source_key=source_key).first()


def region_of(requester, queue):
    organisation = requester.organisation
    return organisation.region if organisation and organisation.region_id else queue.region


def describe(ticket, tags, identifiers):
    if tags:
        ticket.tags.set(tags)
    Identifier.objects.bulk_create(
        [Identifier(ticket=ticket, kind=kind, value=value.strip()) for kind, value in dict.fromkeys(identifiers)]
    )
