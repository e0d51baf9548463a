"""An article that needs an update: what is live stays up, and stands further back in the search."""

from . import shelving
from .models import State


def put(article, why, now):
    article.marks = list(dict.fromkeys([*article.marks, why]))
    if article.state == State.PUBLISHED:
        article.state, article.state_since = State.NEEDS_UPDATE, now
    article.version += 1
    article.save()
    shelving.reweigh(article)
