"""Writing an article in the browser: its kind, its sections, the way through review, and its versions."""

import pytest

from kb.articles.actions.revise import revise
from kb.articles.models import Article, Copy
from kb.articles.shapes import SECTIONS, ArticleKind
from supportdesk.accounts.models import Role
from tests.factories import PersonFactory
from tests.kb.articles.conftest import INSIDE, SECRET, TEXTS

pytestmark = pytest.mark.django_db


def form(**more):
    given = {"title": "VPN drops", "audience": "internal"} | {f"section_{key}": text for key, text in TEXTS.items()}
    return given | more


@pytest.mark.parametrize("kind", list(ArticleKind))
def test_kb_01_the_editor_opens_with_the_sections_of_the_kind(kind, browse, said, joe):
    """KB-01: a kind is chosen, and that kind's sections are there."""
    html = said(browse(joe).get("/articles/new", {"kind": kind}))
    assert [section.title for section in SECTIONS[kind] if f">{section.title}" not in html] == []


def test_kb_03_publishing_is_refused_naming_the_section(drafted, browse, said, ann):
    """KB-03: a troubleshooting article without prevention is not published, and the section is named."""
    one = drafted(texts=TEXTS | {"prevention": ""})
    refused = browse(ann).post(f"/articles/{one.pk}/moves", {"move": "publish"})
    assert refused.status_code == 422
    assert "“Prevention”" in said(refused)
    one.refresh_from_db()
    assert (one.state, one.live) == ("draft", None)


def test_kb_04_only_holders_of_the_right_approve(browse, said, joe, ann, sam, tess, vpn, by, recorded):
    """KB-04: Joe's draft is submitted; who may not publish such a thing may not approve it."""
    joes = browse(joe)
    joes.post("/articles/new?kind=troubleshooting", form())
    one = Article.objects.get()
    joes.post(f"/articles/{one.pk}/filing", {"category": vpn.pk, "owner": joe.pk, "seen": 1})
    assert joes.post(f"/articles/{one.pk}/moves", {"move": "publish"}).status_code == 409
    recorded()
    assert joes.post(f"/articles/{one.pk}/moves", {"move": "submit", "comment": "Ready?"}).status_code == 302
    for person in (joe, ann):
        assert browse(person).post(f"/articles/{one.pk}/review", {"answer": "approve"}).status_code == 403
        assert "Approve</button>" not in said(browse(person).get(f"/articles/{one.pk}"))
    assert browse(sam).post(f"/articles/{one.pk}/review", {"answer": "return", "comment": ""}).status_code == 422
    assert "Approve</button>" in said(browse(sam).get(f"/articles/{one.pk}"))
    assert browse(sam).post(f"/articles/{one.pk}/review", {"answer": "approve", "comment": "Good."}).status_code == 302
    assert joes.post(f"/articles/{one.pk}/moves", {"move": "publish"}).status_code == 302
    told = [(event.kind, event.actor_name, event.words.get("comment")) for event in recorded()]
    assert told == [
        ("article.submitted", "Joe", "Ready?"),
        ("article.approved", "Sam", "Good."),
        ("article.published", "Joe", ""),
    ]


def test_a_security_topic_needs_two_and_neither_wrote_it(drafted, browse, said, ann, max, sam, by):
    """KB-05: a public article on security is not published alone; manager and security officer look at it in turn."""
    sol = PersonFactory(name="Sol", roles=[Role.SO])
    one = drafted(topic="security", audience="public")
    for alone in (ann, sam):
        refused = browse(alone).post(f"/articles/{one.pk}/moves", {"move": "publish"})
        assert refused.status_code == 409
        assert "Submit it for review" in said(refused)
    browse(ann).post(f"/articles/{one.pk}/moves", {"move": "submit"})
    assert browse(sol).post(f"/articles/{one.pk}/review", {"answer": "approve"}).status_code == 403
    assert browse(max).post(f"/articles/{one.pk}/review", {"answer": "approve"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "in_review"
    assert browse(sol).post(f"/articles/{one.pk}/review", {"answer": "approve"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "approved"


def test_kb_06_restoring_writes_a_new_version_and_keeps_all(drafted, browse, said, ann, by):
    """KB-06: version 1 is restored: version 4 equals 1, and 2 and 3 are still there, word by word."""
    one = drafted()
    for text in ("Set it to 60 seconds.", "Set it to 90 seconds."):
        one = revise(one, by=by(ann), seen=one.version, texts={"resolution": text})
    html = said(browse(ann).get(f"/articles/{one.pk}/versions"))
    assert "<del>60</del><ins>90</ins>" in html
    back = browse(ann).post(f"/articles/{one.pk}/versions/1/restore", {"seen": one.version})
    assert back.status_code == 302
    one.refresh_from_db()
    first, fourth = one.revisions.get(number=1), one.revisions.get(number=4)
    assert (fourth.sections, fourth.title, fourth.restores) == (first.sections, first.title, 1)
    assert sorted(one.revisions.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert browse(ann).post(f"/articles/{one.pk}/versions/2/restore", {"seen": 1}).status_code == 412


def test_the_live_one_stays_up_while_the_next_is_worked_on(public, browse, said, ann):
    page = browse(ann).get(f"/articles/{public.pk}/edit")
    assert SECRET in said(page)
    sent = form(section_resolution="Buy a new router.", audience="public", seen=public.version)
    assert browse(ann).post(f"/articles/{public.pk}/edit", sent).status_code == 302
    assert "Restart the client." in said(browse(ann).get(f"/articles/{public.pk}"))
    assert "Buy a new router." in said(browse(ann).get(f"/articles/{public.pk}?version=draft"))
    outside = Copy.objects.get(article=public, shelf="outside")
    assert "Buy a new router." not in str(outside.sections)
    assert "Restart the client." in str(outside.sections)


def test_a_preview_saves_nothing(browse, said, ann):
    shown = browse(ann).post(
        "/articles/new?kind=troubleshooting", form(section_checks="**bold** <b>raw</b>", preview="1")
    )
    assert "<strong>bold</strong> &lt;b&gt;raw&lt;/b&gt;" in said(shown)
    assert not Article.objects.exists()


def test_an_unclosed_passage_is_refused_and_nothing_is_lost(browse, said, ann):
    sent = browse(ann).post("/articles/new?kind=troubleshooting", form(section_checks=":::internal\nsecret"))
    assert sent.status_code == 422
    assert "begins with the line :::internal" in said(sent)
    assert ":::internal\nsecret" in said(sent).replace("\r", "")
    assert not Article.objects.exists()


def test_requesters_have_no_library(public, browse, rob):
    for path in ("/articles/", f"/articles/{public.pk}", "/articles/new", f"/articles/{public.pk}/versions"):
        assert browse(rob).get(path).status_code == 404


def test_the_library_asks_the_same_few_questions_however_much_stands_in_it(
    drafted, browse, ann, django_assert_max_num_queries
):
    signed_in = browse(ann)
    for number in range(12):
        drafted(title=f"Guide {number}")
    with django_assert_max_num_queries(12):
        assert signed_in.get("/articles/").status_code == 200
    with django_assert_max_num_queries(12):
        assert signed_in.get("/articles/", {"q": "guide"}).status_code == 200
    with django_assert_max_num_queries(12):
        assert signed_in.get(f"/articles/{Article.objects.first().pk}").status_code == 200


def test_a_search_finds_codes_first_and_narrows(published, browse, said, ann):
    published(title="Keepalive and E42", texts=TEXTS | {"checks": "E42 E42 E42 mentioned often"})
    published(title="Something else", error_codes=["E-42"])
    html = said(browse(ann).get("/articles/", {"q": "e42"}))
    assert html.index("Something else") < html.index("Keepalive and E42")
    assert "Troubleshooting guide" in html
    assert INSIDE not in html
