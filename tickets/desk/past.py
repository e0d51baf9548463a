"""What an import may do that nobody else may: name the instant, and pass a gate with gaps.

For `via="import"` gates are reported instead of enforced; for everybody else they hold."""

from datetime import timedelta

from supportdesk import clock
from supportdesk.errors import Refused

from . import gate

FARTHEST = timedelta(days=3653)


def instant(by, at):
    """The instant of an action: the database's, or for an import the one it names (UTC)."""
    if at is None:
        return clock.now()
    if by.via != "import":
        raise Refused("Only an import may name the instant of an action.", field="at")
    return at


def ahead(by, at, now, *, field, message) -> None:
    """Raise Refused at `field` unless the instant lies in the future, and not beyond every plan: the
    last day of the calendar has no name in half of the world's zones."""
    if at is None or by.via == "import":
        return
    if at <= now:
        raise Refused(message, field=field)
    if at > now + FARTHEST:
        raise Refused("That is more than ten years away.", field=field)


def gaps(by, names, *, what) -> list[str]:
    """Raise Refused naming what is missing; an import gets the names back for its report."""
    if names and by.via != "import":
        raise Refused(f"{what} needs: {gate.words(names)}.", field=names[0], missing=names)
    return list(names)


def said(by, value, *, field, message) -> None:
    """Raise Refused at `field` unless something was said; an import may have nothing to say."""
    if not gate.filled(value) and by.via != "import":
        raise Refused(message, field=field, missing=(field,))
