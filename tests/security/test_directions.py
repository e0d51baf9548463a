"""Words that run from right to left stay in their own place: none of them turns what stands beside it around."""

import re

import pytest

from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db
TURNED = "\u202egnp.exe \u05d0\u05d1\u05d2"
ISOLATED = r'<(?P<tag>[a-z0-9]+)(?: [^<>]*)?(?:dir="auto")[^<>]*>.*?</(?P=tag)>|<bdi[^<>]*>.*?</bdi>'
KEPT_APART = re.compile(ISOLATED, re.DOTALL)
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def loose(page):
    """Where the words stand in the text of a page and outside of every isolate."""
    text = KEPT_APART.sub("", TITLE.sub("", page))
    return [text[max(0, found.start() - 90) : found.end()] for found in re.finditer(f">[^<>]*{TURNED}", text)]


@pytest.fixture
def turned(owned, by, ann, rob, acme, opened):
    for thing in (rob, acme):
        thing.name = TURNED
        thing.save()
    owned.title = TURNED
    owned.save()
    note(owned, by=by(ann), body=TURNED)
    return owned


PAGES = (
    "/tickets/",
    "/tickets/{}",
    "/tickets/{}/title",
    "/tickets/{}/clocks/resolution",
    "/search?q=" + TURNED,
    "/notices/",
)


@pytest.mark.parametrize("path", PAGES)
def test_titles_and_names_are_isolated(browser, turned, ann, path):
    """R-30: on lists, on the ticket and above its forms."""
    page = browser(ann).get(path.format(turned.pk)).content.decode()
    assert loose(page) == []


@pytest.mark.parametrize("path", ["/tickets/", "/tickets/{}"])
def test_so_they_are_in_the_portal(browser, turned, rob, path):
    page = browser(rob).get(path.format(turned.pk)).content.decode()
    assert TURNED in page
    assert loose(page) == []


def test_a_loose_word_is_noticed():
    assert loose(f"<p>From {TURNED}</p>")
    assert not loose(f'<p>From <bdi>{TURNED}</bdi></p><h1 dir="auto">{TURNED}</h1>')
