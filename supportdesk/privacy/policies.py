"""What the desk does about each kind of secret and personal data: settings with a date (SEC-02)."""

from supportdesk.configuration.definitions import Definition, one_of
from supportdesk.configuration.values import value

from .detect import Kind
from .mask import LABELS
from .screening import BLOCK, DEFAULTS, LEAVE, MASK, WARN

CHOICES = ((LEAVE, "Leave it"), (WARN, "Warn the writer"), (BLOCK, "Refuse it"), (MASK, "Take it out"))
HINT = "In tickets, messages, notes and text files. Articles and packets go out without it in any case."


def key(kind):
    return f"privacy_{kind.value}"


def rules(at=None):
    """What holds for each kind."""
    return {kind: value(key(kind), at) for kind in Kind}


DEFINITIONS = tuple(
    Definition(
        key(kind),
        f"When somebody writes {'an' if LABELS[kind][0] in 'aeI' else 'a'} {LABELS[kind]}",
        DEFAULTS[kind],
        one_of(*dict(CHOICES)),
        HINT,
        choices=CHOICES,
        later=True,
    )
    for kind in Kind
)
