"""Suggestions while somebody writes, and searches of the library, with ten thousand articles."""

import statistics

from . import load, place

ARTICLES = 10_000


def measure():
    load.prototypes()
    here = place.Place(ARTICLES, "articles_work")
    place.copy(load.PROTOTYPES, here.name)
    here.inside("fill_articles", ARTICLES)
    found = here.inside("ask_articles", ARTICLES)
    place.drop(here.name)
    return [row("suggestions while writing", found["suggestions"]), row("search with facets", found["searches"])]


def row(what, taken):
    told = {"step": "articles", "size": ARTICLES, "what": what, "n": len(taken)}
    for name, key in (("p50_ms", "wall"), ("cpu_p50_ms", "cpu")):
        told[name] = round(statistics.median(one[key] for one in taken), 2)
    for name, key in (("p95_ms", "wall"), ("cpu_p95_ms", "cpu")):
        told[name] = round(sorted(one[key] for one in taken)[int(len(taken) * 0.95)], 2)
    return told
