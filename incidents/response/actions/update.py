from django.db import transaction

from supportdesk import clock
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.withdraw import withdraw
from supportdesk.approvals.models import OPEN, Approval
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, merging, outward, policy, timers
from ..kinds import Kind
from ..models import Push, Update
from ..models.update import UpdateState
from ..states import Audience, EntryKind

LONGEST = 5_000
ENTRIES = {Audience.INTERNAL: EntryKind.INTERNAL_UPDATE, Audience.EXTERNAL: EntryKind.EXTERNAL_UPDATE}


@transaction.atomic
def write_update(incident, *, by, audience, template=None, headline="", body="", next_at=None, confirmed=()):
    """Say how it stands (INC-08). Approved wording goes out as it is. Any other goes to whoever approves for that
    audience and waits until then; nothing of it leaves the desk. Inside the desk nobody needs to be asked.

    Answers the update: sent, or waiting with its request."""
    incident.lock()
    now = clock.now()
    require_told(incident, audience)
    update = Update(incident=incident, audience=audience, template=template, confirmed=list(confirmed))
    update.written_by, update.written_at, update.via = by.person, now, by.via
    update.next_at = looked_ahead(incident, audience, next_at, now)
    put_words(update, headline, body)
    asks = audience == Audience.EXTERNAL
    update.headline = guarding.screened(by, update.headline, confirmed, field="headline", asks=asks)
    update.body = guarding.screened(by, update.body, confirmed, asks=asks)
    update.state = UpdateState.WAITING
    needed = policy.need(by, right(update), update)
    if needed is not None and not isinstance(needed, NeedsApproval):
        raise NotAllowed(right(update))
    update.save()
    if needed is None:
        return sent(update, now, by=by)
    ask(update, by=by, action=right(update), arguments={}, reason=f"Update to the requesters of {incident}")
    record(Kind.UPDATE_WAITS, incident, by=by, at=now, update=update.pk, audience=audience)
    return update


@transaction.atomic
def send_update(update, *, by):
    """Send what waited, once it was granted: by whoever wrote it, or by whoever may without asking."""
    update.incident.lock()
    update.lock()
    if update.state != UpdateState.WAITING:
        raise WrongState(f"This update is “{update.get_state_display().lower()}” already.")
    require_told(update.incident, update.audience)
    now = clock.now()
    if update.next_at and update.next_at <= now:
        raise WrongState("It promises a next update at an instant that has passed. Write it anew.")
    update.approved_by = approver(update, by)
    policy.require(by, right(update), update)
    return sent(update, now, by=by)


@transaction.atomic
def drop_update(update, *, by):
    """Need it no longer. Who is asked for it is asked no more."""
    update.incident.lock()
    update.lock()
    if update.state != UpdateState.WAITING:
        raise WrongState(f"This update is “{update.get_state_display().lower()}” already.")
    if update.written_by_id != by.person.pk:
        policy.require(by, right(update), update)
    waits = Approval.objects.filter(subject=Update.subject, subject_id=update.pk, state__in=OPEN, asked_by=by.person)
    for approval in waits:
        withdraw(approval, by=by)
    update.state = UpdateState.DROPPED
    update.save(update_fields=["state"])
    record(Kind.UPDATE_DROPPED, update.incident, by=by, at=clock.now(), update=update.pk)
    return update


def right(update):
    """The row of the matrix that this update stands on."""
    if update.audience == Audience.INTERNAL:
        return "enter"
    return "send_update" if update.as_approved else "word_update"


def require_told(incident, audience):
    why = (outward.untimely if audience == Audience.EXTERNAL else outward.unheard)(incident)
    if why:
        raise WrongState(why)


def looked_ahead(incident, audience, next_at, now):
    """When the next one comes is always said (E.5): what was chosen, else what the cadence asks."""
    if next_at is not None and next_at <= now:
        raise Refused("The next update must lie in the future.", field="next_at")
    latest = outward.next_by(incident, now) if audience == Audience.EXTERNAL else None
    if next_at and latest and next_at > latest:
        raise Refused(f"The next update is due by {outward.instant(latest)} at the latest.", field="next_at")
    return next_at or latest


def put_words(update, headline, body):
    """What it says, and whether that is word for word what was approved."""
    said, title = merging.plain(body), " ".join(headline.split())
    update.as_approved = False
    if update.audience == Audience.EXTERNAL and update.template:
        values = outward.values_of(update.incident, update.next_at)
        approved = [merging.merged(text, values) for text in (update.template.headline, update.template.body)]
        title, said = title or approved[0], said or merging.plain(approved[1])
        in_force = update.template.retired_at is None
        update.as_approved = in_force and merging.same(title, approved[0]) and merging.same(said, approved[1])
    if not said:
        raise Refused("Write something first.", field="body", missing=("body",))
    if update.audience == Audience.EXTERNAL and not title:
        raise Refused("An update to requesters has a headline.", field="headline", missing=("headline",))
    if len(said) > LONGEST or len(title) > 150:
        raise Refused(f"At most {LONGEST} characters, and 150 of headline.", field="body")
    update.headline, update.body = title, said


def approver(update, by):
    """Whose word it goes out by: the last one's who granted it."""
    granted = Approval.objects.filter(subject=Update.subject, subject_id=update.pk, state="granted", asked_by=by.person)
    approval = granted.select_related("decided_by").first()
    return approval.decided_by if approval else None


def sent(update, now, *, by):
    """It stands in the timeline, the next one is due, and every ticket of the incident waits for its push."""
    incident = update.incident
    update.state, update.sent_at = UpdateState.SENT, now
    update.save()
    told = f"{update.headline}\n\n{update.body}" if update.headline else update.body
    entries.write(incident, kind=ENTRIES[update.audience], by=by, at=now, text=told, audience=update.audience)
    timers.updated(incident, update.audience, now, by=by, next_at=update.next_at)
    tickets = incident.links.live().values_list("ticket_id", flat=True) if update.audience == Audience.EXTERNAL else ()
    pushes = Push.objects.bulk_create([Push(update=update, ticket_id=pk, due_at=now) for pk in tickets])
    about = {"update": update.pk, "audience": update.audience, "as_approved": update.as_approved}
    about |= {"approver": update.approved_by_id, "tickets": len(pushes)}
    record(Kind.UPDATED, incident, by=by, at=now, text={"headline": update.headline, "body": update.body}, **about)
    return update
