from .article import Article, IssueStatus, State
from .copy import Copy, Shelf
from .notes import WorkingNote
from .reading import Feedback, Flag, Miss, Synonyms
from .review import Review
from .revision import Revision

__all__ = [
    "Article",
    "Copy",
    "Feedback",
    "Flag",
    "IssueStatus",
    "Miss",
    "Review",
    "Revision",
    "Shelf",
    "State",
    "Synonyms",
    "WorkingNote",
]
