"""What a step of the workflow needs besides the table: each refusal in words, with its field. Reads only."""

from supportdesk.errors import Refused, WrongState
from tickets.desk.states import CauseClass

from . import configured, instants, timers, workflow
from .states import Audience, State

LABELS = {"cause": "cause", "cause_class": "kind of cause", "evidence": "evidence", "words": "a word why"}


def require(incident, name, parts, now):
    """Raise Refused or WrongState unless the step can be taken."""
    missing = tuple(field for field in workflow.MOVES[name].needs if not str(parts.get(field) or "").strip())
    if missing:
        named = ", ".join(LABELS[field] for field in missing)
        raise Refused(f"“{workflow.MOVES[name].label}” needs: {named}.", field=missing[0], missing=missing)
    if parts.get("cause_class") and parts["cause_class"] not in CauseClass.values:
        raise Refused(f"“{parts['cause_class']}” is not on the list.", field="cause_class")
    if name == "acknowledge":
        broken(incident)
    if name == "verify":
        verified(incident, now)
    if name == "close":
        closed(incident)


def broken(incident):
    """Nobody commands what is not named."""
    if not incident.components.exists():
        raise Refused("Name first what is broken.", field="components", missing=("components",))


def verified(incident, now):
    """Watched long enough, and every check passed (INC-27)."""
    until = instants.verified_from(incident, configured.monitoring(now))
    if now < until:
        left = int((until - now).total_seconds() // 60) + 1
        raise Refused(f"It is watched for {left} more minutes, until {instants.said(until)}.", field="monitoring")
    checks = list(incident.checks.all())
    if not checks:
        raise Refused("Say first how the recovery is checked: there is no check yet.", field="checks")
    lacking = [one.what for one in checks if not one.passed]
    if lacking:
        raise Refused(f"Not passed: {', '.join(lacking[:5])}.", field="checks")


def closed(incident):
    """No open duty left, and no ticket untold (E.2, INC-19)."""
    if incident.state == State.VERIFIED and incident.severity in workflow.REVIEWED:
        raise WrongState(
            f"A {incident.get_severity_display()} is reviewed before it is closed. Open the review.", ("review",)
        )
    open_ones = duties(incident)
    if open_ones:
        fields = tuple(name for name, _ in open_ones)
        raise Refused(f"Still open: {'; '.join(words for _, words in open_ones)}.", field=fields[0], missing=fields)


def duties(incident):
    """What is open still, by name and in words."""
    return open_duties(
        incident,
        untold=incident.links.untold().count(),
        updates=bool(timers.open_clocks(incident, Audience.EXTERNAL)),
        offered=incident.roles.offered().count(),
        review=getattr(incident, "review", None),
    )


def open_duties(incident, *, untold, updates, offered, review):
    """The same from what is known already. Pure."""
    found = []
    if untold:
        found.append(
            ("tickets", f"{untold} {'ticket has' if untold == 1 else 'tickets have'} not had the final message")
        )
    elif updates:
        found.append(("closing_message", "the closing message has not been sent"))
    if offered:
        found.append(("roles", "a part that was offered has not been answered"))
    if incident.state == State.REVIEW and (review is None or review.signed_at is None):
        found.append(("review", "the review is not signed"))
    return found
