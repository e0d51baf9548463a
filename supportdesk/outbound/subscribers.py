"""Who hears of approvals: those who can answer, then the one who asked."""

from supportdesk.accounts.models import Person
from supportdesk.approvals import queries, subjects
from supportdesk.approvals.kinds import Kind
from supportdesk.approvals.models import Approval
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification

TO_ANSWER = {Kind.ASKED, Kind.GRANTED}  # a yes with steps left is a question to the next ones
TO_ASKER = {Kind.GRANTED: "granted", Kind.REFUSED: "refused", Kind.EXPIRED: "not answered or used in time"}
MOST = 20  # people who hear of one request; the page shows it to all who can answer


def tell_of_approvals(events):
    """One notice per person and event. It names the thing and what happened, no reason and no title (COM-14)."""
    about = {event.pk: event.data["approval"] for event in events if event.kind in TO_ANSWER | set(TO_ASKER)}
    if not about:
        return
    approvals = Approval.objects.select_related("asked_by").in_bulk(set(about.values()))
    told = [event for event in events if about.get(event.pk) in approvals]
    notices.write([one for event in told for one in notices_of(event, approvals[about[event.pk]])])


def notices_of(event, approval):
    """To those who can answer, or to the one who asked; of a restricted thing its reference alone."""
    thing = subjects.find(Person.system(), approval.subject, approval.subject_id)
    told = written(event, approval, thing)
    return [notice(event, person, str(thing) if thing.restricted else text) for person, text in told]


def written(event, approval, thing):
    if event.kind in TO_ANSWER and event.data.get("left", 1):
        text = f"{approval.asked_by} asks for your approval: {approval.words}"
        return [(person.pk, text) for person in hearers(approval, thing) if person.pk != event.actor_id]
    verdict = TO_ASKER[event.kind]
    who = f"{event.actor_name}: " if event.actor_kind == "person" else ""
    return [(approval.asked_by_id, f"{who}{approval.words}: {verdict}")]


def hearers(approval, thing):
    """Those who can answer and may know of the thing: of its own team, else whoever there is."""
    able = [
        person
        for person in queries.deciders(approval).order_by("pk")
        if subjects.find(person, approval.subject, approval.subject_id)
    ]
    team = subjects.of(approval.subject).team(thing)
    near = [person for person in able if team in person.scope.teams]
    return (near or able)[:MOST]


def notice(event, person_id, text):
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=event.subject,
        subject_id=event.subject_id,
        text=text[:300],
        created_at=event.recorded_at,
    )
