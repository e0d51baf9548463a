"""What an alert says, out of its JSON. Shape and size only; pure."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from supportdesk.errors import Refused

LARGEST, DEEPEST, LABELS = 65_536, 8, 50
LENGTHS = {"title": 250, "text": 5_000, "fingerprint": 200, "component": 60, "url": 500}
SEVERITIES = {"critical": 1, "high": 2, "warning": 3, "info": 4}
STATES = ("firing", "resolved")
AHEAD = timedelta(minutes=5)
KNOWN = {*LENGTHS, "severity", "status", "starts_at", "labels"}


@dataclass(frozen=True)
class Said:
    title: str
    status: str
    fingerprint: str
    severity: int
    starts_at: datetime
    text: str = ""
    component: str = ""
    url: str = ""
    labels: dict = field(default_factory=dict)


def read(value, now) -> Said:
    """What it says. Refused in words, with the field, where it cannot be an alert."""
    if not isinstance(value, dict):
        raise Refused("An alert is a JSON object.")
    if depth(value) > DEEPEST:
        raise Refused(f"The alert is nested more than {DEEPEST} deep.")
    unknown = sorted(set(value) - KNOWN)
    if unknown:
        raise Refused(f"There is no such field here. Known: {', '.join(sorted(KNOWN))}.", field=unknown[0])
    texts = {name: text(value, name, longest) for name, longest in LENGTHS.items()}
    if not texts["title"]:
        raise Refused("An alert needs a title.", field="title", missing=("title",))
    if texts["url"] and not texts["url"].startswith(("https://", "http://")):
        raise Refused("A url begins with https:// or http://.", field="url")
    labels = labels_of(value)
    texts["fingerprint"] = texts["fingerprint"] or fingerprint(texts["title"], texts["component"], labels)
    severity = one_of(value, "severity", SEVERITIES, "warning")
    status = one_of(value, "status", STATES, "firing")
    return Said(status=status, severity=SEVERITIES[severity], starts_at=instant(value, now), labels=labels, **texts)


def depth(value):
    """How deep lists and objects stand in one another, without recursion."""
    deepest, level = 0, [value]
    while level:
        inner = [one for one in level if isinstance(one, dict | list)]
        deepest += bool(inner)
        level = [each for one in inner for each in (one.values() if isinstance(one, dict) else one)]
    return deepest


def text(value, name, longest):
    given = value.get(name, "")
    if not isinstance(given, str) or "\x00" in given:
        raise Refused(f"“{name}” is a text.", field=name)
    said = given.strip() if name == "text" else " ".join(given.split())
    if len(said) > longest:
        raise Refused(f"“{name}” has at most {longest} characters.", field=name)
    return said


def one_of(value, name, allowed, default):
    given = value.get(name, default)
    if not isinstance(given, str) or given not in allowed:
        raise Refused(f"“{name}” is one of {', '.join(allowed)}.", field=name)
    return given


def labels_of(value):
    given = value.get("labels", {})
    if not isinstance(given, dict) or len(given) > LABELS or not all(short(*pair) for pair in given.items()):
        raise Refused(f"“labels” is an object of at most {LABELS} short texts.", field="labels")
    return given


def short(name, value):
    return isinstance(value, str) and len(name) <= 100 and len(value) <= 500 and "\x00" not in name + value


def instant(value, now):
    given = value.get("starts_at")
    if given is None:
        return now
    try:
        at = datetime.fromisoformat(given)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused("“starts_at” is an instant such as 2026-11-21T09:30:00Z.", field="starts_at") from error
    if at > now + AHEAD:
        raise Refused("“starts_at” lies in the future.", field="starts_at")
    return min(at, now)


def fingerprint(title, component, labels):
    """Where the sender names none: what stays the same when the same trouble is told again."""
    same = json.dumps([title, component, sorted(labels.items())], ensure_ascii=False)
    return hashlib.sha256(same.encode()).hexdigest()
