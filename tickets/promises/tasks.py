"""The clock's entry point: no arguments, one action, safe to repeat."""

from time import monotonic

from celery import shared_task

from supportdesk import clock, live
from supportdesk.accounts.actor import system

from .actions.answer import answer_some
from .actions.retarget_open import carry_on
from .models import RetargetRun
from .queries import next_to_answer

TURN = 2  # seconds


@shared_task
def answer():
    """Go on with what-ifs, for as long as nobody else has to wait for it; the rest has another turn."""
    until = monotonic() + TURN
    while monotonic() < until:
        what_if = next_to_answer()
        if what_if is None or not answer_some(what_if, by=system("clock")):
            return
        live.say({f"{what_if.subject}-{what_if.pk}"})
    answer.delay()


@shared_task
def judge_open():
    """Go on with open tickets that follow what was published; the rest has another turn."""
    until = monotonic() + TURN
    while monotonic() < until:
        run = RetargetRun.objects.under_way(clock.now()).first()
        if run is None or not carry_on(run, by=system("clock")):
            return
        live.say({f"{run.subject}-{run.pk}"})
    judge_open.delay()
