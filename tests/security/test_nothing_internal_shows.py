"""Rob asks for help, Rita administers his organisation, Sue is of another one: what none of them may know has a mark in
each field, and every page, answer, file, mail and name of a stream is looked through for it."""

import re

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings

from supportdesk.outbound.models import Mail, Notification
from supportdesk.outbound.tasks import send_mails
from tests.walks.stories import relays

from .crawl import Crawler, addresses
from .marked import RENEWAL, Marked, mark

pytestmark = pytest.mark.django_db
TELLING = re.compile(r"^/tickets/\d*$|/(views|tokens|organisations|events|customer|watchers|conversion|filter)/?$")
UNREAD = {mark("verification")}  # kept for audits; no page of the desk reads it out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def own_folder(settings, folder):
    """All tests of this module read the same files."""
    settings.FILES_DIR = folder


@pytest.fixture(scope="module")
def desk(folder, django_db_setup, django_db_blocker):
    """Built once for this module; what a test changes in it is taken back after the test."""
    with django_db_blocker.unblock(), override_settings(FILES_DIR=folder), transaction.atomic():
        made = Marked()
        relays()
        yield made
        transaction.set_rollback(True)


def words(desk, person):
    """The marks that this person may not meet; for an account also what is no word of its own."""
    forbidden = {mark(name) for name in desk.forbidden(person)}
    return forbidden | {RENEWAL.isoformat()} if forbidden else forbidden


def browser(person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_is_on_any_page_in_any_answer_header_or_file(desk, who):
    """SEC-19, T-13, ROLE-07: every address with every id, and every link, as a requester."""
    person = getattr(desk, who)
    crawler = Crawler(browser(person)).crawl(addresses())
    assert crawler.found(words(desk, person)) == {}
    assert 500 not in crawler.answers
    assert crawler.answers[200] > 50
    own = {"rob": desk.robs, "rita": desk.robs, "sue": desk.sues}[who]
    assert crawler.found([own.title.lower()])
    assert {name for name in crawler.heard if not name.endswith("-public")} == set()


def test_the_desk_meets_every_one_of_them(desk):
    """Or the test before would prove nothing."""
    inside = words(desk, desk.rob) - UNREAD
    start = sorted(addresses(), key=lambda path: not TELLING.search(path))
    crawler = Crawler(browser(desk.ann)).crawl(start, until_met=inside)
    assert inside - set(crawler.found(inside)) == set()
    assert any(not name.endswith("-public") for name in crawler.heard)


def listed(client, **query):
    return re.findall(r'href="(/tickets/[0-9]+)"', client.get("/tickets/", query).content.decode())


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_finds_anything(desk, who):
    """Whoever may ask whether a word stands somewhere reads it letter by letter."""
    person = getattr(desk, who)
    client = browser(person)
    everything = listed(client)
    for name in sorted(desk.forbidden(person)):
        page = client.get("/search", {"q": mark(name)}).content.decode()
        assert 'class="own"' not in page, name
        assert client.get("/api/v1/search", {"q": mark(name)}).json()["results"] == [], name
        assert listed(client, q=mark(name), tag=mark(name), owner=mark(name)) == everything


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_is_in_a_refusal(desk, who, undone):
    """Every address that takes something, with nothing in it: what comes back says what is wrong, and no more."""
    person = getattr(desk, who)
    client = browser(person)
    said = []
    for path in addresses("POST"):
        if path.startswith("/accounts/"):
            continue
        kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
        answer = undone(lambda path=path, kind=kind: client.post(path, {"seen": "1"} if not kind else {}, **kind))
        assert answer.status_code < 500, path
        said.append((path, f"{answer.content.decode('utf-8', 'replace')} {answer.headers}".lower()))
    forbidden = words(desk, person)
    assert [(path, word) for path, text in said for word in forbidden if word in text] == []
    assert len(said) > 200


def test_no_mark_is_in_a_mail_or_a_notice(desk):
    for person in (desk.rob, desk.rita, desk.sue):
        letters = Mail.objects.filter(address=person.email)
        notices = Notification.objects.filter(person=person)
        told = " ".join([*(f"{one.subject} {one.body}" for one in letters), *(one.text for one in notices)]).lower()
        assert [word for word in words(desk, person) if word in told] == []
    assert {one.address for one in Mail.objects.all()} <= {desk.rob.email, desk.sue.email, desk.rod.email}
    mail.outbox.clear()
    send_mails()
    raw = b"".join(letter.message().as_bytes() for letter in mail.outbox if letter.to == [desk.rob.email]).decode()
    assert "Rob's own" in raw
    assert [word for word in words(desk, desk.rob) if word in raw.lower()] == []


def counts(client):
    page = client.get("/tickets/").content.decode()
    return [int(part.partition("</b>")[0]) for part in page.partition('class="tabs"')[2].split("<b>")[1:4]]


def test_counts_count_what_one_may_see(desk):
    """Open, waiting for oneself, solved: what is behind a wall or elsewhere is in no number."""
    assert counts(browser(desk.rob)) == [3, 1, 3]
    assert counts(browser(desk.rita)) == [4, 1, 3]
    assert counts(browser(desk.sue)) == [1, 0, 0]
