"""Who hears of what on a ticket: events in, notices out. Imports are history; nobody hears of them."""

from datetime import datetime

from django.db.models import Q

from supportdesk import live
from supportdesk.accounts.models import Membership, Person, Role
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification
from supportdesk.times import span

from . import levels, watching
from .kinds import Kind
from .models import Ticket
from .queries.timeline import PUBLIC, public_name, writer_name

OWNER, LEAD, MANAGER, REQUESTER = "owner", "lead", "manager", "requester"
ASSIGNED, OFFERED = "assigned", "offered"
MENTIONED, ASKER, ASKED, FOLLOWER, WRITER = "mentioned", "asker", "asked", "follower", "writer"
WHO_HEARS = {
    Kind.PLAN_DUE: (OWNER,),
    Kind.TIME_BOX_OVER: (OWNER,),
    Kind.REPLIED: (OWNER, REQUESTER),
    Kind.NOTED: (MENTIONED, OWNER),
    Kind.ATTACHED: (OWNER, REQUESTER),
    Kind.ATTACHED_INSIDE: (OWNER,),
    Kind.INQUIRED: (ASKED,),
    Kind.INQUIRY_ANSWERED: (ASKER,),
    Kind.INQUIRY_OVERDUE: (ASKED, ASKER),
    Kind.WATCHED: (FOLLOWER,),
    Kind.REVIEW_ASKED: (LEAD,),
    Kind.REVIEW_RELEASED: (WRITER,),
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
WORDS = {
    Kind.SLA_WARNED: "{reference}: {share} % of the time for {goal} is used{left}",
    Kind.SLA_BREACHED: "{reference}: the time for {goal} is over",
    Kind.PLAN_DUE: "{reference}: the time of its next action has come",
    Kind.TIME_BOX_OVER: "{reference}: its time-box is used up. Escalate, consult or go on?",
    Kind.REPLIED: "{reference}: {actor} replied",
    Kind.NOTED: "{reference}: {actor} wrote a note",
    Kind.ATTACHED: "{reference}: {actor} added a file",
    Kind.ATTACHED_INSIDE: "{reference}: {actor} added an internal file",
    Kind.INQUIRED: "{reference}: {actor} asks you something",
    Kind.INQUIRY_ANSWERED: "{reference}: {actor} answered what you asked",
    Kind.INQUIRY_OVERDUE: "{reference}: the answer to an ask among you is overdue",
    Kind.WATCHED: "{reference}: {actor} has you follow it",
    Kind.REVIEW_ASKED: "{reference}: a reply of {actor} waits for a look",
    Kind.REVIEW_RELEASED: "{reference}: {actor} let your reply go",
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
MENTIONS = "{reference}: {actor} mentions you in a note"
RETURNED = "T-{ticket}: your reply was not sent, it is in the composer again"
URGENT = {Kind.SLA_BREACHED: "urgent", Kind.SLA_WARNED: "warning", Kind.INQUIRY_OVERDUE: "warning"}


def notify(events):
    """Write one notice per person and event (SLA-07); whoever did it does not hear of it. A notice
    has the reference and what happened, never the words that were said (COM-14)."""
    heard = [event for event in events if event.subject == "ticket" and event.via != "import" and matters(event)]
    if not heard:
        return
    known = Ticket.objects.select_related("queue", "organisation").prefetch_related("co_requesters")
    tickets = known.in_bulk({event.subject_id for event in heard})
    leads = leads_of({ticket.queue.team_id for ticket in tickets.values()})
    about = [(event, tickets[event.subject_id]) for event in heard if event.subject_id in tickets]
    hear = {event.pk: hearers(event, ticket) for event, ticket in about}
    managers = all_managers() if any(MANAGER in roles for roles in hear.values()) else []
    follow = watching.watchers(heard, tickets)
    made = [
        (notice(event, person, ticket), levels.waits_for_hours(event, ticket))
        for event, ticket in about
        for person in knowing(ticket, people(event, ticket, hear[event.pk], leads, managers, follow))
    ]
    notices.write([one for one, waits in made if not waits])
    notices.write_in_hours([one for one, waits in made if waits])


def return_to_writer(events):
    """A reply that came back from its hold: its writer's page hears of it, and its writer by a notice."""
    outgoing = [event for event in events if event.subject == "outgoing"]
    live.say({writer_name(event.data["ticket"], event.data["author"]) for event in outgoing})
    notices.write([came_back(event) for event in outgoing if event.kind == Kind.RETURNED])


def announce_public(events):
    """Requesters' pages hear of what is public, and not even when somebody wrote a note."""
    live.say({public_name(event.subject_id) for event in events if event.subject == "ticket" and event.kind in PUBLIC})


def matters(event):
    return event.kind in WHO_HEARS or event.kind in levels.LEVELS or event.kind in watching.ANYBODY


def hearers(event, ticket):
    """Of a level those whom the ladder names; of anything else always the same."""
    return levels.told(event, ticket) if event.kind in levels.LEVELS else WHO_HEARS.get(event.kind, ())


def people(event, ticket, hear, leads, managers, follow):
    """Ids of those who hear, without doubles and without the one who did it. Who was given it is
    in the event: by the time it is told the ticket may have gone on."""
    roles = {
        OWNER: [ticket.owner_id],
        LEAD: leads.get(ticket.queue.team_id, []),
        MANAGER: [pk for pk, organisation in managers if organisation in (None, ticket.organisation_id)],
        REQUESTER: [ticket.requester_id, *(person.pk for person in ticket.co_requesters.all())],
        ASSIGNED: [event.data.get("owner")],
        OFFERED: [event.data.get("to")],
        MENTIONED: event.data.get("mentions") or [],
        ASKED: [event.data.get("asked")],
        ASKER: [event.data.get("asker")],
        FOLLOWER: [event.data.get("person")],
        WRITER: [event.data.get("author")],
    }
    ids = dict.fromkeys(pk for role in hear for pk in (roles[role] if role in roles else levels.channel(role, ticket)))
    ids |= dict.fromkeys(watching.hear(event, follow.get(ticket.pk, ())))
    return [pk for pk in ids if pk is not None and pk != event.actor_id]


def knowing(ticket, ids):
    """Of a restricted ticket those alone hear who may know of it (SEC-13)."""
    if not ticket.restricted:
        return ids
    named = Person.objects.in_bulk(ids)
    return [pk for pk in ids if Ticket.objects.visible_to(named[pk]).filter(pk=ticket.pk).exists()]


def leads_of(team_ids):
    leads: dict[int, list[int]] = {}
    told = Membership.objects.filter(team__in=team_ids, lead=True, person__is_active=True)
    for team, person in told.values_list("team_id", "person_id"):
        leads.setdefault(team, []).append(person)
    return leads


def all_managers():
    managers = Person.objects.active().filter(Q(roles__contains=[Role.SM]))
    return list(managers.values_list("pk", "organisation_id"))


def left(event):
    """The time that is left, or over, at the instant of a warning, whenever it is told."""
    due = event.data.get("due")
    if not due:
        return ""
    seconds = (datetime.fromisoformat(due) - event.at).total_seconds()
    return f", {span(seconds)} {'left' if seconds >= 0 else 'over'}"


def notice(event, person_id, ticket):
    """Of a restricted ticket the reference, and nothing of what happened on it (COM-14)."""
    goal = str(event.data.get("goal", "")).replace("_", " ")
    mentioned = person_id in (event.data.get("mentions") or ())
    text = (MENTIONS if mentioned else WORDS[event.kind]).format(
        reference=f"T-{event.subject_id}",
        actor=event.actor_name,
        goal=goal,
        share=event.data.get("share", ""),
        left=left(event),
    )
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=event.subject,
        subject_id=event.subject_id,
        text=ticket.reference if ticket.restricted else text[:300],
        level=URGENT.get(event.kind, "info"),
        created_at=event.recorded_at,
    )


def came_back(event):
    return Notification(
        person_id=event.data["author"],
        event_id=event.pk,
        kind=event.kind,
        subject=Ticket.subject,
        subject_id=event.data["ticket"],
        text=RETURNED.format(ticket=event.data["ticket"]),
        level=Notification.Level.WARNING,
        created_at=event.recorded_at,
    )
