"""What nobody types: NULs, halves of characters, numbers and dates beyond any column. No fault of ours, ever."""

import json
from itertools import cycle

import pytest

from tickets.desk import surroundings
from tickets.desk.grammar import PARAMETERS
from tickets.desk.web import forms, talk_forms
from tickets.desk.web.resolution_form import ResolutionForm

from .bodies import SENDERS, bodies
from .conftest import problem

pytestmark = pytest.mark.django_db

NUMBERS = ("9" * 5000, "99999999999999999999", "-1", "1e400", "NaN", "²", "٣")
WORDS = ("a\x00bcdefgh", "\u202egnp.exe", "%", "\\", "(", "' OR 1=1--", "pk;DROP TABLE desk_ticket", "x" * 3000)
TIME_TRAVEL = ("0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59Z")
TEXTS = (*NUMBERS, *WORDS, *TIME_TRAVEL)
PAGES = {
    "/tickets/": [*PARAMETERS, "q", "page", "order"],
    "/tickets/news": ["shown", "queue", "order", "status"],
    "/tickets/filter": ["status", "queue", "owner", "type"],
    "/tickets/people": ["requester"],
    "/search": ["q"],
    "/notices/": ["page"],
    "/boards/now": ["type"],
    "/boards/week": ["at", "tier"],
    "/figures/KPI-04/rows": ["since", "page"],
    "/help/search": ["q"],
    "/incidents/": ["state"],
    "/problems/": ["state"],
    "/escalations/": ["state"],
    "/articles/": ["q"],
    "/incoming-mails/": ["page"],
}
JSON = {
    "nul": r'"a\u0000b"',
    "half a pair": r'"a\ud800b"',
    "long": json.dumps("x" * 300_000),
    "controls": json.dumps("a\r\nb\x0b\x1b[31m\x7f\u202e"),
    "int64 + 1": str(2**63),
    "4,000 digits": "9" * 4000,
    "negative": "-1",
    "1e400": "1e400",
    "nested": "[" * 50 + "]" * 50,
    "true": "true",
    "null": "null",
    "list": '["\\u202e", 1e400, {}]',
    "object": '{"kind": {}}',
    "before time": json.dumps(TIME_TRAVEL[0]),
    "after time": json.dumps(TIME_TRAVEL[1]),
    "the last day": json.dumps(TIME_TRAVEL[2]),
}


def writable():
    """Every body of the API with each of its fields."""
    yield from ((one, name) for one in bodies() for name in one.shape().fields)


def test_no_parameter_of_a_page_breaks_it(browser, undone, secrets, ann, rob):
    """R-30: each parameter with two of the texts in turn, and every text somewhere."""
    texts = cycle(TEXTS)
    asked = [(path, name, next(texts)) for path, names in PAGES.items() for name in names for _ in range(2)]
    asked += [("/search", "q", "a\x00b"), ("/tickets/", "owner", "9" * 5000), ("/tickets/", "queue", "9" * 5000)]
    asked += [("/tickets/", name, text) for name in ("opened_after", "breached_since") for text in TIME_TRAVEL]
    clients = {who.name: browser(who) for who in (ann, rob)}
    broken = [
        (who, path, name, text[:30])
        for who, client in clients.items()
        for path, name, text in asked
        if undone(lambda c=client, p=path, n=name, t=text: c.get(p, {n: t})).status_code >= 500
    ]
    assert broken == []


@pytest.mark.prove
def test_no_text_in_any_parameter_breaks_a_page(browser, undone, secrets, ann, rob):
    clients = [browser(ann), browser(rob)]
    asked = [(path, name, text) for path, names in PAGES.items() for name in names for text in TEXTS]
    answers = {one: [undone(lambda c=c, o=one: c.get(o[0], {o[1]: o[2]})) for c in clients] for one in asked}
    assert [one for one, both in answers.items() if any(answer.status_code >= 500 for answer in both)] == []


@pytest.mark.parametrize(
    "path",
    [
        *("/tickets/{}/clocks/%00", "/live/%00", "/%00", "/static/%00", "/static/..%2f..%2fmanage.py", "/tickets/%ff"),
        *("/api/v1/tickets/%00", "/api/v1/%00?%00", "/accounts/password/reset/key/%00-x/"),
        *("/tickets/99999999999999999999", f"/tickets/{'9' * 3000}", f"/api/v1/tickets/{'9' * 3000}"),
    ],
)
def test_no_address_breaks_anything(browser, undone, ticket, ann, path):
    assert undone(lambda: browser(ann).get(path.format(ticket.pk))).status_code in (302, 400, 403, 404)


COOKIES = [r'sessionid="\000aaaaaaaa"', "sessionid=" + "x" * 4000, r'csrftoken="\000"', "theme=;;"]


@pytest.mark.parametrize("cookie", COOKIES)
def test_no_cookie_breaks_the_page_to_sign_in(browser, undone, cookie):
    """R-30: a quoted cookie may hold any octet; a session of that name is no session."""
    assert undone(lambda: browser().get("/accounts/login/", headers={"Cookie": cookie})).status_code in (200, 400)


def sent(client, undone, things, one, field, text):
    """A body that is in order but for one field, whose value is this text of JSON. A file stands in no JSON."""
    good = {name: value for name, value in one.example(things).items() if name not in (field, "file")}
    body = json.dumps(good)[:-1] + (", " if good else "") + f"{json.dumps(field)}: {text}}}"
    return undone(lambda: one.send(client, things, body, If_Match=f'"{things["version"]}"'))


def tried(clients, undone, things, cases):
    """The cases that broke something, or that were refused without a word about where."""
    wrong = []
    for (one, field), (name, text) in cases:
        client = clients(one)
        client.client.raise_request_exception = False
        answer = sent(client, undone, things, one, field, text)
        vague = answer.status_code == 400 and not problem(answer)["errors"]
        if vague or answer.status_code not in (200, 201, 202, 204, 400, 403, 409, 412, 413, 422):
            wrong.append((one.pattern, field, name, answer.status_code))
    return wrong


@pytest.fixture
def clients(api, owned, things, network, tess, request, settings):
    """Whose body it is; else Tess in every hat, so that no right stands before the value."""
    settings.API_RATE = 10**6
    tess.roles = ["TL", "SM", "OA"]
    tess.save()
    owned.refresh_from_db()
    things["version"] = owned.version
    own = {name: api(request.getfixturevalue(name)) for name in {"tess", *SENDERS.values()}}
    return lambda one: own[SENDERS.get(one.pattern, "tess")]


def test_no_value_of_a_field_breaks_the_api(undone, things, clients):
    """R-30: each field of each body with one of the values in turn; `make prove` sends all to all."""
    values = cycle(JSON.items())
    cases = [(one, next(values)) for one in writable()]
    assert len(cases) > 120
    assert tried(clients, undone, things, cases) == []


@pytest.mark.prove
def test_no_value_of_any_field_breaks_the_api(undone, things, clients):
    cases = [(one, value) for one in writable() for value in JSON.items()]
    assert tried(clients, undone, things, cases) == []


def test_no_depth_of_nesting_breaks_the_api(api, undone, ann, service_desk):
    """R-30: neither what the reader refuses nor what it just lets through."""
    client = api(ann)
    client.client.raise_request_exception = False
    for depth in range(100, 1000, 60):
        body = b'{"title": "a", "body": "b", "type": "incident", "channel": %s}' % (b"[" * depth + b"]" * depth)
        assert client.send("POST", "/tickets", body).status_code == 400, depth


FIELDS = {
    "triage": forms.TriageForm,
    "classification": forms.ClassificationForm,
    "assignment": forms.AssignmentForm,
    "transfer": forms.TransferForm,
    "moves": forms.MoveForm,
    "resolution": ResolutionForm,
    "cancellation": forms.CancellationForm,
    "links": forms.LinkForm,
    "identifiers": forms.IdentifierForm,
    "surroundings": forms.SurroundingsForm,
    "title": forms.TitleForm,
    "replies": talk_forms.ReplyForm,
    "notes": talk_forms.NoteForm,
}
TYPED = {"action": "wait_vendor", "until": "2030-01-01T00:00", "waiting_reason": "vendor", "body": "b", "title": "t"}
TYPED |= {"kind": "bug", "value": "v", "reference": "r", "reason": "spam", "impact": "2", "urgency": "2"}


def test_no_value_of_a_form_breaks_a_page(browser, undone, triaged, tess):
    """R-30: each field of each form of a ticket with two of the texts in turn."""
    texts = cycle([*TEXTS, "9999-12-31T23:59", "0001-01-01T00:00", "a\r\nb\x0b\x1b[31m", "y" * 300_000])
    client = browser(tess)
    broken = []
    for page, form in FIELDS.items():
        for field in [*form.base_fields, *(surroundings.LABELS if page == "surroundings" else ())]:
            for text in (next(texts), next(texts)):
                data = {"seen": triaged.version, **TYPED, field: text}
                answer = undone(lambda p=page, d=data: client.post(f"/tickets/{triaged.pk}/{p}", d))
                if answer.status_code not in (302, 400, 403, 409, 412, 422):
                    broken.append((page, field, text[:30], answer.status_code))
    assert broken == []


KINDS = ["application/json", "text/plain", "multipart/form-data; boundary=x", "a/b; charset=nope"]


@pytest.mark.parametrize("sent_as", KINDS)
def test_a_form_of_another_kind_is_no_form(browser, undone, ticket, tess, sent_as):
    path = f"/tickets/{ticket.pk}/notes"
    answer = undone(lambda: browser(tess).generic("POST", path, b'{"body": "x"}', content_type=sent_as))
    assert answer.status_code in (400, 422)
    assert ticket.notes.count() == 0


@pytest.mark.parametrize("field", ["until", "promise"])
@pytest.mark.parametrize("text", ["9999-12-31T23:59:59Z", "2999-01-01T00:00:00Z"])
def test_no_wait_and_no_promise_outlasts_the_desk(api, browser, owned, ann, field, text):
    """R-30: the last day of the calendar is after the last day in half of all zones; a page that says it would break
    for every reader there."""
    ann.zone = "Pacific/Kiritimati"
    ann.save()
    wait = {"action": "wait_vendor", "waiting_reason": "vendor", "until": text}
    page, body = ("moves", wait) if field == "until" else ("messages", {"body": "Soon.", "promise": text})
    answer = api(ann).post(f"/tickets/{owned.pk}/{page}", body, if_match=f'"{owned.version}"')
    assert (answer.status_code, problem(answer)["errors"][0]["pointer"]) == (422, f"/{field}")
    assert browser(ann).get(f"/tickets/{owned.pk}").status_code == 200


def test_a_person_without_a_name_has_a_page(browser, owned, ann, rob):
    rob.name = " "
    rob.save()
    assert browser(ann).get(f"/tickets/{owned.pk}").status_code == 200


def test_a_title_is_one_line(api, ann, service_desk, incident):
    """X-12: what stands in a subject line one day cannot begin another."""
    given = {"body": "b", "type": "incident", "queue": "service-desk"}
    given["title"] = "VPN\r\nBcc: all@example.org\x0b\x85drops"
    assert api(ann).post("/tickets", given).json()["title"] == "VPN Bcc: all@example.org drops"
