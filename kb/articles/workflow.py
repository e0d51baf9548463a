"""The life of an article as a table: from which states a move leads where."""

from dataclasses import dataclass

from supportdesk.errors import WrongState

from .models import State


@dataclass(frozen=True)
class Move:
    label: str
    begins: frozenset
    to: State | None  # None: where it came from


BEING_WRITTEN = frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED})
STANDS = frozenset({State.PUBLISHED, State.NEEDS_UPDATE})
MOVES = {
    "revise": Move("Edit", BEING_WRITTEN | STANDS, State.DRAFT),
    "submit": Move("Submit for review", frozenset({State.DRAFT}), State.IN_REVIEW),
    "withdraw": Move("Take back", frozenset({State.IN_REVIEW}), State.DRAFT),
    "approve": Move("Approve", frozenset({State.IN_REVIEW}), State.APPROVED),
    "return": Move("Return", frozenset({State.IN_REVIEW}), State.DRAFT),
    "publish": Move("Publish", BEING_WRITTEN, State.PUBLISHED),
    "discard": Move("Drop the changes", BEING_WRITTEN, None),
    "mark": Move("Needs an update", frozenset({State.PUBLISHED}), State.NEEDS_UPDATE),
    "confirm": Move("It is still right", STANDS, State.PUBLISHED),
    "retire": Move("Retire", BEING_WRITTEN | STANDS, State.RETIRED),
}


def can(article, action):
    return article.state in MOVES[action].begins and (action != "discard" or article.live_id is not None)


def open_to(article):
    return tuple(action for action in MOVES if can(article, action))


def require(article, action):
    """Raise WrongState, naming what can be done instead, unless this can."""
    if not can(article, action):
        label = MOVES[action].label.lower()
        said = f"This article is {article.get_state_display().lower()}: “{label}” is not possible now."
        raise WrongState(said, permitted=open_to(article))
