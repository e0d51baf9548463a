"""Tickets as the API tells them: plain values, few statements whatever the number of tickets.

A requester is told the public part: no priorities, no owner's desk, no identifiers, and of the clocks the next update.
"""

from supportdesk.accounts.mask import mask_person
from supportdesk.files.shown import file
from tickets.sla.models import Goal, Policy

from .. import configured
from ..queries.details import details, latest_clocks
from ..queries.moves import moves_open_to
from ..queries.timeline import PUBLIC
from ..states import OWN_STATUS, Status
from ..surroundings import LABELS, supported

RELATED = (
    "requester",
    "organisation__region",
    "region",
    "owner",
    "queue",
    "type",
    "category",
    "component",
    "offered_to",
)
PUBLIC_CLOCKS = (Goal.NEXT_UPDATE.value,)
GOALS = Goal.values


def ticket(one, by, now, request):
    return tickets([one], by, now, request)[0]


def tickets(rows, by, now, request):
    """The representations of these tickets: clocks, tags, identifiers and newest events are read together."""
    pks = [row.pk for row in rows]
    serves = by.person.serves
    clocks = latest_clocks(pks, goals=None if serves else PUBLIC_CLOCKS)
    known = details(pks, kinds=None if serves else PUBLIC)
    return [
        public(row, by, clocks[row.pk], known[row.pk], now, request)
        | (internal(row, by, known[row.pk]) if serves else {})
        for row in rows
    ]


def public(row, by, clocks, known, now, request):
    return {
        "id": row.pk,
        "reference": row.reference,
        "title": row.title,
        "status": row.status if by.person.serves else OWN_STATUS[Status(row.status)].value,
        "status_since": row.status_since,
        "category": named(row.category),
        "type": named(row.type),
        "channel": row.channel,
        "requester": person(by, row.requester),
        "organisation": row.organisation and {"id": row.organisation_id, "name": row.organisation.name},
        "opened_at": row.opened_at,
        "resolved_at": row.resolved_at,
        "closed_at": row.closed_at,
        "reopen_count": row.reopen_count,
        "version": row.version,
        "last_event": known.newest,
        "moves": moves_open_to(row, by),
        "clocks": [clock(one, now, by) for one in sorted(clocks, key=place)],
        "_links": links(row, request),
    }


def internal(row, by, known):
    return {
        "state_category": row.state_category,
        "waiting_reason": row.waiting_reason,
        "waiting_for": row.waiting_for,
        "waiting_until": row.waiting_until,
        "component": named(row.component),
        "queue": named(row.queue),
        "owner": person(by, row.owner),
        "offered_to": person(by, row.offered_to),
        "region": row.region and row.region.key,
        "tier": row.tier,
        "impact": row.impact,
        "urgency": row.urgency,
        "priority": row.priority,
        "priority_suggested": row.priority_suggested,
        "priority_rationale": row.priority_rationale,
        "tags": known.tags,
        "identifiers": [identifier(*one) for one in known.identifiers],
        "surroundings": {name: row.surroundings.get(name, "") for name in LABELS},
        "supported": supported(row.surroundings.get("version", ""), configured.oldest_version()),
        "completeness": row.completeness(),
        "due_at": row.due_at,
        "rank": row.rank,
        "activity_at": row.activity_at,
        "merged_into": row.merged_into_id,
        "confirmed_at": row.confirmed_at,
        "close_at": row.close_at,
        "handoff_count": row.handoff_count,
        "transfer_count": row.transfer_count,
        "source_key": row.source_key,
    }


def named(thing):
    return thing and {"id": thing.pk, "key": thing.key, "name": thing.name}


def person(by, one):
    """A card; a light seat sees that there is a requester, not which one (ROLE-06)."""
    if one is None:
        return None
    card = mask_person(by.person, one)
    return {"id": card.id, "name": card.name}


def links(row, request):
    address = f"/api/v1/tickets/{row.pk}"
    absolute = request.build_absolute_uri
    return {"self": absolute(address), "html": absolute(f"/tickets/{row.pk}")}


def clock(one, now, by):
    """Where a promise stands. A paused clock has no countdown."""
    running = one.since is not None or (one.due_at is not None and not one.stopped_at)
    told = {
        "goal": one.goal,
        "state": one.state(now).value,
        "due_at": one.due_at if running or one.stopped_at else None,
        "left_seconds": round(one.left(now)) if running else None,
        "started_at": one.started_at,
        "stopped_at": one.stopped_at,
    }
    return told | grounds(one) if by.person.serves else told


def grounds(one):
    """By which version of which policy it is promised (SLA-12), and what holds it."""
    policy = Policy.objects.version(one.policy_id)
    return {
        "target_seconds": one.target_seconds,
        "held_reason": one.held_reason,
        "breached_at": one.breached_at,
        "promised_at": one.promised_at,
        "override": one.override and one.override._asdict(),
        "excepted_until": one.excepted_until,
        "policy": {"key": policy.key, "version": policy.version, "rule": policy.rule},
    }


def resolution(one, by):
    """What was done; a requester reads the parts that are for them (COM-07)."""
    told = {name: getattr(one, name) for name in ("happened", "steps", "advice", "prevention", "at")}
    if not by.person.serves:
        return told
    inside = {name: getattr(one, name) for name in ("code", "cause_class", "root_cause", "verification", "waived")}
    return told | inside | {"resolved_by": person(by, one.resolved_by)}


def place(one):
    """In the order of a ticket's life."""
    return GOALS.index(one.goal)


def identifier(pk, kind, value):
    return {"id": int(pk), "kind": kind, "value": value}


def message(one, by):
    return {
        "id": one.pk,
        "ticket": one.ticket_id,
        "author": person(by, one.author),
        "from_desk": one.from_desk,
        "body": one.body,
        "promised_at": one.promised_at,
        "at": one.at,
        "attachments": attachments(one, by),
    }


def note(one, by):
    return {
        "id": one.pk,
        "ticket": one.ticket_id,
        "author": person(by, one.author),
        "body": one.body,
        "at": one.at,
        "attachments": attachments(one, by),
    }


def attachments(word, by):
    """The files that came with it; a light seat opens none (ROLE-06)."""
    return [] if by.person.sits_lightly else [attachment(one, by) for one in word.attachments.all()]


def attachment(one, by):
    inside = {"note": one.note_id, "internal": one.internal} if by.person.serves else {}
    return {
        **file(one.file),
        "id": one.pk,
        "ticket": one.ticket_id,
        "message": one.message_id,
        "kind": one.kind,
        "source": one.source,
        "captured_at": one.captured_at,
        "sensitivity": one.sensitivity,
        "once": one.once,
        "state": one.state,
        "added_by": person(by, one.added_by),
        "at": one.at,
        **inside,
    }


def link(one, ticket, by):
    """As seen from this ticket; `inward` when the other one points here."""
    inward = one.ticket_id != ticket.pk
    other = one.ticket if inward else one.other
    return {
        "id": one.pk,
        "kind": one.kind,
        "inward": inward,
        "other": other and {"id": other.pk, "reference": other.reference, "title": other.title},
        "reference": one.reference,
        "url": one.url,
        "made_by": person(by, one.made_by),
        "made_at": one.made_at,
    }


def public_event(one, names):
    return {
        "id": one.pk,
        "kind": one.kind,
        "at": one.at,
        "actor": {"name": names.get(one.actor_id, ""), "kind": one.actor_kind},
        "data": {"message": one.data["message"]} if "message" in one.data else {},
    }


def event(one, names):
    return {
        "id": one.pk,
        "kind": one.kind,
        "at": one.at,
        "recorded_at": one.recorded_at,
        "actor": {"id": one.actor_id, "name": names.get(one.actor_id, ""), "kind": one.actor_kind},
        "via": one.via,
        "operation": one.operation,
        "data": one.data,
        "text": one.words,
    }


def moment(one):
    return {
        "what": one.what,
        "at": one.at,
        "cause": one.cause,
        "policy": one.policy_id,
        "share": one.share,
        "data": one.data,
    }
