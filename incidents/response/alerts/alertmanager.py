"""What Prometheus' Alertmanager sends (its webhook format, version 4), put into our own words. Pure.

It repeats itself until a trouble is over, and cannot be told what a text of ours may hold: what is too long is cut,
what it adds later is passed over. Only what is no such message at all is refused."""

import hashlib
import json

from supportdesk.errors import Refused

from .reading import LABELS, LENGTHS, STATES, Said, depth, instant, read

LARGEST, MOST, DEEPEST = 1_048_576, 500, 8
SEVERITIES = {
    **dict.fromkeys(("critical", "page", "emergency", "fatal", "disaster"), "critical"),
    **dict.fromkeys(("high", "error", "major", "sev1", "sev2"), "high"),
    **dict.fromkeys(("info", "none", "informational", "minor"), "info"),
}
NAMED_BY = ("component", "service", "app", "job")


def alerts(value, now) -> list[tuple[str, Said]]:
    """Each with the id of its message: the same trouble in the same state, told again, says nothing new."""
    if not isinstance(value, dict) or not isinstance(value.get("alerts"), list):
        raise Refused("This is no message of Alertmanager: it has a list of alerts.", field="alerts")
    if depth(value) > DEEPEST:
        raise Refused(f"The message is nested more than {DEEPEST} deep.")
    given = value["alerts"]
    if len(given) > MOST:
        raise Refused(f"At most {MOST} alerts in one message: set max_alerts.", field="alerts")
    return [one_alert(alert, number, now) for number, alert in enumerate(given)]


def one_alert(alert, number, now):
    if not isinstance(alert, dict):
        raise Refused("Each alert is an object.", field=f"alerts/{number}")
    labels, notes = texts(alert.get("labels")), texts(alert.get("annotations"))
    if alert.get("status") not in STATES:
        raise Refused(f"“status” is one of {', '.join(STATES)}.", field=f"alerts/{number}/status")
    plain = {
        "title": cut(notes.get("summary") or labels.get("alertname") or "Alert without a name", "title"),
        "text": cut(notes.get("description") or notes.get("message") or "", "text"),
        "status": alert["status"],
        "severity": SEVERITIES.get(labels.get("severity", "").lower(), "warning"),
        "component": next((labels[name][:60] for name in NAMED_BY if labels.get(name)), ""),
        "fingerprint": cut(alert.get("fingerprint") or digest(labels), "fingerprint"),
        "url": address(alert.get("generatorURL")),
        "starts_at": begun(alert.get("startsAt"), now),
        "labels": dict(list(labels.items())[:LABELS]),
    }
    return message_id(plain, alert), read(plain, now)


def texts(value):
    """Names and texts; anything else is passed over."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name[:100]: clean(said)[:500] for name, said in pairs if isinstance(said, str) and "\x00" not in name}


def clean(said):
    return said.replace("\x00", "")


def cut(said, name):
    text = clean(said) if isinstance(said, str) else ""
    return (text.strip() if name == "text" else " ".join(text.split()))[: LENGTHS[name]]


def address(said):
    text = cut(said, "url")
    return text if text.startswith(("https://", "http://")) else ""


def begun(said, now):
    """Now, where it says nothing that can be read, an instant to come, or Go's for none at all."""
    try:
        at = instant({"starts_at": said}, now)
    except Refused:
        at = now
    return (at if at.year > 1 else now).isoformat()


def digest(labels):
    return hashlib.sha256(json.dumps(sorted(labels.items())).encode()).hexdigest()


def message_id(plain, alert):
    ended = alert.get("endsAt") if plain["status"] == "resolved" else ""
    said = json.dumps([plain["fingerprint"], plain["status"], alert.get("startsAt"), ended], default=str)
    return "am_" + hashlib.sha256(said.encode()).hexdigest()[:60]
