"""What the events of an incident say: noticed, understood, over, and its updates in time. Pure."""

from datetime import datetime

from incidents.response.kinds import Kind
from incidents.response.states import State
from metrics.facts.happened import Happened, ordered
from metrics.facts.models import Apart, What

from .said import Around, Said, seconds
from .story import credited

KINDS = {Kind.SUSPECTED, Kind.DECLARED, Kind.MOVED, Kind.DISMISSED, Kind.REVISED, Kind.SEVERITY_CHANGED} | {
    Kind.UPDATED,
    Kind.UPDATE_LATE,
}
BACK = "back"


class Course:
    """When it began and was noticed, which steps still hold, and how severe it was by the end."""

    def __init__(self, events):
        self.events = ordered(events)
        self.told = bool(self.events) and self.events[0].kind == Kind.SUSPECTED
        if not self.told:
            return
        self.began = self.events[0]
        starts = [event.data["started"] for event in self.events if event.data.get("started")]
        self.started = instant(starts[-1]) if starts else self.began.at
        self.detected = instant(self.began.data.get("detected")) or self.began.at
        levels = [event.data["severity"] for event in self.events if event.data.get("severity")]
        self.around = Around(priority=levels[-1] if levels else None)
        self.walled = bool(self.began.data.get("restricted"))
        dismissed = any(event.kind == Kind.DISMISSED for event in self.events)
        self.apart = (Apart.DRILL if self.began.data.get("drill") else 0) | (Apart.DISMISSED if dismissed else 0)
        self.steps = self.reached()

    def reached(self):
        """State -> the event that led there; a step back takes away what has proved wrong."""
        steps: dict[str, Happened] = {}
        for event in self.events:
            if event.kind == Kind.DECLARED:
                steps.setdefault(State.ACKNOWLEDGED, event)
            elif event.kind == Kind.MOVED and event.data.get("move") == BACK:
                steps = {state: one for state, one in steps.items() if state == State.ACKNOWLEDGED}
            elif event.kind == Kind.MOVED:
                steps[event.data["state"]] = event
        return steps

    def say(self, what, event, *, at=None, goal="", **measured):
        at = at or event.at
        return Said(what, goal, event.id, at, self.around, apart=self.apart, walled=self.walled, **measured)


def instant(spoken) -> datetime | None:
    return datetime.fromisoformat(spoken) if spoken else None


def happened(event) -> datetime:
    """People may say that a step was earlier than they tell it."""
    return instant(event.data.get("happened")) or event.at


def fold(events):
    course = Course(events)
    return ([*stages(course), *updates(course)] if course.told else []), []


def stages(course):
    taken = course.steps.get(State.ACKNOWLEDGED)
    named = course.steps.get(State.IDENTIFIED)
    restored = course.steps.get(State.RESTORED)
    if taken:
        yield stage(course, What.TAKEN, taken, detected=course.detected)
    if named:
        since = {"acknowledged": happened(taken)} if taken else {}
        for goal, begin in {**since, "detected": course.detected}.items():
            yield stage(course, What.DIAGNOSED, named, goal=goal, detected=begin)
        good = course.began.data.get("recurs") is not None
        yield course.say(What.CAUSE, named, at=happened(named), good=good, person_id=credited(named))
    if restored:
        for goal, begin in {"started": course.started, "detected": course.detected}.items():
            yield stage(course, What.RESTORED, restored, goal=goal, detected=begin)


def stage(course, what, event, *, detected, goal=""):
    at = happened(event)
    return course.say(what, event, at=at, goal=goal, wall=seconds(detected, at), person_id=credited(event))


def updates(course):
    """Each that was due, once: kept when it was sent, not kept when its time ran out before (KPI-30)."""
    late = set()
    for event in course.events:
        audience = event.data.get("audience", "")
        if event.kind == Kind.UPDATE_LATE and audience not in late:
            late.add(audience)
            yield course.say(What.UPDATE, event, goal=audience, good=False)
        elif event.kind == Kind.UPDATED:
            if audience not in late:
                yield course.say(What.UPDATE, event, goal=audience, good=True, person_id=credited(event))
            late.discard(audience)
