from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record, record_all
from tickets.desk import guarding

from .. import policy, wording
from ..health import fare
from ..kinds import Kind
from ..models import Health, Notice, Post, Stage, StatusComponent


@transaction.atomic
def begin_notice(title, *, by, components, began_at=None, incident=None):
    """A draft of what customers will read, about an incident or by itself. Nothing is public before its first post."""
    policy.require(by, "draft_notice", title)
    require_open_to_all(incident)
    now = clock.now()
    parts = list(components)
    if not parts:
        raise Refused("Name at least one part of the page.", field="components", missing=("components",))
    if began_at and began_at > now:
        raise Refused("It cannot have begun in the future.", field="began_at")
    said = guarding.screened(by, wording.line(title, "title", 150), field="title")
    notice = Notice.objects.create(
        incident=incident, title=said, began_at=began_at or now, made_by=by.person, made_at=now
    )
    notice.components.set(parts)
    about = {"components": [one.pk for one in parts], "incident": incident and incident.pk}
    record(Kind.BEGUN, notice, by=by, at=now, text={"title": notice.title}, **about)
    return notice


@transaction.atomic
def post(notice, *, by, stage, body, health=None, seen=None):
    """Tell the public: how far it has come, in words, and how the named parts fare now (`health`: part -> state).
    “Resolved” ends the notice and sets its parts operational."""
    notice.lock(seen)
    require_open_to_all(notice.incident)
    said = guarding.screened(by, wording.body(body))
    given = {"stage": stage, "body": said, "health": plain(health or {})}
    policy.require(by, "post_status", notice, **given)
    require_open(notice, stage, given["health"])
    now = clock.now()
    parts = list(StatusComponent.objects.filter(notices=notice).order_by("pk").select_for_update(no_key=True))
    for part in parts:
        wanted = Health.OPERATIONAL if stage == Stage.RESOLVED else given["health"].get(str(part.pk), part.health)
        record_all(fare(part, wanted, now, notice=notice.pk), by=by)
    said = Post.objects.create(notice=notice, stage=stage, body=given["body"], at=now, by=by.person)
    notice.stage, notice.published_at = stage, notice.published_at or now
    notice.ended_at = now if stage == Stage.RESOLVED else None
    notice.version += 1
    notice.save()
    record(Kind.POSTED, notice, by=by, at=now, text={"body": said.body}, post=said.pk, stage=stage)
    return said


@transaction.atomic
def withdraw(notice, *, by, reason, seen=None):
    """Take it off the page; the desk keeps it, with the reason."""
    notice.lock(seen)
    policy.require(by, "withdraw_notice", notice)
    if notice.withdrawn_at:
        raise WrongState("It was withdrawn already.")
    said = wording.line(reason, "reason", 500)
    now = clock.now()
    notice.withdrawn_at = now
    notice.version += 1
    notice.save(update_fields=["withdrawn_at", "version"])
    record(Kind.WITHDRAWN, notice, by=by, at=now, text={"reason": said})
    return notice


def require_open_to_all(incident):
    """What only its responders may know of is no news for everybody."""
    if incident is not None and (incident.restricted or incident.drill):
        what = "is restricted" if incident.restricted else "is a drill"
        raise Refused(f"{incident} {what}: nothing of it stands on the public page.", field="incident")


def plain(health):
    """Part -> state as an approval keeps it."""
    return {str(getattr(part, "pk", part)): str(state) for part, state in health.items() if state}


def require_open(notice, stage, health):
    if notice.withdrawn_at:
        raise WrongState("This notice was withdrawn.")
    if notice.ended_at:
        raise WrongState("This notice is over. Begin a new one.")
    if stage not in Stage.values:
        raise Refused("Choose how far it has come.", field="stage")
    if not set(health.values()) <= set(Health.values):
        raise Refused("Choose one of the states that are offered.", field="health")
    if stage == Stage.RESOLVED and set(health.values()) - {Health.OPERATIONAL.value}:
        raise Refused("What is resolved works: leave the states of the parts alone.", field="health")
    strangers = set(health) - {str(pk) for pk in notice.components.values_list("pk", flat=True)}
    if strangers:
        raise Refused("This notice does not speak of that part.", field="health")
