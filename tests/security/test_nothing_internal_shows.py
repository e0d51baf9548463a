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

from .crawl import LINK, Crawler, addresses
from .marked import PREFIX, RENEWAL, Marked, mark
from .marked_rooms import Rooms
from .marked_words import Words

pytestmark = pytest.mark.django_db
SIGNS = (PREFIX, RENEWAL.isoformat())  # each word that is looked for has one of them in it
UNREAD = {
    "verification",
    "alertlabel",
    "publishcomment",
    "submitcomment",
    "noticereason",
    "envelope",
}  # kept for audits
ROOMS = "incidents|problems|known-errors|escalations|articles|macros|playbooks|intake-forms|working-notes"
TELLING = {
    "ann": rf"^/tickets/(\d+(/(rooms|later|escalate|attachments/\d+))?)?$|^/({ROOMS}|views|forms)/(\d+)?$"
    r"|^/api/v1/tickets/\d+/(events|resolution|customer|watchers)$|^/incidents/\d+/(review|runbooks)$"
    r"|^/(articles|macros|playbooks)/(\d+/versions|tasks|gaps|synonyms/|proposals/\d+)$",
    "ian": r"^/incidents/(banner|\d+|\d+/updates)$|^/api/v1/(update-wordings|status-notices|status-parts)$"
    r"|^/api/v1/incidents/\d+/(updates|alerts)$",
    "sam": r"^/articles/(gaps|\d+/(edit|flags/\d+))$|^/trends/$",
    "olga": r"^/administration/(organisations/\d+|(webhooks|mailboxes|tokens)/(\d+)?)$|^/incoming-mails/(\d+(/raw)?)?$",
}  # where the desk reads it, by whom


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
        made.tickets_own = set(made.marks)
        made.rooms = Rooms(made)
        Words(made.rooms)
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


@pytest.fixture(scope="module")
def asked(desk, django_db_blocker):
    """The addresses by method, with every id that the desk knows."""
    with django_db_blocker.unblock():
        return {method: addresses(method) for method in ("GET", "POST")}


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_is_on_any_page_in_any_answer_header_or_file(desk, asked, who):
    """SEC-19, T-13, ROLE-07: every address with every id, and every link, as a requester."""
    person = getattr(desk, who)
    crawler = Crawler(browser(person)).crawl(asked["GET"])
    assert crawler.found(words(desk, person), signs=SIGNS) == {}
    assert 500 not in crawler.answers
    assert crawler.answers[200] > 50
    own = {"rob": desk.robs, "rita": desk.robs, "sue": desk.sues}[who]
    assert crawler.found([own.title.lower()])
    assert {name for name in crawler.heard if not name.endswith("-public")} == set()


def test_no_mark_is_on_what_stands_open_to_all(desk, asked):
    """SEC-19, COM-12: help centre, forms, status page, feeds and refusals, as whoever is not signed in."""
    crawler = Crawler(Client(raise_request_exception=False)).crawl_outside(asked["GET"])
    assert crawler.found({mark(name) for name in desk.marks} | {RENEWAL.isoformat()}, signs=SIGNS) == {}
    assert 500 not in crawler.answers
    assert crawler.found(["it blinks red"])
    assert crawler.heard == set()


def test_the_desk_meets_every_one_of_them(desk, asked):
    """Or the tests before would prove nothing."""
    missing = words(desk, desk.rob) - {mark(name) for name in UNREAD}
    heard = set()
    for who, telling in TELLING.items():
        crawler = Crawler(browser(getattr(desk, who, None) or getattr(desk.rooms, who)))
        missing = crawler.read(filter(re.compile(telling).search, asked["GET"]), until_met=missing)
        heard |= crawler.heard
    assert missing == set()
    assert any(not name.endswith("-public") for name in heard)


def listed(client, **query):
    return re.findall(r'href="(/tickets/[0-9]+)"', client.get("/tickets/", query).content.decode())


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_finds_anything(desk, who):
    """Whoever may ask whether a word stands somewhere reads it letter by letter."""
    person = getattr(desk, who)
    client = browser(person)
    everything = listed(client)
    for name in sorted(desk.forbidden(person) & desk.tickets_own):
        page = client.get("/search", {"q": mark(name)}).content.decode()
        assert 'class="own"' not in page, name
        assert client.get("/api/v1/search", {"q": mark(name)}).json()["results"] == [], name
        assert listed(client, q=mark(name), tag=mark(name), owner=mark(name)) == everything


DOORS = (
    "/search",
    "/tickets/",
    "/known-issues/",
    "/help/search",
    "/help/suggestions",
    "/api/v1/search",
)


@pytest.mark.parametrize("who", ["rob", "rita", "sue", None])
def test_a_word_of_the_rooms_finds_what_a_word_finds_that_stands_nowhere(desk, who):
    """Incidents, problems, escalations, articles, wording: they share one word, and the desk finds it."""
    client = browser(getattr(desk, who)) if who else Client()
    for door in DOORS:
        told = [LINK.findall(client.get(door, {"q": mark(word)}).content.decode()) for word in ("rooms", "never")]
        there = [{each.replace(mark("rooms"), mark("never")) for link in links for each in link} for links in told]
        assert there[0] == there[1], door
    assert browser(desk.ann).get("/articles/", {"q": mark("rooms")}).content.decode().count("/articles/") > 9


@pytest.mark.parametrize("who", ["rob", "rita", "sue"])
def test_no_mark_is_in_a_refusal(desk, asked, who, undone):
    """Every address that takes something, with nothing in it: what comes back says what is wrong, and no more."""
    person = getattr(desk, who)
    client = browser(person)
    said = []
    for path in asked["POST"]:
        if path.startswith("/accounts/"):
            continue
        kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
        answer = undone(lambda path=path, kind=kind: client.post(path, {"seen": "1"} if not kind else {}, **kind))
        assert answer.status_code < 500, path
        said.append((path, f"{answer.content.decode('utf-8', 'replace')} {answer.headers}".lower()))
    forbidden = words(desk, person)
    marked = [(path, text) for path, text in said if any(sign in text for sign in SIGNS)]
    assert [(path, word) for path, text in marked for word in forbidden if word in text] == []
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
