"""Files: no byte to whoever may not read, nothing executed, no name that means anything to a disk.

SEC-04: every way to a file is tried by strangers, with links that are over, foreign, forged or revoked."""

import re

import pytest
from django.core import signing
from django.test import Client

from supportdesk import clock
from supportdesk.files import limits, links, store, tasks
from supportdesk.files.actions.withdraw import withdraw
from supportdesk.files.models import StoredFile
from tests.attached import LOG, picture, polyglots
from tests.clamd import Clamd
from tickets.desk.actions.detach import detach
from tickets.desk.models import Attachment

pytestmark = pytest.mark.django_db
MARK = b"canary-9X in a file"


def body(response):
    return response.getvalue() if response.streaming else response.content


def opened_by(client, one, preview=""):
    """Where the ticket's page leads: the link, and what it answers."""
    led = client.get(f"/tickets/{one.ticket_id}/attachments/{one.pk}{preview}")
    return client.get(led["Location"]) if led.status_code == 302 else led


def link_of(client, one):
    return client.get(f"/tickets/{one.ticket_id}/attachments/{one.pk}")["Location"]


@pytest.fixture
def public(attached, owned, rob):
    """Rob's file on Rob's ticket."""
    return attached(owned, rob, "mine.log", MARK)


@pytest.fixture
def inside(attached, owned, ann):
    """A file of the desk's alone on the same ticket."""
    return attached(owned, ann, "inside.log", MARK, internal=True)


# Who


@pytest.mark.parametrize("who", ["rob", "rita", "ann", "sam", "ada"])
def test_whoever_sees_the_ticket_reads_its_file(browser, public, request, who):
    answer = opened_by(browser(request.getfixturevalue(who)), public)
    assert (answer.status_code, body(answer)) == (200, MARK)


def ways(one, file):
    """Every address that could lead to a file."""
    key = file.key
    ticket = f"tickets/{one.ticket_id}/attachments"
    yield from (f"/{ticket}/{one.pk}{rest}" for rest in ("", "/preview", "/removal"))
    yield from (f"/api/v1/{ticket}{rest}" for rest in ("", f"/{one.pk}", f"/{one.pk}/link"))
    yield f"/api/v1/files/{file.pk}"
    for until in (0, 2**40):
        signed = links.Link("ticket", one.pk, 1, "0" * 16, False, until).signed()
        yield from (f"/files/{signed}", f"/api/v1/files/content/{signed}")
    yield from (
        f"/files/{key}",
        f"/files/{key[:2]}/{key}",
        f"/static/../files/{key}",
        f"/{key}",
    )


@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
@pytest.mark.parametrize("who", ["sue", "tom", "olga", None])
def test_a_stranger_gets_no_byte_by_any_way(browser, request, public, inside, who, method):
    """SEC-04: by no address, no method, with or without an account."""
    client = browser(who and request.getfixturevalue(who))
    for one in (public, inside):
        for way in ways(one, one.file):
            for headers in ({}, {"Range": "bytes=0-3"}):
                answer = getattr(client, method)(way, headers=headers)
                assert answer.status_code in (302, 401, 404, 405, 403), f"{method} {way}: {answer.status_code}"
                assert "/files/" not in answer.get("Location", "").partition("?")[0], way
                assert MARK not in body(answer)
                assert b"mine.log" not in body(answer)
                assert b"inside.log" not in body(answer)


def test_a_light_seat_sees_the_ticket_and_opens_no_file(browser, api, public, inside, paula):
    """What stands in a file cannot be masked (ROLE-06)."""
    client = browser(paula)
    for one in (public, inside):
        assert opened_by(client, one).status_code == 404
        assert MARK not in client.get(f"/tickets/{one.ticket_id}").content
    assert api(paula).get(f"/tickets/{public.ticket_id}/attachments").json()["results"] == []


def test_the_requester_learns_nothing_of_what_is_inside(browser, api, inside, with_note, owned, rob):
    """Neither the file, nor its name, nor that there is one."""
    client = browser(rob)
    for one in (inside, with_note):
        for way in ways(one, one.file):
            assert client.get(way).status_code == 404 or way.endswith("/attachments")
    pages = (client.get(f"/tickets/{owned.pk}"), client.get(f"/tickets/{owned.pk}/timeline"))
    listed = [api(rob).get(f"/tickets/{owned.pk}{rest}") for rest in ("/attachments", "/messages", "/events", "")]
    for answer in (*pages, *listed):
        assert answer.status_code == 200
        assert b"inside.log" not in answer.content
        assert b"internal.log" not in answer.content
        assert b"attached_inside" not in answer.content


def test_the_same_answer_whether_there_is_a_file_or_not(browser, api, public, owned, sue, rob):
    """An id that belongs to somebody else and one that belongs to nobody."""
    for path in (f"/tickets/{owned.pk}/attachments/%s", f"/api/v1/tickets/{owned.pk}/attachments/%s/link"):
        there, nowhere = (browser(sue).get(path % pk) for pk in (public.pk, 999_999))
        assert there.status_code == nowhere.status_code == 404
        assert len(there.content) == len(nowhere.content) or "api" in path


def test_a_file_is_not_reached_through_another_ticket(browser, public, opened, rob, ann):
    other = opened(title="Another one")
    for who in (rob, ann):
        assert browser(who).get(f"/tickets/{other.pk}/attachments/{public.pk}").status_code == 404


def test_what_is_not_sent_is_its_senders_alone(browser, api, uploaded, rob, rita, ann, ada):
    file = uploaded(rob)
    assert api(rob).get(f"/files/{file.pk}").status_code == 200
    for who in (rita, ann, ada):
        assert api(who).get(f"/files/{file.pk}").status_code == 404
        assert api(who).delete(f"/files/{file.pk}").status_code == 404
    assert StoredFile.objects.get(pk=file.pk).state == "open"


# Links


def test_a_link_that_is_over_refuses(browser, public, rob):
    """SEC-04: after ten minutes a link answers with a refusal, in words."""
    client = browser(rob)
    signed = link_of(client, public).rsplit("/", 1)[1]
    link = links.read(signed)
    now = clock.now().timestamp()
    assert 0 < link.until - now <= limits.LINK.total_seconds()
    over = client.get(f"/files/{link._replace(until=int(now) - 1).signed()}")
    assert over.status_code == 410
    assert b"This link is over" in over.content
    assert MARK not in body(over)


def test_a_link_is_for_its_reader_at_that_browser(browser, public, rob, rita, ann):
    """SEC-04: a link that was passed on opens nothing, not even for a colleague who may read the file."""
    link = link_of(browser(rob), public)
    for who in (rita, ann, rob):
        answer = browser(who).get(link)
        assert (answer.status_code, MARK in body(answer)) == (404, False)
    assert browser().get(link).status_code == 302


def test_a_link_of_a_token_is_good_for_that_token(api, browser, public, rob):
    client = api(rob)
    url = client.get(f"/tickets/{public.ticket_id}/attachments/{public.pk}/link").json()["url"]
    path = url.partition("/api/v1")[2]
    assert body(client.get(path)) == MARK
    assert api(rob).get(path).status_code == 404
    assert browser(rob).get(f"/api/v1{path}").status_code == 404
    assert browser().get(f"/api/v1{path}").status_code == 401


def test_a_forged_link_opens_nothing(browser, public, rob):
    client = browser(rob)
    link = link_of(client, public).rsplit("/", 1)[1]
    value = list(links.read(link))
    forgeries = [
        link[:-1] + ("A" if link[-1] != "A" else "B"),
        signing.dumps(value, salt="live"),
        signing.dumps(value, key="another secret", salt=links.SALT),
        signing.dumps(value[:-1], salt=links.SALT),
        signing.dumps(["article", *value[1:]], salt=links.SALT),
        signing.dumps([value[0], 10**6, *value[2:]], salt=links.SALT),
        signing.dumps({"a": 1}, salt=links.SALT),
        "x",
        "a" * 5000,
    ]
    assert {client.get(f"/files/{one}").status_code for one in forgeries} == {404}


def test_a_link_ends_when_the_file_is_removed(browser, public, by, rob, ann):
    """SEC-04: the right is asked at each use, not when the link was made."""
    client = browser(rob)
    link = link_of(client, public)
    assert client.get(link).status_code == 200
    detach(public.ticket, by=by(ann), attachment=public)
    for _ in range(2):
        gone = client.get(link)
        assert (gone.status_code, MARK in body(gone)) == (410, False)
        assert client.get(link, headers={"Range": "bytes=0-3"}).status_code == 410
        assert client.head(link).status_code == 410
        tasks.discard()


def test_a_link_ends_with_the_right_to_the_ticket(browser, public, rob, ann, globex, sue):
    client = browser(rob)
    link = link_of(client, public)
    public.ticket.requester = sue
    public.ticket.organisation = globex
    public.ticket.save()
    assert client.get(link).status_code == 404


def test_a_link_ends_with_the_session_and_with_the_account(browser, public, rob, rita):
    client, other = browser(rob), browser(rita)
    link, second = link_of(client, public), link_of(other, public)
    client.logout()
    assert client.get(link).status_code == 302
    client.force_login(rob)
    assert client.get(link).status_code == 404
    rita.is_active = False
    rita.save()
    assert other.get(second).status_code == 302


def test_what_may_be_seen_once_is_seen_once(browser, attached, owned, rob, ann, sam):
    """SEC-04: the second look finds words and no byte; whoever sent it spends nothing by looking."""
    one = attached(owned, rob, "password.txt", MARK, once=True)
    assert body(opened_by(browser(rob), one)) == MARK
    client, second = browser(ann), browser(sam)
    link, other = link_of(client, one), link_of(second, one)
    assert client.head(link).status_code == 200
    first = client.get(link, headers={"Range": "bytes=0-3"})
    assert (first.status_code, body(first)) == (200, MARK)
    for browser_, again in ((client, link), (second, other)):
        answer = browser_.get(again)
        assert (answer.status_code, MARK in body(answer)) == (410, False)
    StoredFile.objects.update(discard_at=clock.now())
    tasks.discard()
    assert not store.path_of(one.file.key).exists()


def test_what_waits_for_the_scanner_or_is_infected_is_not_served(browser, settings, attached, owned, rob):
    """SEC-04: with a scanner nothing is opened before it was scanned, however one got its link."""
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    one = attached(owned, rob, "mine.log", MARK)
    client = browser(rob)
    answer = opened_by(client, one)
    assert (answer.status_code, MARK in body(answer)) == (409, False)
    with Clamd() as running:
        settings.CLAMD_URL = running.url
        tasks.scan()
    assert body(opened_by(client, one)) == MARK
    StoredFile.objects.update(scan="infected")
    answer = opened_by(client, one)
    assert (answer.status_code, MARK in body(answer)) == (410, False)


def test_bytes_that_are_missing_are_said_to_be(browser, public, rob):
    store.remove(public.file.key)
    assert opened_by(browser(rob), public).status_code == 410


# What is served


@pytest.mark.parametrize(("name", "content"), polyglots().items(), ids=polyglots())
def test_nothing_that_is_served_can_run(browser, attached, owned, rob, ann, name, content):
    """SEC-04: whatever was sent comes back byte for byte, to be saved, as nothing in particular; what is shown in a
    page is a picture that we drew."""
    one = attached(owned, rob, name, content)
    answer = opened_by(browser(ann), one)
    assert body(answer) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    inert(answer)
    shown = opened_by(browser(ann), one, "/preview")
    if one.file.preview_type:
        assert shown["Content-Type"] in ("image/png", "image/jpeg")
        assert shown["Content-Type"] == one.file.preview_type
        assert b"script" not in body(shown)
        inert(shown)
    else:
        assert shown.status_code == 404


def inert(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", LOG, b"GIF89a<script>"])
def test_what_is_no_picture_has_no_preview(attached, owned, rob, content):
    assert attached(owned, rob, "shot.png", content).file.preview_type == ""


NAMES = [
    "../../../etc/passwd",
    "a\x00b.png",
    "\u202egnp.exe",
    "CON",
    "x" * 300 + ".log",
    '"; filename="evil.html',
    ".htaccess",
]
NAMES += ["a\r\nSet-Cookie: x=1", "\u200b.htaccess", "näme.log", "%2e%2e%2fx"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_breaks_out(browser, attached, owned, rob, own_folder, name):
    """SEC-04: a name is words for people. What stands on disk is named by us, and the header holds one file name."""
    one = attached(owned, rob, name, LOG)
    answer = opened_by(browser(rob), one)
    said = answer["Content-Disposition"]
    assert re.fullmatch(r"""attachment; filename(="[^"\\]*"|\*=utf-8''[\w%.~-]+)""", said)
    assert "\n" not in said
    assert "\r" not in said
    assert "Set-Cookie" not in answer.headers
    for path in own_folder.rglob("*"):
        assert re.fullmatch(r"[0-9a-f]{2}|[0-9a-f]{32}|incoming", path.name)
    assert ".." not in one.file.name
    assert "\u202e" not in one.file.name


# Stretches


def stretches(client, link, value, **headers):
    answer = client.get(link, headers={"Range": value, **headers})
    return answer.status_code, body(answer), answer.get("Content-Range")


SIZE = len(MARK)


@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("bytes=0-3", 206, MARK[:4], f"bytes 0-3/{SIZE}"),
        ("bytes=4-", 206, MARK[4:], f"bytes 4-{SIZE - 1}/{SIZE}"),
        ("bytes=-4", 206, MARK[-4:], f"bytes {SIZE - 4}-{SIZE - 1}/{SIZE}"),
        ("bytes=0-9999", 206, MARK, f"bytes 0-{SIZE - 1}/{SIZE}"),
        ("bytes=-9999", 206, MARK, f"bytes 0-{SIZE - 1}/{SIZE}"),
        ("bytes=0-0", 206, MARK[:1], f"bytes 0-0/{SIZE}"),
        (f"bytes={SIZE}-", 416, b"", f"bytes */{SIZE}"),
        ("bytes=9999-10000", 416, b"", f"bytes */{SIZE}"),
        ("bytes=-0", 416, b"", f"bytes */{SIZE}"),
        ("bytes=0-1,3-4", 200, MARK, None),
        ("bytes=0-1," * 1000 + "3-4", 200, MARK, None),
        ("bytes=5-2", 200, MARK, None),
        ("bytes=-", 200, MARK, None),
        ("bytes=a-b", 200, MARK, None),
        ("bytes=0x1-2", 200, MARK, None),
        ("lines=0-1", 200, MARK, None),
        ("bytes=" + "9" * 40 + "-", 200, MARK, None),
        ("bytes=٠-٣", 200, MARK, None),
        ("", 200, MARK, None),
    ],
    ids=lambda value: str(value)[:24],
)
def test_stretches(browser, public, rob, asked, status, content, said):
    client = browser(rob)
    try:
        asked.encode("latin-1")
    except UnicodeEncodeError:
        asked = asked.encode().decode("latin-1")
    assert stretches(client, link_of(client, public), asked) == (status, content, said)


def test_a_stretch_of_another_version_is_the_whole(browser, public, rob):
    client = browser(rob)
    link = link_of(client, public)
    etag = client.head(link)["ETag"]
    assert stretches(client, link, "bytes=0-3", **{"If-Range": etag})[0] == 206
    assert stretches(client, link, "bytes=0-3", **{"If-Range": '"other"'})[0] == 200


def test_head_says_all_but_the_bytes(browser, api, public, rob):
    client = browser(rob)
    link = link_of(client, public)
    whole, head = client.get(link), client.head(link)
    assert body(head) == b""
    assert head.status_code == 200
    same = ("Content-Length", "Content-Type", "ETag", "Content-Disposition", "Content-Security-Policy", "Accept-Ranges")
    assert [head[name] for name in same] == [whole[name] for name in same]
    part = client.head(link, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part["Content-Length"], body(part)) == (206, "4", b"")
    assert client.post(link).status_code == 405


def test_a_picture_is_shown_to_whoever_sees_the_ticket_and_to_nobody_else(browser, attached, owned, rob, ann, sue):
    one = attached(owned, rob, "shot.png", picture())
    assert opened_by(browser(ann), one, "/preview").status_code == 200
    assert opened_by(browser(sue), one, "/preview").status_code == 404


def test_taken_back_it_is_nobodys(api, uploaded, by, rob):
    file = uploaded(rob)
    withdraw(file, by=by(rob))
    tasks.discard()
    assert api(rob).get(f"/files/{file.pk}").status_code == 404
    assert not Attachment.objects.exists()


def test_a_client_that_is_nobody_is_asked_to_sign_in(public, db):
    for way in ways(public, public.file):
        answer = Client().get(way)
        assert answer.status_code in (302, 401, 404)
        assert MARK not in body(answer)
