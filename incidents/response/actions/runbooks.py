from django.db import IntegrityError, transaction

from kb.playbooks import running
from kb.playbooks.models import Playbook
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, policy
from ..kinds import Kind
from ..models import RunbookResult, RunbookRun
from ..states import EntryKind
from .revise import require_open


@transaction.atomic
def begin_runbook(incident, *, by, playbook):
    """Begin a runbook on an incident, in the version that is in force now; it keeps that one to its end (INC-21)."""
    incident.lock()
    policy.require(by, "run_runbook", incident)
    require_open(incident)
    if not Playbook.objects.offered_to(by.person).filter(pk=playbook.pk).exists():
        raise Refused("This runbook is not offered to you.", field="playbook")
    now = clock.now()
    try:
        with transaction.atomic():
            run = RunbookRun.objects.create(incident=incident, version=playbook.live, begun_by=by.person, begun_at=now)
    except IntegrityError:
        raise WrongState(f"“{playbook}” is under way on this incident already.") from None
    entries.write(incident, kind=EntryKind.ACTION, by=by, at=now, text=f"Began “{run.version.name}”")
    record(
        Kind.RUNBOOK_BEGUN, incident, by=by, at=now, text={"name": run.version.name}, run=run.pk, playbook=playbook.pk
    )
    return run


@transaction.atomic
def take_runbook_step(run, *, by, seen, step, outcome="", answer="", words="", confirmed=()):
    """What came of a step, by whom and when; the timeline has it too. A tree ends at its exits."""
    incident = locked(run, by)
    words = guarding.screened(by, words, confirmed, field="words", asks=False)
    given = running.step(run, seen=seen, number=step, outcome=outcome, answer=answer, words=words)
    now = clock.now()
    result = RunbookResult.objects.create(run=run, by=by.person, at=now, **given)
    title = run.version.steps[step - 1]["title"]
    came = answer or result.get_outcome_display()
    said = f"{run.version.name}, {step}. {title}: {came}{f'. {result.words}' if result.words else ''}"
    entries.write(incident, kind=EntryKind.TEST, by=by, at=now, text=said)
    text = {"title": title, "answer": answer, "words": result.words}
    record(Kind.RUNBOOK_STEP, incident, by=by, at=now, text=text, run=run.pk, step=step, outcome=result.outcome)
    if way_out := running.exit_of(run):
        finish(run, incident, now, by=by, outcome=way_out, words="")
    return result


@transaction.atomic
def end_runbook(run, *, by, outcome, words=""):
    """Say how it ended: solved, exhausted, or stopped on the way and why."""
    incident = locked(run, by)
    finish(run, incident, clock.now(), by=by, **running.end(run, outcome=outcome, words=words))
    return run


def locked(run, by):
    incident = run.incident
    incident.lock()
    policy.require(by, "run_runbook", incident)
    require_open(incident)
    run.refresh_from_db(from_queryset=RunbookRun.objects.select_related("version"))
    run.incident = incident
    return incident


def finish(run, incident, now, *, by, outcome, words):
    run.ended_by, run.ended_at, run.outcome, run.words = by.person, now, outcome, words
    run.save(update_fields=["ended_by", "ended_at", "outcome", "words"])
    said = f"“{run.version.name}” has ended: {run.get_outcome_display().lower()}{f'. {words}' if words else ''}"
    entries.write(incident, kind=EntryKind.ACTION, by=by, at=now, text=said)
    text = {"name": run.version.name, "words": words}
    record(Kind.RUNBOOK_ENDED, incident, by=by, at=now, text=text, run=run.pk, outcome=outcome)
