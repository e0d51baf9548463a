"""Who contributed what, counted by what came of it (KB-17): accepted and material, not by the number of saves."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from supportdesk.accounts.models import Person
from supportdesk.events.models import Event

from ..kinds import Kind
from ..models import Article, Revision


@dataclass
class Line:
    person: Person
    created: int = 0
    updated: int = 0
    minor: int = 0
    rejected: int = 0
    waiting: int = 0
    effect: int = 0
    articles: set = field(default_factory=set)

    @property
    def meaningful(self):
        return self.created + self.updated


def contributions(person, since, until):
    """A line for each writer, the one whose words were used most first. What one writes until it is published is one
    contribution, however often it was saved; a typo mended is minor and counts for nothing."""
    seen = Article.objects.visible_to(person).order_by().values("pk")
    rows = Revision.objects.filter(article__in=seen, made_at__gte=since, made_at__lt=until)
    rows = rows.select_related("author").order_by("article", "number")
    lines: dict[int, Line] = {}
    batches = defaultdict(list)
    for row in rows:
        batches[row.author_id, row.article_id, row.outcome, row.settled_at].append(row)
    for (author, article, outcome, _), some in batches.items():
        line = lines.setdefault(author, Line(some[0].author))
        count(line, article, outcome, some)
    for author, effect in effects(batches, since, until).items():
        lines[author].effect = effect
    return sorted(lines.values(), key=lambda line: (-line.effect, -line.meaningful, line.person.name))


def count(line, article, outcome, some):
    if outcome == "accepted":
        line.articles.add(article)
        if any(row.number == 1 for row in some):
            line.created += 1
        elif all(row.minor for row in some):
            line.minor += 1
        else:
            line.updated += 1
    elif outcome == "rejected":
        line.rejected += 1
    elif outcome == "":
        line.waiting += 1


def effects(batches, since, until):
    """Writer -> how many tickets their accepted, material words were used in afterwards."""
    began: dict[tuple[int, int], datetime] = {}
    for (author, article, outcome, at), some in batches.items():
        if outcome == "accepted" and not all(row.minor for row in some):
            began[author, article] = min(at, began.get((author, article), at))
    used = Event.objects.filter(kind=Kind.USED, at__gte=since, at__lt=until, data__what="used")
    found: dict[int, int] = defaultdict(int)
    for article, at, by_how_much in used.values_list("subject_id", "at", "data__by_how_much"):
        for (author, theirs), first in began.items():
            if theirs == article and at >= first:
                found[author] += by_how_much
    return found
