"""What a step and an end of a run need, whoever owns the run. The owner's action locks, asks this, writes and tells."""

from supportdesk.errors import Conflict, Refused, WrongState

from . import tree
from .models import RunOutcome, StepOutcome

LONGEST = 10_000
PLAIN = (StepOutcome.DONE, StepOutcome.FAILED, StepOutcome.SKIPPED)


def step(run, *, seen, number, outcome, answer="", words=""):
    """The values of the result, checked. `seen` is how many results its writer had read: two people do not do one
    step twice without knowing of each other."""
    require_running(run)
    results = list(run.results.all())
    if seen is not None and seen != len(results):
        raise Conflict(seen, len(results), [])
    steps = run.version.steps
    if not 1 <= number <= len(steps):
        raise Refused("There is no such step.", field="step")
    place = tree.place(run.version.kind, steps, [(one.step, one.answer) for one in results])
    if run.version.kind == tree.TREE and number not in place.open:
        raise WrongState(f"The next step is number {place.open[0]}.")
    said = require_words(outcome, words)
    return {"step": number, "words": said} | answered(steps[number - 1], outcome, answer)


def answered(one, outcome, answer):
    labels = [each["label"] for each in one.get("answers") or ()]
    if labels:
        if answer not in labels:
            raise Refused(f"Choose one of the answers: {', '.join(labels)}.", field="answer", missing=("answer",))
        return {"outcome": StepOutcome.ANSWERED, "answer": answer}
    if outcome not in PLAIN:
        raise Refused("Say whether it is done, did not go as expected or was left out.", field="outcome")
    return {"outcome": outcome, "answer": ""}


def require_words(outcome, words):
    said = words.strip()
    if len(said) > LONGEST:
        raise Refused("That is longer than 10,000 characters.", field="words")
    if outcome in (StepOutcome.FAILED, StepOutcome.SKIPPED) and not said:
        message = "Say what you saw." if outcome == StepOutcome.FAILED else "Say why it is left out."
        raise Refused(message, field="words", missing=("words",))
    return said


def end(run, *, outcome, words=""):
    """The values of an end, checked. A checklist is solved once every step has a result; a tree ends at its exits."""
    require_running(run)
    if outcome not in RunOutcome.values:
        raise Refused("Say how it ended.", field="outcome")
    said = words.strip()
    if outcome != RunOutcome.SOLVED and not said:
        raise Refused("Say why it ends here.", field="words", missing=("words",))
    left = run.place.open
    if outcome == RunOutcome.SOLVED and left:
        numbers = ", ".join(map(str, left))
        raise Refused(f"Not every step has a result yet: {numbers}.", field="outcome")
    return {"outcome": outcome, "words": said[:LONGEST]}


def exit_of(run):
    """How a tree ended by its last answer, or nothing."""
    return run.place.exit


def require_running(run):
    if run.ended_at is not None:
        raise WrongState("This playbook has ended.")
