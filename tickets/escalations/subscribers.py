"""Who hears of what happens to an escalation: the other side, the group, the lead, the security officers."""

from supportdesk.accounts.models import Person, Role
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification
from tickets.desk.models import Ticket

from .kinds import Kind
from .models import Escalation, Lane

TO_SENDER = {
    Kind.ACKNOWLEDGED: "is acknowledged",
    Kind.ACCEPTED: "is accepted",
    Kind.RETURNED: "came back with questions",
    Kind.REDIRECTED: "went on to another group",
    Kind.DECLINED: "is declined",
    Kind.REPORTED: "has news from its receiver",
    Kind.FIX_AVAILABLE: "has a fix: verify it",
    Kind.SENT_BACK: "came back from review",
    Kind.GAP_DUE: "still lacks a field, and its half hour is over",
    Kind.CONTEST_SETTLED: "was decided by a manager",
}
TO_RECEIVER = {
    Kind.ANSWERED: "is answered and sent again",
    Kind.FOLLOWED_UP: "waits for your answer",
    Kind.FAILED: "is not fixed: back to work",
    Kind.VERIFIED: "is verified",
    Kind.WITHDRAWN: "was withdrawn",
    Kind.RATING_ASKED: "is accepted: how good was the packet?",
    Kind.REMINDED: "waits for a word from you",
}
TO_GROUP = {Kind.SUBMITTED: "waits for your group", Kind.REDIRECTED: "was redirected to your group"}
TO_BOTH = {Kind.ISSUE_CHANGED: "has a bug that changed", Kind.CLOCK_BREACHED: "is over its time"}
LANE = "Is this entry of the escalation matrix still right? {}"
Level = Notification.Level


def tell(events):
    """Whoever did it does not hear of it; behind a wall a notice has the reference alone."""
    known = {event.pk: event for event in events if event.via != "import" and event.kind in HEARD}
    about = {event.data["escalation"] for event in known.values() if "escalation" in event.data}
    related = ("ticket", "lane__contact", "lead", "receiver")
    rows = Escalation.objects.select_related(*related).in_bulk(about)
    written = [one for event in known.values() for one in told(event, rows.get(event.data.get("escalation")))]
    if written:
        notices.write(written)


def told(event, escalation):
    if event.kind == Kind.LANE_ASKED:
        lane = Lane.objects.filter(pk=event.subject_id).first()
        return [lane_notice(event, lane)] if lane else []
    if escalation is None:
        return []
    found = {}
    for people, words, level in heard(event, escalation):
        for person in people:
            if person.is_active and person.pk != event.actor_id and person.pk not in found and sees(person, escalation):
                found[person.pk] = notice(event, escalation, person, words, level)
    return list(found.values())


def heard(event, escalation):
    """(people, words, level) of each side that this concerns."""
    kind, urgent = event.kind, Level.URGENT if escalation.immediate else Level.INFO
    support = [escalation.sender, *owner(escalation)]
    if kind == Kind.BEGUN and escalation.target == "security":
        yield officers(), "is a security doubt", Level.URGENT
    if kind in TO_GROUP:
        yield group(escalation), TO_GROUP[kind], urgent
        if escalation.target == "security":
            yield officers(), TO_GROUP[kind], Level.URGENT
    if kind in TO_SENDER:
        yield support, TO_SENDER[kind], Level.INFO
    if kind in TO_RECEIVER:
        yield receivers(event, escalation), TO_RECEIVER[kind], urgent
    if kind in TO_BOTH:
        yield [*support, *receivers(event, escalation)], TO_BOTH[kind], Level.WARNING
    if kind == Kind.LEAD_JOINED:
        yield leads(escalation), between(escalation), Level.WARNING
    if kind == Kind.REVIEW_ASKED:
        yield team_leads(escalation), "waits for your review", Level.INFO
    if kind == Kind.CONTESTED:
        yield (
            Person.objects.active().filter(roles__contains=[Role.SM]),
            "was declined, and support contests it",
            Level.INFO,
        )


HEARD = {*TO_SENDER, *TO_RECEIVER, *TO_GROUP, *TO_BOTH, Kind.BEGUN, Kind.LEAD_JOINED, Kind.REVIEW_ASKED, Kind.CONTESTED}
HEARD |= {Kind.LANE_ASKED}


def owner(escalation):
    return [escalation.ticket.owner] if escalation.ticket.owner_id else []


def group(escalation):
    """The group; the contact of the matrix hears first, whatever the group."""
    people = Person.objects.active().filter(memberships__team=escalation.group_id) if escalation.group_id else []
    contact = [escalation.lane.contact] if escalation.lane and escalation.lane.contact else []
    return [*contact, *people]


def receivers(event, escalation):
    named = event.data.get("to") if event.kind == Kind.REMINDED else None
    if named:
        return Person.objects.filter(pk=named)
    return [escalation.receiver] if escalation.receiver_id else group(escalation)


def officers():
    return Person.objects.active().filter(roles__contains=[Role.SO])


def team_leads(escalation):
    return Person.objects.active().filter(memberships__team=escalation.ticket.queue.team_id, memberships__lead=True)


def leads(escalation):
    return [escalation.lead] if escalation.lead_id else team_leads(escalation)


def between(escalation):
    """Names both sides (ESC-06)."""
    other = escalation.receiver or escalation.group or "the security officers"
    call = ", speak to each other" if escalation.call_proposed_at else ""
    return f"went back and forth {escalation.ping_pong} times between {escalation.sender} and {other}{call}"


def sees(person, escalation):
    return Escalation.objects.visible_to(person).filter(pk=escalation.pk).exists()


def notice(event, escalation, person, words, level):
    ticket = escalation.ticket
    text = f"{escalation.reference} of {ticket.reference} {words}"
    return Notification(
        person_id=person.pk,
        event_id=event.pk,
        kind=event.kind,
        subject=Ticket.subject,
        subject_id=ticket.pk,
        text=ticket.reference if ticket.restricted else text[:300],
        level=level,
        created_at=event.recorded_at,
    )


def lane_notice(event, lane):
    about = {"kind": event.kind, "subject": Lane.subject, "subject_id": lane.pk}
    text = LANE.format(f"{lane}: {lane.group}")[:300]
    return Notification(
        person_id=lane.owner_id,
        event_id=event.pk,
        text=text,
        created_at=event.recorded_at,
        level=Level.WARNING,
        **about,
    )
