"""Making the copies that are read and searched, under the lock of their article."""

import math

from django.contrib.postgres.search import SearchVector
from django.db.models import Q, Value

from supportdesk.privacy.detect import Kind
from supportdesk.privacy.mask import masked

from . import codes
from .models import Article, Copy, Shelf
from .shapes import Audience

CONFIGURATION = "english"
SECRETS = (Kind.PRIVATE_KEY, Kind.TOKEN, Kind.CARD, Kind.IBAN)
LONGEST = 200_000
SHARED = ("number", "title", "summary", "audience", "organisation", "tier", "error_codes", "versions")


def shelve(article, revision, shelf, at):
    """Put a copy of this revision on a shelf, in the place of the one before."""
    sections = clean(revision.outward) if shelf == Shelf.OUTSIDE else revision.sections
    values = {name: getattr(revision, name) for name in SHARED}
    values |= {"kind": article.kind, "category": article.category, "component": article.component}
    values |= {"sections": sections, "codes": found_by(article, revision), "weight": weight(article)}
    values |= {"changed_at": at, **indexed(article, revision, sections)}
    Copy.objects.update_or_create(article=article, shelf=shelf, defaults=values)


def clean(sections):
    """No secret goes out, whoever overlooked it (SEC-02)."""
    return [section | {"text": masked(section["text"], SECRETS)} for section in sections]


def indexed(article, revision, sections):
    """What it is found by: title, codes and keywords first, then the summary, then the words."""
    words = " ".join([revision.title, *revision.keywords])
    exact = " ".join([*revision.error_codes, *found_by(article, revision)])
    body = "\n".join(section["text"] for section in sections)[:LONGEST]
    names = vector(words, "A") + vector(exact, "A", "simple") + vector(revision.summary, "B")
    return {"names": names, "document": names + vector(body, "C")}


def vector(text, weight, configuration=CONFIGURATION):
    return SearchVector(Value(text), weight=weight, config=configuration)


def found_by(article, revision):
    """Its codes in their plain form, and those of the articles that were merged into it."""
    own = [codes.plain(code) for code in revision.error_codes]
    merged = Article.objects.filter(Q(successor=article) | Q(successor__successor=article))
    theirs = merged.values_list("working__error_codes", flat=True)
    return list(dict.fromkeys([*own, *(codes.plain(code) for some in theirs for code in some)]))


def weight(article):
    """Used ones are put forward, doubtful ones back."""
    proven = 1 + math.log1p(article.solved + article.uses / 2) / 4
    return proven * (0.6 if article.marks else 1) / (1 + article.reopened / (1 + article.solved))


def stock(article, at):
    """All the copies that this article has to have now, and no other."""
    article.copies.exclude(shelf__in=wanted(article)).delete()
    for shelf in wanted(article):
        shelve(article, article.working if shelf == Shelf.DRAFT else article.live, shelf, at)


def wanted(article):
    shelves = []
    if article.live:
        shelves.append(Shelf.INSIDE)
        if article.live.audience != Audience.INTERNAL:
            shelves.append(Shelf.OUTSIDE)
    if article.working and article.working != article.live and article.state != "retired":
        shelves.append(Shelf.DRAFT)
    return shelves


def reweigh(article):
    Copy.objects.filter(article=article).update(weight=weight(article))
