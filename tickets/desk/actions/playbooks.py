from django.db import IntegrityError, transaction

from kb.playbooks import running
from kb.playbooks.models import Playbook
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import guarding, policy
from ..kinds import Kind
from ..models import PlaybookRun, StepResult


@transaction.atomic
def begin_playbook(ticket, *, by, playbook):
    """Begin a playbook on a ticket, in the version that is in force now; it keeps that one to its end (T-16)."""
    ticket.lock()
    policy.require(by, "work", ticket)
    if not ticket.is_live:
        raise WrongState("The ticket is over. Reopen it to work on it.", permitted=("reopen",))
    if not Playbook.objects.offered_to(by.person).filter(pk=playbook.pk).exists():
        raise Refused("This playbook is not offered to you.", field="playbook")
    now = clock.now()
    try:
        with transaction.atomic():
            run = PlaybookRun.objects.create(ticket=ticket, version=playbook.live, begun_by=by.person, begun_at=now)
    except IntegrityError:
        raise WrongState(f"“{playbook}” is under way on this ticket already.") from None
    text = {"name": run.version.name}
    numbers = {"run": run.pk, "playbook": playbook.pk, "number": run.version.number}
    record(Kind.PLAYBOOK_BEGUN, ticket, by=by, at=now, text=text, **numbers)
    return run


@transaction.atomic
def take_step(run, *, by, seen, step, outcome="", answer="", words="", confirmed=()):
    """Say what came of a step. Whoever looks at the ticket sees it, by whom and when. A tree ends at its exits."""
    ticket = locked(run, by)
    words = guarding.screened(by, words, confirmed, field="words", asks=False)
    given = running.step(run, seen=seen, number=step, outcome=outcome, answer=answer, words=words)
    now = clock.now()
    result = StepResult.objects.create(run=run, by=by.person, at=now, **given)
    one = run.version.steps[step - 1]
    text = {"name": run.version.name, "title": one["title"], "answer": answer, "words": result.words}
    numbers = {"run": run.pk, "step": step, "outcome": result.outcome, "result": result.pk}
    record(Kind.PLAYBOOK_STEP, ticket, by=by, at=now, text=text, **numbers)
    if way_out := running.exit_of(run):
        finish(run, ticket, now, by=by, outcome=way_out, words="")
    return result


@transaction.atomic
def end_playbook(run, *, by, outcome, words="", confirmed=()):
    """Say how it ended: solved, exhausted, or stopped on the way and why."""
    ticket = locked(run, by)
    words = guarding.screened(by, words, confirmed, field="words", asks=False)
    finish(run, ticket, clock.now(), by=by, **running.end(run, outcome=outcome, words=words))
    return run


def locked(run, by):
    """The ticket's lock is that of its runs."""
    ticket = run.ticket
    ticket.lock()
    policy.require(by, "work", ticket)
    run.refresh_from_db(from_queryset=PlaybookRun.objects.select_related("version"))
    return ticket


def finish(run, ticket, now, *, by, outcome, words):
    run.ended_by, run.ended_at, run.outcome, run.words = by.person, now, outcome, words
    run.save(update_fields=["ended_by", "ended_at", "outcome", "words"])
    done = run.place.done
    step = max(done, key=lambda number: done[number], default=None)
    text = {"name": run.version.name, "words": words}
    numbers = {"run": run.pk, "outcome": outcome, "last_step": step}
    record(Kind.PLAYBOOK_ENDED, ticket, by=by, at=now, text=text, **numbers)
