from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.privacy.models import RestrictionKind

from .. import again, entries, instants, policy
from ..kinds import Kind
from ..models import Incident
from ..states import EntryKind, Severity, Source
from .declare import declare
from .link import link
from .walls import build

LONGEST = 250


@transaction.atomic
def suspect(
    title,
    *,
    by,
    severity,
    components,
    started_at,
    detected_at=None,
    source=Source.STAFF,
    summary="",
    regions=(),
    tickets=(),
    **more,
):
    """Say that something is wrong for several: an incident begins as a suspicion (INC-01, C 37). `more` are further
    fields of the record; the tickets that made one think so belong to it from the start. `detected_at` is when it was
    noticed, if that is not now: by an alert, say."""
    policy.require(by, "suspect", None)
    require_whole(title, severity, components if by.via != "rule" else True, started_at, source)
    now = clock.now()
    instants.past(detected_at, now, field="detected_at")
    instants.of_start(started_at, now, detected_at=detected_at)
    again.require_earlier(more.get("recurs"), started_at)
    noticed = detected_at or now
    said = {"title": title.strip(), "summary": summary.strip(), "source": source, "opened_by": by.person}
    said |= {"severity": severity, "severity_initial": severity}
    said |= {"started_at": started_at, "detected_at": noticed, "state_since": noticed}
    incident = Incident.objects.create(**said, **known(more))
    wall_in(incident, by, now)
    incident.components.set(components)
    incident.regions.set(regions)
    words = f"Suspected as {incident.get_severity_display()}"
    entries.write(incident, kind=EntryKind.STATE, by=by, text=words, at=noticed, entered_at=now)
    about = {"severity": severity, "source": source, "drill": incident.drill, "restricted": incident.restricted}
    about |= {"started": started_at, "detected": noticed, "recurs": incident.recurs_id}
    record(Kind.SUSPECTED, incident, by=by, at=now, text={"title": incident.title}, **about)
    if tickets:
        link(incident, by=by, tickets=tickets)
    return incident


def wall_in(incident, by, now):
    if incident.restricted:
        reason = "It began behind a wall."
        build(incident, {by.person}, kind=RestrictionKind.SECURITY, reason=reason, by=by, at=now)


@transaction.atomic
def declare_new(title, *, by, criteria, **said):
    """A major incident from its first minute. Whoever may not declare has raised a suspicion with it, and those who may
    hear of it at once (INC-03): nothing that was seen is lost in a refusal."""
    incident = suspect(title, by=by, **said)
    if policy.need(by, "declare", incident) is None:
        declare(incident, by=by, seen=None, criteria=criteria)
    return incident


FURTHER = ("features", "third_party", "bridge", "drill", "restricted", "recurs", "change_reference")


def known(more):
    unknown = [name for name in more if name not in FURTHER]
    if unknown:
        raise Refused("There is no such field.", field=unknown[0])
    return more


def require_whole(title, severity, components, started_at, source):
    """Without a title, a severity, a component and a start estimate there is no incident (INC-01). What a rule or an
    alert has noticed may name no component yet: whoever takes command does."""
    given = {"title": title and title.strip(), "severity": severity, "components": components, "started_at": started_at}
    missing = tuple(name for name, value in given.items() if not value)
    if missing:
        words = ", ".join(name.replace("_at", "").replace("_", " ") for name in missing)
        raise Refused(f"An incident needs: {words}.", field=missing[0], missing=missing)
    if len(title) > LONGEST:
        raise Refused(f"A title has at most {LONGEST} characters.", field="title")
    if source not in Source.values:
        raise Refused("Say how it was noticed.", field="source")
    if severity not in Severity.values:
        raise Refused("A severity is SEV1 to SEV4.", field="severity")
