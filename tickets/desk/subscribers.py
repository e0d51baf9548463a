"""Who hears of what on a ticket: events in, notices out. Imports are history; nobody hears of them."""

from django.db.models import Q

from supportdesk import live
from supportdesk.accounts.models import Membership, Person, Role
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification

from .kinds import Kind
from .models import Ticket
from .queries.timeline import PUBLIC, public_name

OWNER, LEAD, MANAGER, REQUESTER = "owner", "lead", "manager", "requester"
ASSIGNED, OFFERED = "assigned", "offered"
WHO_HEARS = {
    Kind.SLA_BREACHED: (OWNER, LEAD, MANAGER),
    Kind.REPLIED: (OWNER, REQUESTER),
    Kind.NOTED: (OWNER,),
    Kind.ASSIGNED: (ASSIGNED,),
    Kind.OFFERED: (OFFERED,),
    Kind.DECLINED: (OWNER,),
    Kind.TRANSFERRED: (LEAD,),
    Kind.RESOLVED: (REQUESTER,),
    Kind.CONFIRMED: (OWNER,),
    Kind.CLOSED: (REQUESTER,),
    Kind.REOPENED: (OWNER, LEAD),
    Kind.CANCELLED: (OWNER, REQUESTER),
}
WARNED = {90: (OWNER, LEAD, MANAGER), 75: (OWNER, LEAD), 0: (OWNER,)}
WORDS = {
    Kind.SLA_WARNED: "{reference}: {share} % of the time for {goal} is used",
    Kind.SLA_BREACHED: "{reference}: the time for {goal} is over",
    Kind.REPLIED: "{reference}: {actor} replied",
    Kind.NOTED: "{reference}: {actor} wrote a note",
    Kind.ASSIGNED: "{reference} is yours, assigned by {actor}",
    Kind.OFFERED: "{reference}: {actor} hands it to you",
    Kind.DECLINED: "{reference}: {actor} declined to take it over",
    Kind.TRANSFERRED: "{reference} came into your team's queue",
    Kind.RESOLVED: "{reference} is resolved",
    Kind.CONFIRMED: "{reference}: {actor} confirmed the solution",
    Kind.CLOSED: "{reference} is closed",
    Kind.REOPENED: "{reference} was reopened by {actor}",
    Kind.CANCELLED: "{reference} was cancelled by {actor}",
}
URGENT = {Kind.SLA_BREACHED: "urgent", Kind.SLA_WARNED: "warning"}


def notify(events):
    """Write one notice per person and event (SLA-07); whoever did it does not hear of it. A notice
    has the reference and what happened, never the words that were said (COM-14)."""
    heard = [event for event in events if event.subject == "ticket" and event.via != "import" and hearers(event)]
    if not heard:
        return
    tickets = Ticket.objects.select_related("queue").in_bulk({event.subject_id for event in heard})
    leads = leads_of({ticket.queue.team_id for ticket in tickets.values()})
    managers = all_managers() if any(MANAGER in hearers(event) for event in heard) else []
    notices.write(
        [
            notice(event, person)
            for event in heard
            if event.subject_id in tickets
            for person in people(event, tickets[event.subject_id], leads, managers)
        ]
    )


def announce_public(events):
    """Requesters' pages hear of what is public, and not even when somebody wrote a note."""
    live.say({public_name(event.subject_id) for event in events if event.subject == "ticket" and event.kind in PUBLIC})


def hearers(event):
    if event.kind == Kind.SLA_WARNED:
        return next(roles for share, roles in WARNED.items() if event.data["share"] >= share)
    return WHO_HEARS.get(event.kind, ())


def people(event, ticket, leads, managers):
    """Ids of those who hear, without doubles and without the one who did it. Who was given it is
    in the event: by the time it is told the ticket may have gone on."""
    roles = {
        OWNER: [ticket.owner_id],
        LEAD: leads.get(ticket.queue.team_id, []),
        MANAGER: [pk for pk, organisation in managers if organisation in (None, ticket.organisation_id)],
        REQUESTER: [ticket.requester_id],
        ASSIGNED: [event.data.get("owner")],
        OFFERED: [event.data.get("to")],
    }
    ids = dict.fromkeys(pk for role in hearers(event) for pk in roles[role])
    return [pk for pk in ids if pk is not None and pk != event.actor_id]


def leads_of(team_ids):
    leads: dict[int, list[int]] = {}
    told = Membership.objects.filter(team__in=team_ids, lead=True, person__is_active=True)
    for team, person in told.values_list("team_id", "person_id"):
        leads.setdefault(team, []).append(person)
    return leads


def all_managers():
    managers = Person.objects.active().filter(Q(roles__contains=[Role.SM]))
    return list(managers.values_list("pk", "organisation_id"))


def notice(event, person_id):
    goal = str(event.data.get("goal", "")).replace("_", " ")
    text = WORDS[event.kind].format(
        reference=f"T-{event.subject_id}", actor=event.actor_name, goal=goal, share=event.data.get("share", "")
    )
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=event.subject,
        subject_id=event.subject_id,
        text=text[:300],
        level=URGENT.get(event.kind, "info"),
        created_at=event.recorded_at,
    )
