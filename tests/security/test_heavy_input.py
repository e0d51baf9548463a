"""The same in quantity, and in the newer rooms: forms, surveys, webhooks, mailboxes, problems, articles."""

import json
from itertools import cycle

import pytest

from .test_bad_input import TEXTS

pytestmark = pytest.mark.django_db

DEEP, LONG = "[" * 100_000 + "]" * 100_000, "m" * 1_000_000
BODIES = {
    "tickets": {"title": "a", "type": "incident", "body": None},
    "forms/report-a-problem/answers": {"answers": None},
    "form-proposals": {"reason": "r", "content": None},
    "webhooks": {"name": "Warehouse", "url": "https://example.com/", "kinds": None},
    "mailboxes": {"address": "new@desk.test", "queue": "service-desk", "name": None},
    "incidents": {"severity": 3, "components": [], "title": None},
    "problems": {"tickets": [], "title": None},
    "articles": {"kind": "faq", "title": None},
    "article-suggestions": {"text": None},
    "macro-proposals": {"reason": "r", "content": None},
}


@pytest.mark.parametrize("path", BODIES)
def test_a_million_characters_are_refused_or_kept(api, undone, network, intake_form, tess, path):
    """R-30: in the field that takes most, and nested a hundred thousand deep; half a character and a NUL there too."""
    intake_form()
    tess.roles = ["TL", "SM", "OA"]
    tess.save()
    client = api(tess)
    client.client.raise_request_exception = False
    body = json.dumps(BODIES[path])
    found = {}
    for name, text in {"long": json.dumps(LONG), "deep": DEEP, "nul": r'"\u0000"', "half": r'["\ud800"]'}.items():
        sent = body.replace(": null", f": {text}").encode()
        found[name] = undone(lambda b=sent: client.send("POST", f"/{path}", b)).status_code
    assert set(found.values()) <= {200, 201, 400, 403, 413, 422}, found
    assert found["deep"] == 400


@pytest.fixture
def outside_forms(things):
    """Forms of the newer rooms: where they are posted to, by whom, and what is in order."""
    letter = {"number": 1, "asked": ["subject", "happened", "area"], "q-subject": "s", "q-happened": "h"}
    hook = {"name": "n", "url": "https://example.com/", "kinds": "*"}
    return [
        (
            f"/forms/{things['form_key']}",
            "rob",
            letter | {"q-area": "printer", "attachments": "", "confirmed": "", "look": ""},
        ),
        ("/administration/webhooks/", "olga", hook | {"organisation": ""}),
        (f"/administration/webhooks/{things['webhook']}", "olga", hook | {"seen": 1}),
        (f"/administration/webhooks/{things['webhook']}/replay", "olga", {"since": "2026-01-01T00:00"}),
        ("/administration/mailboxes/", "olga", {"address": "a@desk.test", "queue": things["queue"], "name": "n"}),
        (f"/incoming-mails/{things['incoming_mail']}/dismissal", "olga", {"reason": "r", "seen": 1}),
        (f"/satisfaction/{things['rating']}", "rob", {"score": "4", "comment": "c", "confirmed": ""}),
    ]


def broken_by(browser, undone, forms, request, texts, each):
    """(form, field, text, status) of what broke; each field gets so many of the texts."""
    broken = []
    for path, who, data in forms:
        client = browser(request.getfixturevalue(who))
        for field, text in ((field, next(texts)) for field in data for _ in range(each)):
            answer = undone(lambda c=client, p=path, d=data | {field: text}: c.post(p, d))
            if answer.status_code not in (200, 302, 400, 409, 412, 422):
                broken.append((path, field, text[:30], answer.status_code))
    return broken


MORE = (*TEXTS, "9999-12-31T23:59", "0001-01-01T00:00", "a\r\nb\x0b\x1b[31m", "\u200b", "y" * 300_000)


def test_no_value_of_a_form_outside_a_ticket_breaks_a_page(browser, undone, outside_forms, request):
    """R-30: forms, surveys, webhooks and mailboxes: each field with one of the texts in turn."""
    assert broken_by(browser, undone, outside_forms, request, cycle(MORE), 1) == []


@pytest.mark.prove
def test_no_text_in_any_form_outside_a_ticket_breaks_a_page(browser, undone, outside_forms, request):
    assert broken_by(browser, undone, outside_forms, request, cycle(MORE), len(MORE)) == []
