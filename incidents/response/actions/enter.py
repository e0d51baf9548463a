from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from supportdesk.files.holding import hold
from tickets.desk import guarding
from tickets.desk.attaching import require_harmless

from .. import entries, instants, policy, timers
from ..kinds import Kind
from ..models import EntryFile
from ..states import WRITTEN, Audience, EntryKind, Mark, State
from .revise import require_open

LONGEST = 20_000


@transaction.atomic
def enter(incident, *, by, kind, text, at=None, mark="", audience=Audience.INTERNAL, confirmed=(), files=(), **more):
    """Write into the timeline (INC-05, C 40): `at` is when it happened, `files` are loose ones of one's own. An
    internal update meets its clock. After closing there are only addenda, with their own date (INC-28)."""
    incident.lock()
    policy.require(by, "enter", incident)
    if kind == EntryKind.ADDENDUM:
        require_closed(incident)
    else:
        require_open(incident)
    now = clock.now()
    require_entry(by, kind, text, at, now)
    text = guarding.screened(by, text.strip(), confirmed, field="text", asks=False)
    mark = mark or (Mark.HYPOTHESIS if kind == EntryKind.HYPOTHESIS else Mark.FACT)
    require_marks(kind, mark, audience)
    about = {"mark": mark, "audience": audience} | more
    written = entries.write(incident, kind=kind, by=by, at=at or now, entered_at=now, text=text, **about)
    attach(written, files, by=by)
    if kind == EntryKind.INTERNAL_UPDATE:
        timers.updated(incident, Audience.INTERNAL, now, by=by)
    record(Kind.ENTERED, incident, by=by, at=now, text={"text": written.text}, entry=written.pk, kind=kind)
    return written


def attach(entry, pks, *, by):
    """What nobody may write stands in no file either (SEC-02)."""
    if pks:
        files = hold(pks, by=by)
        require_harmless(files)
        EntryFile.objects.bulk_create([EntryFile(entry=entry, file=file) for file in files])


def require_closed(incident):
    if incident.state != State.CLOSED:
        raise WrongState(f"{incident} is open: write an ordinary entry.")


def require_entry(by, kind, text, at, now):
    machine = kind in (EntryKind.ALERT, EntryKind.AI_DRAFT) and by.person.is_machine
    if kind not in (*WRITTEN, EntryKind.ADDENDUM) and not machine:
        raise Refused("Entries of this kind are written by what happens.", field="kind")
    if not text.strip():
        raise Refused("Write something first.", field="text", missing=("text",))
    if len(text) > LONGEST:
        raise Refused(f"An entry has at most {LONGEST:,} characters.", field="text")
    instants.past(at, now, field="at")
    if kind == EntryKind.ADDENDUM and at is not None:
        raise Refused("An addendum has the date on which it is written.", field="at")


def require_marks(kind, mark, audience):
    if mark not in Mark.values:
        raise Refused("An entry is a fact or a hypothesis.", field="mark")
    if audience not in Audience.values:
        raise Refused("An entry is internal or external.", field="audience")
    if kind == EntryKind.HYPOTHESIS and mark == Mark.FACT:
        raise Refused("A hypothesis is no fact yet.", field="mark")
    if mark == Mark.HYPOTHESIS and audience == Audience.EXTERNAL:
        raise Refused("What is not certain is not said outside.", field="mark")


@transaction.atomic
def edit_entry(entry, *, by, text, confirmed=()):
    """Put the own words right, before the incident is closed (C 40); the log keeps what they were."""
    incident = entry.incident
    incident.lock()
    entry.lock()
    policy.require(by, "edit_entry", entry)
    require_open(incident)
    if entry.kind not in WRITTEN:
        raise WrongState("What was written by what happened stays as it is.")
    if not text.strip():
        raise Refused("Write something first.", field="text", missing=("text",))
    text = guarding.screened(by, text.strip(), confirmed, field="text", asks=False)
    now = clock.now()
    before, entry.text, entry.edited_at = entry.text, text, now
    entry.save(update_fields=["text", "edited_at"])
    record(Kind.EDITED, incident, by=by, at=now, text={"changes": {"text": [before, entry.text]}}, entry=entry.pk)
    return entry
