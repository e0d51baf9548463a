"""The moves that need nothing but a comment, by their names: page and REST say them alike."""

from .actions.confirm import confirm
from .actions.publish import discard, publish
from .actions.review import submit, withdraw

MOVES = {"submit": submit, "withdraw": withdraw, "publish": publish, "discard": discard, "confirm": confirm}


def move(article, *, by, name, comment):
    return MOVES[name](article, by=by, comment=comment)
