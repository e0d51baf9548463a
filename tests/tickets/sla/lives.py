"""Living a promise twice: on paper, and by whatever is to be proved. After each step both must say the same."""

from datetime import timedelta

from tests.tickets.sla.cases import later
from tests.tickets.sla.paper import Promise

SPANS = {"soon": timedelta(minutes=20), "later": timedelta(hours=9), "past": timedelta(minutes=-30)}
NAMED = {f"promise {word}": span for word, span in SPANS.items()} | {"promise nothing": None}
BY_HAND = {"override later": (SPANS["later"], timedelta(hours=3)), "override soon": (SPANS["soon"], timedelta(hours=1))}


def lived(life, proved):
    """`proved` has start, hold, run, retarget, stop, ring and compare; it is told instants and terms."""
    now, current = life.start, 0
    paper = Promise(life.terms[current], now)
    proved.start(current, now)
    proved.compare(paper, now)
    for step in life.steps:
        now = later(now, step, paper)
        if step.what in ("retarget", "back"):
            current = int(step.what == "retarget")
        paper = done(paper, step.what, now, life.terms[current])
        done_too(proved, step.what, now, current)
        proved.compare(paper, now)


def done(paper, what, now, terms):
    """The step on paper. A promise that is over can only be taken up again: from what was used, or anew."""
    if what in ("resume", "restart"):
        if not paper.stopped_at:
            return paper
        return Promise(terms, now, spent=paper.elapsed(now) if what == "resume" else 0)
    if paper.stopped_at:
        return paper
    if what in ("hold", "other"):
        paper.hold(now, {"hold": "requester", "other": "vendor"}[what])
    elif what in ("retarget", "back"):
        if terms is not paper.terms:
            paper.retarget(now, terms)
    elif what in NAMED:
        paper.promise(now, NAMED[what] and now + NAMED[what])
    elif what in BY_HAND:
        paper.override(now, *(now + span for span in BY_HAND[what]))
    elif what in ("run", "stop", "ring", "revoke"):
        getattr(paper, what)(now)
    return paper


def done_too(proved, what, now, current):
    if what in ("resume", "restart"):
        if proved.is_over:
            proved.start(current, now, goes_on=what == "resume")
    elif proved.is_over or what == "look":
        return
    elif what in ("hold", "other"):
        proved.hold(now, {"hold": "requester", "other": "vendor"}[what])
    elif what in ("retarget", "back"):
        proved.retarget(current, now)
    elif what in NAMED:
        proved.promise(now, NAMED[what] and now + NAMED[what])
    elif what in BY_HAND:
        proved.override(now, *(now + span for span in BY_HAND[what]))
    else:
        getattr(proved, what)(now)
