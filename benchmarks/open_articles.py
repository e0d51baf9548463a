"""A library of so many articles, written straight into its tables, and the two questions that are asked of it."""

import random
import time
from pathlib import Path

from django.db import connection

from kb.articles.models import Article, Copy, Revision
from kb.articles.queries import search
from kb.articles.shapes import SECTIONS, ArticleKind
from kb.articles.shelving import vector
from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Category

from . import words

BATCH, ROUNDS, WARM = 500, 200, 10
KIND = ArticleKind.TROUBLESHOOTING
LIVE = "UPDATE articles_article SET state = 'published', live_id = %s, working_id = %s WHERE id = %s"


def fill_articles(number):
    """As publishing leaves them: a live revision, a copy for the desk and one for readers outside."""
    draw, now = random.Random(7), clock.now()
    owner = worker()
    categories = list(Category.objects.order_by("pk")[:20])
    for begin in range(0, int(number), BATCH):
        some = [
            Article(kind=KIND, owner=owner, created_by=owner, created_at=now, state_since=now, uses=draw.randrange(40))
            for _ in range(min(BATCH, int(number) - begin))
        ]
        for article in some:
            article.category = draw.choice(categories) if categories else None
        Article.objects.bulk_create(some)
        revisions = Revision.objects.bulk_create([revision(draw, article, owner, now) for article in some])
        with connection.cursor() as cursor:
            cursor.executemany(LIVE, [(one.pk, one.pk, one.article_id) for one in revisions])
        Copy.objects.bulk_create([copy(one, shelf, now) for one in revisions for shelf in ("inside", "outside")])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Article.objects.count()


def worker():
    return Person.objects.filter(email__startswith="agent").order_by("pk").first()


def revision(draw, article, owner, now):
    sections = [
        {"key": one.key, "title": one.title, "text": words.body(draw, 2, 4), "internal": False}
        for one in SECTIONS[KIND]
    ]
    title = f"{words.title(draw)}: {words.phrase(draw, 2)}"
    about = {"summary": words.sentence(draw), "error_codes": [f"E{draw.randrange(100, 99_999)}"]}
    return Revision(
        article=article, number=1, title=title, sections=sections, audience="public", author=owner, made_at=now, **about
    )


def copy(one, shelf, now):
    names = vector(one.title, "A") + vector(" ".join(one.error_codes), "A", "simple") + vector(one.summary, "B")
    body = "\n".join(section["text"] for section in one.sections)
    same = {name: getattr(one, name) for name in ("number", "title", "summary", "sections", "audience", "error_codes")}
    about = {"kind": KIND, "category": one.article.category, "codes": one.error_codes, "weight": 1 + one.article.uses}
    vectors = {"names": names, "document": names + vector(body, "C")}
    return Copy(article=one.article, shelf=shelf, changed_at=now, **same, **about, **vectors)


def ask_articles(number):
    """Suggestions for what somebody writes, and searches of two words: wall and CPU of both ends, in milliseconds."""
    person = worker()
    copies, draw = search.inside(person), random.Random(11)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    texts = [f"{words.title(draw)} {words.body(draw, 1, 3)}" for _ in range(ROUNDS + WARM)]
    asked = [" ".join(draw.sample(words.title(draw).split(), 2)) for _ in range(ROUNDS + WARM)]
    return {
        "articles": int(number),
        "suggestions": [taken(lambda text=text: search.suggested(copies, text), backend) for text in texts][WARM:],
        "searches": [taken(lambda text=text: looked_for(copies, text), backend) for text in asked][WARM:],
    }


def looked_for(copies, text):
    return search.found(copies, text), search.facets(copies, text)


def taken(work, backend):
    begin, spent, theirs = time.perf_counter(), time.process_time(), running(backend)
    work()
    wall, own = time.perf_counter() - begin, time.process_time() - spent
    return {"wall": wall * 1000, "cpu": (own + running(backend) - theirs) * 1000}


def running(pid):
    """Seconds that a process was on a core."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
