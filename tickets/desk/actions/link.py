from django.db import connection, transaction

from supportdesk.errors import Refused
from supportdesk.events.record import Occurrence, record_all

from .. import past, policy
from ..kinds import Kind
from ..models import Link
from ..states import LinkKind

BETWEEN_TICKETS = (LinkKind.DUPLICATE_OF, LinkKind.RELATED, LinkKind.CHILD_OF, LinkKind.FOLLOW_UP)


@transaction.atomic
def link(ticket, *, by, kind, other=None, reference="", url="", at=None):
    """Link a ticket to another one, or to something outside by reference and address (T-24). Both
    tickets tell of it. Linking twice is refused."""
    ticket.lock()
    policy.require(by, "link", ticket)
    require_sense(ticket, kind, other, reference)
    now = past.instant(by, at)
    made, new = Link.objects.get_or_create(
        ticket=ticket,
        kind=kind,
        other=other,
        reference=reference.strip(),
        defaults={"url": url, "made_by": by.person, "made_at": now},
    )
    if not new:
        raise Refused("That link exists already.", field="other" if other else "reference")
    ticket.write(now)
    record_all(linked(made, now), by=by)
    return made


def require_sense(ticket, kind, other, reference):
    if kind not in LinkKind.values:
        raise Refused("That is not a kind of link.", field="kind")
    if kind in BETWEEN_TICKETS and other is None:
        raise Refused("Name the other ticket.", field="other", missing=("other",))
    if other is None and not reference.strip():
        raise Refused("Name what it links to.", field="reference", missing=("reference",))
    if other == ticket:
        raise Refused("A ticket cannot be linked to itself.", field="other")
    if kind == LinkKind.CHILD_OF and other is not None:
        require_no_circle(ticket, other)


def require_no_circle(ticket, parent):
    """Two who link crosswise at once wait for each other, so that the second one sees the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('desk_link'), hashtext('child_of'))")
    above, seen = {parent.pk}, set()
    while above:
        if ticket.pk in above:
            raise Refused("That would make the ticket its own parent.", field="other")
        seen |= above
        parents = Link.objects.filter(ticket__in=above, kind=LinkKind.CHILD_OF)
        above = set(parents.values_list("other", flat=True)) - seen


def linked(made, now):
    return occurrences(Kind.LINKED, made, now)


def occurrences(kind, made, now):
    """The telling on this ticket and, inside the desk, on the other one too."""
    data = {"link": made.pk, "kind": made.kind, "other": made.other_id}
    text = {"reference": made.reference, "url": made.url} if made.reference else None
    ticket = made.ticket
    told = [Occurrence(kind, "ticket", ticket.pk, ticket.organisation_id, now, data, text)]
    if made.other:
        back = {**data, "other": ticket.pk, "from_other": True}
        told.append(Occurrence(kind, "ticket", made.other.pk, made.other.organisation_id, now, back, None))
    return told
