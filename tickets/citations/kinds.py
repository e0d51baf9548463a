"""What articles do on tickets. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    CITED = "ticket.article_cited"
    UNCITED = "ticket.article_uncited"
    WRITTEN_UP = "ticket.article_drafted"
