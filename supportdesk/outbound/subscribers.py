"""Who hears of approvals: those who can answer, then the one who asked. Which webhooks are owed what, and who hears
that one was stopped."""

from supportdesk import clock
from supportdesk.accounts.models import Person, Role
from supportdesk.approvals import queries, subjects
from supportdesk.approvals.kinds import Kind
from supportdesk.approvals.models import Approval
from supportdesk.outbound import notices
from supportdesk.outbound.kinds import Kind as Own
from supportdesk.outbound.models import Delivery, Notification, Webhook

TO_ANSWER = {Kind.ASKED, Kind.GRANTED, Kind.HANDED_ON}  # a yes with steps left is a question to the next ones
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


def queue_webhooks(events):
    """A row for each webhook and event that it wants, in the order of telling. Imports are history."""
    hooks = list(Webhook.objects.listening())
    fresh = [event for event in events if event.via != "import"] if hooks else []
    if not fresh:
        return
    now = clock.now()
    owed = [
        Delivery(webhook=hook, event=event, queued_at=now) for event in fresh for hook in hooks if hook.wants(event)
    ]
    Delivery.objects.bulk_create(owed, ignore_conflicts=True)


def tell_of_webhooks(events):
    """That one was stopped by itself: its administrators can say whether it goes on."""
    stopped = [event for event in events if event.kind == Own.WEBHOOK_STOPPED]
    hooks = Webhook.objects.in_bulk({event.subject_id for event in stopped})
    notices.write(
        [
            notice(event, person.pk, f"The webhook {hook} was stopped: {hook.get_stopped_why_display().lower()}")
            for event in stopped
            if (hook := hooks.get(event.subject_id))
            for person in keepers(hook)
        ]
    )


def keepers(hook):
    admins = Person.objects.active().filter(roles__contains=[Role.OA], is_machine=False).order_by("pk")
    return [one for one in admins if one.organisation_id in (None, hook.organisation_id)]
