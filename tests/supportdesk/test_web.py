"""How pages answer: fragments, redirects, refusals."""

import pytest
from django import forms

from kb.articles.queries import centre
from supportdesk.errors import Conflict, NotAllowed, Refused
from supportdesk.web import beside, form_refusals, root_id


class Letter(forms.Form):
    body = forms.CharField()


@pytest.fixture
def letter():
    form = Letter({"body": "Hello"})
    assert form.is_valid()
    return form


def test_a_fragment_says_by_its_id_where_it_belongs():
    assert root_id('\n  <section id="ticket-7-head" class="x">') == "ticket-7-head"
    assert (
        beside('<div id="x"></div>')
        == '<hx-partial hx-target="#x" hx-swap="outerMorph"><div id="x"></div></hx-partial>'
    )


def test_a_broken_rule_goes_back_into_its_field(letter):
    with form_refusals(letter):
        raise Refused("Too short.", field="body")
    assert letter.errors == {"body": ["Too short."]}


def test_a_rule_without_a_field_stands_above_the_form_and_names_what_is_missing(letter):
    with form_refusals(letter):
        raise Refused("Not yet.", field="elsewhere", missing=("body", "elsewhere"))
    assert letter.non_field_errors() == ["Not yet."]
    assert letter.errors["body"] == ["Needed before this can be done."]


@pytest.mark.parametrize("refusal", [NotAllowed("reply"), Conflict(1, 2, [])])
def test_what_no_form_can_mend_goes_on_to_the_middleware(letter, refusal):
    with pytest.raises(type(refusal)), form_refusals(letter):
        raise refusal


def test_preferences_are_kept_in_cookies_and_nothing_else_is(client, db):
    answer = client.post("/preferences", {"theme": "dark", "density": "<x>", "colour": "pink"})
    assert answer.cookies["theme"].value == "dark"
    assert set(answer.cookies) & {"density", "colour"} == set()


def test_preferences_lead_back_only_to_our_own_pages(client, db):
    there = client.post("/preferences", {}, headers={"Referer": "https://elsewhere.example/"})
    assert there.headers["Location"] == "/"


def test_the_first_paint_has_the_theme_without_a_script(client, db):
    client.cookies["theme"] = "dark"
    html = client.get("/accounts/login/").content.decode()
    assert 'data-theme="dark"' in html
    assert "<script>" not in html
    assert " style=" not in html


def test_pages_allow_no_inline_script_and_no_other_host(client, db):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_what_is_not_there_says_so_and_offers_a_way_back(client, db):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.django_db
def test_whoever_has_not_signed_in_is_refused_in_words_too(client, monkeypatch):
    """The frame of the desk asks who one is; the page of a refusal must do without."""

    def refuse(_):
        raise NotAllowed("Not for everybody.")

    monkeypatch.setattr(centre, "known_issues", refuse)
    answer = client.get("/help/known-issues")
    assert answer.status_code == 403
    assert "Not for everybody." in answer.content.decode()
    assert 'id="rail"' not in answer.content.decode()
