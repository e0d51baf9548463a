"""What became of an article: what differs between its revisions, what readers said, what is asked of its owner."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from supportdesk.byhand import NAME, rows_of

from ..models import Feedback, Flag

FIELDS = {
    "title": "Title",
    "summary": "In one sentence",
    "audience": "For",
    "organisation": "Organisation",
    "tier": "Tier",
    "topic": "Sensitive topic",
    "error_codes": "Error codes",
    "keywords": "Other words for it",
    "versions": "Product versions",
}


def compared(older, newer):
    """What differs: (name, text before, text after), fields first, then the sections in order."""
    found = [(label, spoken(older, name), spoken(newer, name)) for name, label in FIELDS.items()]
    before = {section["key"]: section for section in older.sections}
    for section in newer.sections:
        was = before.get(section["key"], {"text": "", "internal": False})
        found.append((section["title"], was["text"], section["text"]))
        found.append((f"{section['title']}: for the desk only", yes(was["internal"]), yes(section["internal"])))
    return [(title, was, now) for title, was, now in found if was != now]


def spoken(revision, name):
    value = getattr(revision, name)
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def yes(value):
    return "yes" if value else "no"


def flags(article):
    parts = (("raised_by", NAME), ("owner", NAME), ("settled_by", NAME))
    return rows_of(Flag, "article", article.pk, parts=parts, tail="ORDER BY one.settled_at, one.id DESC LIMIT 20")


def feedback(article):
    """How many it helped, and what the others said last."""
    said = Feedback.objects.filter(article=article)
    return said.aggregate(
        helped=Count("pk", filter=Q(helpful=True)),
        other=Count("pk", filter=Q(helpful=False)),
        words=ArrayAgg("comment", filter=~Q(comment=""), order_by="-id", default=[]),
    )
