"""The walls around every answer: headers, cookies, tokens of forms, and no way out to another host."""

import json

import pytest
from django.core import mail
from django.test import Client

from supportdesk import live
from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.actions.revoke_token import revoke_token
from supportdesk.accounts.models import Person
from supportdesk.events.models import Event
from supportdesk.files.serving import INERT
from supportdesk.routes import routes
from tests.things import bound
from tickets.desk.models.ticket import TicketQuerySet

from .conftest import CANARY, problem

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
POLICY = ("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


@pytest.fixture
def addresses(things):
    """Every address of the product with its keywords filled in, and its methods."""
    elsewhere = {"key": "x", "uidb36": "1", "provider_id": "x", "name": "x", "path": "x"}
    return [
        (bound(route.path, things | (elsewhere if route.path.startswith("/accounts/") else {})), route.methods)
        for route in routes()
    ]


def lacking(answer):
    """The walls that this answer lacks. What is for saving has those of a file: nothing in it runs or loads at all."""
    policy = answer.headers.get("Content-Security-Policy", "")
    if answer.headers.get("Content-Disposition", "").startswith("attachment") and "sandbox" in policy:
        return [name for name, value in INERT.items() if answer.headers.get(name) != value]
    missing = [part for part in POLICY if part not in policy]
    missing += ["unsafe"] if "unsafe" in policy else []
    wanted = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
    missing += [name for name, value in wanted.items() if answer.headers.get(name) != value]
    return missing + ([] if answer.headers.get("Cache-Control") else ["Cache-Control"])


def test_every_answer_has_its_walls(browser, undone, addresses, ann):
    """X-05: pages, fragments, redirects, the API, what is not there and what is not allowed."""
    asked = [(client, path, {}) for client in (browser(), browser(ann)) for path, _ in addresses]
    asked += [(browser(ann), path, {"HX-Request": "true"}) for path, _ in addresses if not path.startswith("/api/")]
    asked += [(browser(), path, {}) for path in ("/nowhere", "/api/nowhere", "/search?q=%00", "/static/nowhere.js")]
    found = {}
    for client, path, headers in asked:
        answer = undone(lambda c=client, p=path, h=headers: c.get(p, headers=h))
        found[path, answer.status_code] = lacking(answer)
    assert {status for _, status in found} >= {200, 302, 400, 401, 403, 404, 405}
    assert {one: missing for one, missing in found.items() if missing} == {}


@pytest.mark.parametrize(
    "path", ["/tickets/", "/tickets/{}", "/tickets/{}/timeline", "/api/v1/tickets/{}", "/search?q=T"]
)
def test_a_fault_of_ours_tells_nothing(browser, api, ticket, ann, monkeypatch, path):
    """X-28: a 500 has its walls, and neither trace nor words of the fault."""
    monkeypatch.setattr(TicketQuerySet, "visible_to", lambda *args: 1 / 0)
    for headers in ({}, {"HX-Request": "true"}):
        answer = browser(ann).get(path.format(ticket.pk), headers=headers)
        assert (answer.status_code, lacking(answer)) == (500, [])
        text = answer.content.decode()
        assert not any(word in text for word in ("Traceback", "ZeroDivision", "visible_to", "/work", ".py"))


def test_a_host_that_is_not_ours_is_refused_behind_the_same_walls(browser, ann):
    answer = browser(ann).get("/tickets/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert [name for name in lacking(answer) if name != "Cache-Control"] == []


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Forwarded-Server", "Forwarded", "X-Original-URL", "X-Rewrite-URL"]
)
def test_no_header_puts_another_host_into_an_address(browser, api, opened, rob, ann, header):
    """X-15: links of the API, redirects, and the link that a forgotten password is reset by."""
    value = "host=evil.example" if header == "Forwarded" else "evil.example"
    opened(), opened()
    listed = api(ann).get("/tickets", {"page_size": 1}, **{header.replace("-", "_"): value})
    assert listed.json()["next"].startswith("http://testserver/")
    sent = browser().post("/accounts/password/reset/", {"email": rob.email}, headers={header: value})
    assert "evil.example" not in f"{listed.content}{listed.headers}{sent.headers}"
    assert len(mail.outbox) == 1
    assert "evil.example" not in mail.outbox[0].body


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "\t//x.y",
]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_signing_in_leads_nowhere_else(browser, rob, there):
    """X-15: `next`, and the address one came from."""
    rob.set_password(PASSWORD)
    rob.save()
    signed_in = browser().post("/accounts/login/", {"login": rob.email, "password": PASSWORD, "next": there})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")
    out = browser(rob).post("/accounts/logout/", {"next": there})
    assert "evil" not in out["Location"]
    assert "x.y" not in out["Location"]
    chosen = browser(rob).post("/preferences", {"theme": "dark"}, headers={"Referer": there})
    assert chosen["Location"] == "/"


def test_a_refusal_leads_back_to_no_other_host(browser, secrets, ann):
    stale = {"seen": 1, "title": "Mine"}
    page = browser(ann).post(f"/tickets/{secrets.pk}/title", stale, headers={"Referer": "https://evil.example/"})
    assert page.status_code == 412
    assert "evil.example" not in page.content.decode()


# Forms from elsewhere


# The signature of the body is the permission.
SIGNED = ("/api/v1/alerts/", "/api/v1/chats/", "/api/v1/trackers/reopen_days/")


def test_no_form_without_its_token_changes_anything(addresses, ann, olga):
    """X-16: neither without a token, nor with another's, nor from another origin; pages and API alike."""
    other = Client()
    other.get("/accounts/login/")
    foreign = {"csrfmiddlewaretoken": other.cookies["csrftoken"].value}
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    unsafe = sorted({(path, method) for path, methods in addresses for method in methods if method in UNSAFE})
    before = Event.objects.count()
    for path, method in unsafe:
        if path.startswith(("/accounts/", "/api/schema", *SIGNED)):
            continue
        for data, headers in (({}, {}), (foreign, {}), (foreign, {"Origin": "https://evil.example"})):
            assert answers(client, path, method, data, headers) <= {403, 404, 405}, (path, method)
    assert len(unsafe) > 40
    assert Event.objects.count() == before


def answers(client, path, method, data, headers):
    """To a form, and of the API to JSON also: one of the two it does not read, and says so."""
    say = getattr(client, method.lower())
    told = {say(path, data, headers=headers).status_code}
    if not path.startswith("/api/"):
        return told
    told.add(say(path, data, content_type="application/json", headers=headers).status_code)
    return told if told == {415} else told - {415}


UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def test_no_get_changes_anything(browser, undone, addresses, ann):
    """X-16: whatever stands in the query; what was read is remembered, and nothing else."""
    client = browser(ann)
    query = {
        "action": "start",
        "answer": "accept",
        "body": "x",
        "reason": "x",
        "to": ann.pk,
        "seen": 3,
        "theme": "dark",
    }
    before = Event.objects.count()
    for path, _ in addresses:
        if not path.startswith("/accounts/"):
            client.get(path, query)
    assert Event.objects.count() == before


# Sessions and tokens


@pytest.fixture
def signed_in(rob):
    """Rob's browser, signed in through the form; with the name of the session he had before."""
    rob.set_password(PASSWORD)
    rob.save()
    client = Client()
    client.cookies["sessionid"] = "planted-by-mallory-0123456789012"
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": rob.email, "password": PASSWORD})
    return client


def test_a_session_is_not_chosen_by_others(signed_in):
    """X-17: fixation."""
    assert signed_in.cookies["sessionid"].value != "planted-by-mallory-0123456789012"
    assert signed_in.cookies["sessionid"]["httponly"]
    assert signed_in.cookies["sessionid"]["samesite"] == "Lax"
    assert signed_in.get("/tickets/").status_code == 200
    assert Client(headers={"Cookie": "sessionid=planted-by-mallory-0123456789012"}).get("/tickets/").status_code == 302


def test_who_signed_out_is_out(signed_in):
    old = signed_in.cookies["sessionid"].value
    signed_in.post("/accounts/logout/")
    assert Client(headers={"Cookie": f"sessionid={old}"}).get("/tickets/").status_code == 302


def test_a_closed_account_is_closed_at_the_next_request(signed_in, api, rob, by, olga):
    client = api(rob)
    assert client.get("/tickets").status_code == 200
    deactivate(rob, by=by(olga))
    assert signed_in.get("/tickets/").status_code == 302
    assert signed_in.get("/api/v1/tickets").status_code == 401
    assert client.get("/tickets").status_code == 401


def test_a_new_password_ends_the_other_sessions(signed_in, rob):
    person = Person.objects.get(pk=rob.pk)
    person.set_password("another horse battery")
    person.save()
    assert signed_in.get("/tickets/").status_code == 302


def test_a_revoked_token_is_refused_at_the_next_request(api, rob, by):
    client = api(rob)
    revoke_token(client.token, by=by(rob))
    assert client.get("/tickets").status_code == 401


def test_a_lost_role_is_lost_at_the_next_request(browser, api, owned, ann):
    page, client = browser(ann), api(ann)
    assert page.get(f"/tickets/{owned.pk}").status_code == client.get(f"/tickets/{owned.pk}").status_code == 200
    Person.objects.filter(pk=ann.pk).update(roles=["RQ"])
    assert page.get(f"/tickets/{owned.pk}").status_code == client.get(f"/tickets/{owned.pk}").status_code == 404


def words(answer):
    """The page without what differs each time: tokens and what was typed."""
    text = answer.content.decode()
    return text.partition("<main")[2].partition("csrfmiddlewaretoken")[0] + text.rpartition("field-error")[2]


def test_signing_in_does_not_tell_who_has_an_account(browser, rob):
    """X-18: one text and one status, whether the address or the password is wrong."""
    rob.set_password(PASSWORD)
    rob.save()
    tries = [(rob.email, "wrong"), ("nobody@example.org", "wrong")]
    answers = [browser().post("/accounts/login/", {"login": login, "password": word}) for login, word in tries]
    assert (
        len({(answer.status_code, words(answer).replace(rob.email, "").replace(tries[1][0], "")) for answer in answers})
        == 1
    )
    resets = [browser().post("/accounts/password/reset/", {"email": login}) for login, _ in tries]
    assert len({(answer.status_code, answer["Location"]) for answer in resets}) == 1
    assert [message.to for message in mail.outbox] == [[rob.email]]


def test_a_link_to_a_new_password_works_once_and_for_an_hour(browser, rob, settings):
    """X-18."""
    assert settings.PASSWORD_RESET_TIMEOUT <= 3600
    browser().post("/accounts/password/reset/", {"email": rob.email})
    path = "/accounts/password/reset/key/" + mail.outbox[0].body.partition("/password/reset/key/")[2].split()[0]
    one, two = browser(), browser()
    form = one.get(path)["Location"]
    two.get(path)
    chosen = {"password1": "an entirely new horse", "password2": "an entirely new horse"}
    assert one.post(form, chosen).status_code == 302
    assert two.post(form, dict.fromkeys(chosen, "mallorys own horse")).status_code == 200
    assert Person.objects.get(pk=rob.pk).check_password("an entirely new horse")


def test_a_stream_is_heard_by_its_signed_address_alone(browser, ann):
    signed = live.address(["ticket-1"]).rpartition("/")[2]
    for forged in (signed[:-1], signed + "A", "x", json.dumps(["ticket"]), CANARY):
        assert browser(ann).get(f"/live/{forged}").status_code == 403


def test_a_wrong_token_of_any_form_is_one_answer(api, rob):
    """A guess learns nothing about which tokens exist."""
    right = api(rob)
    prefix = right.token.prefix
    guesses = [f"sd_{prefix}_{'a' * 40}", f"sd_{'a' * 8}_{'a' * 40}", "sd_x", "x" * 5000]
    answers = [api(rob, text=guess).get("/tickets") for guess in guesses]
    assert len({(one.status_code, problem(one)["detail"], problem(one)["code"]) for one in answers}) == 1


def test_guessing_ends_soon_and_locks_nobody_else_out(browser, rob):
    """X-23: the sixth guess from one place is not looked at; Rob signs in from his own meanwhile."""
    rob.set_password(PASSWORD)
    rob.save()
    mallory = browser(REMOTE_ADDR="192.0.2.66")
    for _ in range(5):
        mallory.post("/accounts/login/", {"login": rob.email, "password": "guess"})
    assert mallory.post("/accounts/login/", {"login": rob.email, "password": PASSWORD}).status_code == 200
    for header in ("X-Forwarded-For", "X-Real-IP", "Client-IP"):
        again = mallory.post(
            "/accounts/login/", {"login": rob.email, "password": PASSWORD}, headers={header: "192.0.2.7"}
        )
        assert again.status_code in (200, 429)
    assert browser().post("/accounts/login/", {"login": rob.email, "password": PASSWORD}).status_code == 302
