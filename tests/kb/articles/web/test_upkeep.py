"""Looking after the library: tasks, dates, releases, orphans, contributions, one's own notes."""

from datetime import timedelta

import pytest

from kb.articles.actions.use import count_use
from kb.articles.models import Article, WorkingNote
from kb.articles.shapes import SECTIONS
from kb.articles.tasks import sweep
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import ComponentFactory
from tests.kb.articles.conftest import TEXTS

pytestmark = pytest.mark.django_db


def relays():
    for lane in ("people", "figures"):
        while relay.run(lane):
            pass


def test_kb_09_a_flag_is_a_task_for_the_owner(public, browse, said, joe, ann):
    """KB-09: Joe reports it: Ann has a task and a notice, and the article shows “under review” until it is settled."""
    sent = {"reason": "wrong", "words": "The menu has another name."}
    assert browse(joe).post(f"/articles/{public.pk}/flags", {"reason": "wrong", "words": ""}).status_code == 422
    assert browse(joe).post(f"/articles/{public.pk}/flags", sent).status_code == 302
    relays()
    assert "The menu has another name." in said(browse(ann).get("/articles/tasks?owner=me"))
    assert "The menu has another name." not in said(browse(joe).get("/articles/tasks?owner=me"))
    assert Notification.objects.filter(person=ann, kind="article.flagged", subject="article").count() == 1
    assert "Under review" in said(browse(joe).get(f"/articles/{public.pk}"))
    task = public.flags.get()
    address = f"/articles/{public.pk}/flags/{task.pk}"
    assert browse(joe).post(address, {"verdict": "right", "answer": "No."}).status_code == 403
    assert browse(ann).post(address, {"verdict": "mended", "answer": "Renamed it."}).status_code == 302
    assert "Under review" not in said(browse(joe).get(f"/articles/{public.pk}"))
    assert browse(ann).post(address, {"verdict": "mended", "answer": "Again."}).status_code == 409


def test_a_task_ends_with_its_article(public, browse, joe, sam):
    browse(joe).post(f"/articles/{public.pk}/flags", {"reason": "wrong", "words": "The menu."})
    assert browse(sam).post(f"/articles/{public.pk}/retirement", {"comment": "Old."}).status_code == 302
    assert (public.flags.get().verdict, public.flags.get().settled_by) == ("retired", sam)


def test_two_words_of_that_kind_mark_it(public, browse, said, joe, sam):
    for person in (joe, sam):
        browse(person).post(f"/articles/{public.pk}/flags", {"reason": "outdated", "words": "Version 6 is out."})
    public.refresh_from_db()
    assert (public.state, public.marks) == ("needs_update", ["reported as wrong twice"])
    assert "Look twice" in said(browse(joe).get(f"/articles/{public.pk}"))


def test_kb_11_a_release_puts_its_component_in_doubt(published, browse, said, by, ann, max):
    """KB-11: a release note touches a component: that component's articles are marked “check after the release”."""
    gateway, other = ComponentFactory(key="gateway"), ComponentFactory(key="other")
    ours, theirs = published(component=gateway, title="Gateway"), published(component=other, title="Other")
    texts = {"change": "New gateway.", "likely_questions": "None.", "wording_for_customers": "All is well."}
    note = published(kind="release_note", texts=texts, component=gateway, title="Release 7")
    relays()
    relays()
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.state, ours.marks) == ("needs_update", [f"check after the release that KB-{note.pk} tells of"])
    assert theirs.state == "published"
    assert "check after the release" in said(browse(ann).get("/articles/tasks"))
    assert browse(ann).post(f"/articles/{ours.pk}/moves", {"move": "confirm"}).status_code == 302
    ours.refresh_from_db()
    assert (ours.state, ours.marks) == ("published", [])


@pytest.mark.parametrize(("kind", "days"), [("runbook", 90), ("known_issue", 30), ("troubleshooting", 180)])
def test_the_next_look_is_due_by_kind_and_a_sweep_asks_for_it(kind, days, published, drafted, said, browse, ann):
    """KB-11: each kind has its period; when it is over the article needs an update, once, and its owner is told."""
    texts = {section.key: "Written." for section in SECTIONS[kind]}
    one = published(kind=kind, texts=texts)
    assert (one.review_at - one.published_at) == timedelta(days=days)
    sweep()
    one.refresh_from_db()
    assert one.state == "published"
    Article.objects.filter(pk=one.pk).update(review_at=clock.now() - timedelta(minutes=1))
    sweep()
    sweep()
    one.refresh_from_db()
    assert (one.state, one.marks) == ("needs_update", ["its period is over"])
    relays()
    assert Notification.objects.filter(person=ann, kind="article.fell_due").count() == 1
    assert "its period is over" in said(browse(ann).get("/articles/tasks"))


def test_an_article_that_ends_is_found_by_nobody(public, browse, client, ann):
    """KB-11: expiry. From that instant it is on no shelf."""
    later = clock.now() + timedelta(days=1)
    filed = {"category": public.category_id, "owner": ann.pk, "seen": public.version}
    filed["expires_at"] = later.strftime("%Y-%m-%dT%H:%M")
    assert browse(ann).post(f"/articles/{public.pk}/filing", filed).status_code == 302
    assert client.get(f"/help/articles/{public.pk}").status_code == 200
    Article.objects.filter(pk=public.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    sweep()
    assert client.get(f"/help/articles/{public.pk}").status_code == 404
    public.refresh_from_db()
    assert (public.state, public.live, public.copies.count()) == ("retired", None, 0)


def test_kb_18_orphans_are_listed(drafted, published, browse, said, ann, vpn, api, by, tess):
    """KB-18: an article with no category, one whose category is retired, one that no error code finds."""
    drafted(category=None, title="Filed nowhere", error_codes=["E1"])
    whole = published(title="All is well", error_codes=["E2"])
    published(title="Without a code")
    html = said(browse(ann).get("/articles/tasks"))
    assert "Filed nowhere" in html.partition("Orphans")[2]
    assert "All is well" not in html.partition("Orphans")[2]
    listed = {one["title"]: one["why"] for one in api(ann).get("/reports/orphans").json()["results"]}
    assert listed == {"Filed nowhere": "no category", "Without a code": "no error code"}
    vpn.retired_at = clock.now()
    vpn.save()
    listed = {one["title"]: one["why"] for one in api(ann).get("/reports/orphans").json()["results"]}
    assert listed[whole.title] == "its category is retired"


def test_a_link_that_leads_nowhere_is_listed(published, browse, said, ann):
    there = published(title="Target")
    published(title="Good link", texts=TEXTS | {"related": f"[see](/articles/{there.pk})"})
    published(title="Bad link", texts=TEXTS | {"related": "[see](/help/articles/424242)"})
    html = said(browse(ann).get("/articles/tasks")).partition("Links that lead nowhere")[2]
    assert "KB-424242" in html
    assert "Bad link" in html
    assert "Good link" not in html


def test_kb_17_a_typo_fix_is_no_contribution(published, browse, said, api, by, ann, joe, sam, max):
    """KB-17: minor changes count for nothing; what counts is accepted, and ordered by what it was used for."""
    one = published(title="VPN drosp")
    fixed = {"title": "VPN drops", "audience": "internal", "minor": "on", "seen": one.version}
    sent = fixed | {f"section_{key}": text for key, text in TEXTS.items()}
    assert browse(sam).post(f"/articles/{one.pk}/edit", sent).status_code == 302
    assert browse(sam).post(f"/articles/{one.pk}/moves", {"move": "publish"}).status_code == 302
    count_use(one, by=system("rule"), what="used", by_how_much=1, ticket=7)
    lines = {line["person"]["name"]: line for line in api(max).get("/reports/contributions").json()["results"]}
    assert {name: lines["Ann"][name] for name in ("created", "updated", "effect")} == {
        "created": 1,
        "updated": 0,
        "effect": 1,
    }
    assert {name: lines["Sam"][name] for name in ("created", "updated", "minor", "effect")} == {
        "created": 0,
        "updated": 0,
        "minor": 1,
        "effect": 0,
    }
    html = said(browse(max).get("/articles/contributions"))
    assert html.index("Ann") < html.index("<bdi>Sam</bdi>")


def test_a_large_change_is_not_minor(published, browse, said, ann):
    one = published()
    words = {"title": one.title, "audience": "internal", "minor": "on", "seen": one.version}
    sent = words | {f"section_{key}": text for key, text in TEXTS.items()} | {"section_checks": "word " * 20}
    refused = browse(ann).post(f"/articles/{one.pk}/edit", sent)
    assert refused.status_code == 422
    assert "this is no minor change" in said(refused)


def test_opening_a_passage_is_never_minor(public, api, ann):
    """Nobody lets readers outside read what was the desk's by calling it a slip of the pen."""
    body = {"texts": {"resolution": "x"}, "inside": ["prevention"], "minor": True}
    refused = api(ann).post(f"/articles/{public.pk}/revisions", body, if_match=f'"{public.version}"')
    assert refused.status_code == 422


def test_kb_27_a_note_is_found_by_its_writer_alone_and_becomes_a_draft(browse, said, api, ann, joe, max, rob):
    """KB-27: private, searched by its owner, promoted with the same words."""
    assert browse(joe).post("/working-notes/", {"title": "Router trick", "body": "Hold reset."}).status_code == 302
    note = WorkingNote.objects.get()
    assert "Router trick" in said(browse(joe).get("/working-notes/?q=reset"))
    for person in (ann, max):
        assert "Router trick" not in said(browse(person).get("/working-notes/?q=reset"))
        assert "Router trick" not in said(browse(person).get("/articles/?q=router"))
        assert browse(person).get(f"/working-notes/{note.pk}").status_code == 404
        assert api(person).get(f"/working-notes/{note.pk}").status_code == 404
        assert api(person).get("/working-notes", {"q": "reset"}).json()["results"] == []
    assert browse(rob).get("/working-notes/").status_code == 404
    assert browse(joe).post(f"/working-notes/{note.pk}/promote", {"kind": "how_to"}).status_code == 302
    one = Article.objects.get()
    assert (one.state, one.title, one.working.texts["goal"]) == ("draft", "Router trick", "Hold reset.")
    assert browse(joe).post(f"/working-notes/{note.pk}/promote", {"kind": "how_to"}).status_code == 409


def test_a_junior_asks_to_retire(published, browse, said, api, joe, sam):
    """C 60: a junior's clean-up is granted by a senior, and goes through once."""
    one = published()
    refused = browse(joe).post(f"/articles/{one.pk}/retirement", {"comment": "Twice."})
    assert refused.status_code == 409
    assert f"Retire KB-{one.pk}" in said(refused)
    asked = {"action": "retire_article", "subject": "article", "subject_id": one.pk, "arguments": {"into": None}}
    made = api(joe).post("/approvals", asked | {"reason": "It is there twice."})
    assert made.status_code == 201
    assert api(sam).post(f"/approvals/{made.json()['id']}/decision", {"answer": "grant"}).status_code == 200
    assert browse(joe).post(f"/articles/{one.pk}/retirement", {"comment": "Twice."}).status_code == 302
