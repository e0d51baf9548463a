"""The composer at the server: drafts, the hold, asks, watchers, names to complete; with and without a script."""

import pytest

from tickets.desk.actions.ask import ask
from tickets.desk.actions.note import note
from tickets.desk.models import Ask, Draft, Inquiry, Message, Outgoing, Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def hold(settings):
    settings.REPLY_HOLD = 20


def saved(browser, path, body, tab="one", turn=1, revision=0, **more):
    data = {"body": body, "tab": tab, "turn": turn, "revision": revision, "kind": "reply", **more}
    return browser.post(path, data, headers={"X-Draft": "1"})


def test_a_draft_is_restored_in_any_browser_of_its_writer_and_no_other(browse, ann, sam, owned, page, said):
    told = saved(browse(ann), page(owned, "draft"), "Dear Rob,").json()
    assert (told["revision"], told["others"]) == (1, [])
    assert "Dear Rob,</textarea>" in said(browse(ann).get(page(owned)))
    assert "Dear Rob" not in said(browse(sam).get(page(owned)))


def test_a_promise_goes_with_the_reply_and_is_kept_with_the_draft(browse, ann, owned, page, said):
    """COM-02: the next update is promised with the reply that is sent."""
    browser = browse(ann)
    saved(browser, page(owned, "draft"), "Soon.", promise="2030-01-01T10:00")
    assert 'value="2030-01-01T10:00"' in said(browser.get(page(owned)))
    browser.send(page(owned, "replies"), {"body": "Soon.", "promise": "2030-01-01T10:00"})
    assert Message.objects.get(body="Soon.").promised_at.year == 2030


def test_a_requesters_draft_is_kept_too(browse, rob, ticket, page):
    assert saved(browse(rob), page(ticket, "draft"), "It is worse").status_code == 200
    assert Draft.objects.get(author=rob).body == "It is worse"


def test_without_a_script_a_button_saves_it(browse, ann, owned, page, said):
    browser = browse(ann)
    answer = browser.post(page(owned, "draft"), {"body": "Dear Rob,", "kind": "note"})
    assert answer.status_code == 302
    html = said(browser.get(page(owned)))
    assert "Dear Rob,</textarea>" in html
    assert 'value="note" checked' in html


def test_two_windows_keep_both_texts_and_one_can_be_dropped(browse, ann, owned, page, said):
    browser = browse(ann)
    saved(browser, page(owned, "draft"), "Dear Rob")
    told = saved(browser, page(owned, "draft"), "Hello", tab="two").json()
    assert [other["text"] for other in told["others"]] == ["Dear Rob"]
    html = said(browser.get(page(owned)))
    assert '<blockquote dir="auto">Dear Rob</blockquote>' in html
    browser.post(page(owned, "draft"), {"drop": "one"})
    assert "Dear Rob" not in said(browser.get(page(owned)))
    assert Draft.objects.get().body == "Hello"


def test_what_is_sent_is_no_draft_any_more(browse, ann, owned, page):
    browser = browse(ann)
    saved(browser, page(owned, "draft"), "Dear Rob")
    browser.send(page(owned, "replies"), {"body": "Dear Rob", "tab": "one", "turn": 2})
    assert Draft.objects.get().body == ""
    saved(browser, page(owned, "draft"), "Dear R", turn=1)
    assert Draft.objects.get().body == ""


def test_a_reply_is_held_and_can_be_undone(browse, ann, sam, owned, page, said, hold):
    browser = browse(ann)
    html = said(browser.send(page(owned, "replies"), {"body": "Switch it off."}))
    held = Outgoing.objects.get()
    assert "Sending" in html
    assert "Undo" in html
    assert "Switch it off." not in said(browse(sam).get(page(owned)))
    html = said(browser.send(page(owned, "outgoing", str(held.pk), "undo")))
    assert "Switch it off.</textarea>" in html
    assert not Message.objects.filter(body="Switch it off.").exists()


def test_the_hold_is_nobody_elses(browse, ann, sam, owned, page, hold):
    browse(ann).post(page(owned, "replies"), {"body": "Switch it off."})
    held = Outgoing.objects.get()
    for act in ("undo", "sending"):
        assert browse(sam).post(page(owned, "outgoing", str(held.pk), act)).status_code == 404


def test_send_now_and_what_counts_to_the_end(browse, ann, owned, page, hold):
    browser = browse(ann)
    browser.post(page(owned, "replies"), {"body": "Switch it off."})
    held = Outgoing.objects.get()
    browser.post(page(owned, "outgoing", str(held.pk), "sending"), {"due": "1"})
    assert not Message.objects.filter(body="Switch it off.").exists()
    browser.post(page(owned, "outgoing", str(held.pk), "sending"))
    assert Message.objects.filter(body="Switch it off.").exists()


def test_a_requesters_words_need_no_hold(browse, rob, ticket, page, hold):
    browse(rob).post(page(ticket, "replies"), {"body": "It smokes."})
    assert Message.objects.filter(body="It smokes.").exists()


def test_only_what_is_new_is_shown_above_the_kept_text(browse, ann, sam, by, owned, page, said, hold):
    """D5: only what changed, above the text, and the person decides."""
    browser = browse(ann)
    seen = said(browser.get(page(owned))).split('name="seen" value="')[-1].split('"')[0]
    note(owned, by=by(sam), body="It is the fuse.")
    html = said(browser.send(page(owned, "replies"), {"body": "Have you tried paper?", "seen": seen}))
    fresh = html.split('class="fresh"')[1].split('class="modes"')[0]
    assert "It is the fuse." in fresh
    assert "It blinks red." not in fresh
    assert "Have you tried paper?</textarea>" in html
    again = html.split('name="seen" value="')[1].split('"')[0]
    browser.send(page(owned, "replies"), {"body": "Have you tried paper?", "seen": again})
    assert Outgoing.objects.get().body == "Have you tried paper?"


def test_the_guard_says_what_to_write_instead_and_keeps_the_text(browse, ann, owned, page, said):
    """SEC-16: blocked in the page, with the approved alternative."""
    answer = browse(ann).send(page(owned, "replies"), {"body": "please send your password"})
    assert answer.status_code == 422
    assert "set a new password yourself" in said(answer)
    assert "please send your password</textarea>" in said(answer)


def test_a_warning_is_confirmed_by_a_tick(browse, ann, owned, page, said):
    browser, words = browse(ann), {"body": "The door has password: Room4711"}
    assert 'name="confirmed" value="password"' in said(browser.send(page(owned, "notes"), words))
    browser.send(page(owned, "notes"), words | {"confirmed": "password"})
    assert owned.notes.get().body == words["body"]


def test_details_are_asked_for_from_the_composer(browse, ann, rob, owned, page, said):
    data = {"body": "Two things:", "question": ["Which floor?", ""], "why": ["For the spooler", ""]}
    browse(ann).send(page(owned, "asks"), data)
    (part,) = Ask.objects.get().parts.all()
    assert (part.question, part.why) == ("Which floor?", "For the spooler")
    assert "was asked 1 question" in said(browse(ann).get(page(owned)))
    html = said(browse(rob).get(page(owned)))
    assert f'name="answer-{part.pk}"' in html
    browse(rob).post(page(owned, "asks", str(part.ask_id), "answer"), {f"answer-{part.pk}": "The third."})
    part.refresh_from_db()
    assert part.answer == "The third."


def test_an_ask_without_a_question_comes_back(browse, ann, owned, page, said, hold):
    answer = browse(ann).send(page(owned, "asks"), {"body": "Hm"})
    assert (answer.status_code, "Ask at least one question." in said(answer)) == (422, True)


def test_a_held_ask_asks_once_it_is_said(browse, ann, owned, page, hold):
    browser = browse(ann)
    browser.post(page(owned, "asks"), {"body": "", "question": "Which floor?"})
    assert not Ask.objects.exists()
    browser.post(page(owned, "outgoing", str(Outgoing.objects.get().pk), "sending"))
    assert Ask.objects.get().parts.get().question == "Which floor?"


def test_a_stranger_answers_no_ask(browse, sue, ann, by, owned, page):
    made = ask(owned, by=by(ann), questions=[{"question": "Which floor?"}])
    assert browse(sue).post(page(owned, "asks", str(made.pk), "answer"), {}).status_code == 404
    assert browse(ann).post(page(owned, "asks", str(made.pk), "answer"), {}).status_code == 404


def test_a_colleague_is_asked_with_the_note(browse, ann, sam, owned, page, said):
    browser, words = browse(ann), {"body": "Is it the fuse?", "asked": sam.email}
    assert "by when" in said(browser.send(page(owned, "notes"), words))
    browser.send(page(owned, "notes"), words | {"needed_by": "2030-01-01T10:00"})
    assert Inquiry.objects.get().asked == sam
    html = said(browse(sam).get(page(owned)))
    assert "answers what" in html
    browse(sam).send(page(owned, "notes"), {"body": "Yes."})
    assert Inquiry.objects.get().answered_at


def test_watchers_stand_on_the_desks_page_and_never_on_the_requesters(browse, ann, sam, rob, owned, page, said):
    """T-53: a requester never learns who follows."""
    browser = browse(ann)
    browser.post(page(owned, "watchers"), {"person": sam.pk, "level": "public"})
    assert Watch.objects.get().person == sam
    assert "1 watcher" in said(browser.get(page(owned)))
    html = said(browse(rob).get(page(owned)))
    assert sam.name not in html
    assert "watcher" not in html
    browser.post(page(owned, "watchers", str(sam.pk)))
    assert not Watch.objects.exists()


def test_names_are_completed_for_the_desk_only(browse, ann, sam, rob, ticket, page, said):
    assert f'value="{sam.email}"' in said(browse(ann).fetch(page(ticket, "mentions") + "?q=sa"))
    assert browse(rob).get(page(ticket, "mentions") + "?q=sa").status_code == 404


def test_an_auditor_leaves_no_draft(browse, ada, owned, page):
    assert saved(browse(ada), page(owned, "draft"), "Hm").status_code == 403
    assert not Draft.objects.exists()
