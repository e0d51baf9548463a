"""The help centre: for anybody, without an account or a script, and never with a word of the desk's."""

import re

import pytest
from django.test import Client

from kb.articles.actions.revise import revise
from kb.articles.models import Copy, Feedback, Flag, Miss
from supportdesk.accounts.models import Organisation
from tests.kb.articles.conftest import SECRET, TEXTS

pytestmark = pytest.mark.django_db
MARK = "red safe"
ISSUE = {"symptom": "It beeps.", "versions": "5.1", "workaround": "Unplug it.", "side_effects": "None."}


@pytest.fixture
def anybody():
    return Client()


def ways(one):
    """Every door through which somebody outside could ask for an article."""
    return [
        "/help/",
        f"/help/?category={one.category_id}",
        "/help/search?q=firewall+password",
        "/help/search?q=tunnel",
        "/help/known-issues",
        "/help/feed.atom",
        "/help/articles.json",
        f"/help/articles/{one.pk}",
        f"/help/articles/{one.pk}?version=draft",
        f"/help/articles/{one.pk}/feedback",
    ]


REST = ["/help/articles", "/help/articles/{pk}", "/help/search?q=firewall+password", "/help/search?q=tunnel"]
DESK = ["/articles", "/articles/{pk}", "/articles/{pk}/revisions", "/article-search?q=firewall", "/article-tasks"]


@pytest.fixture
def worked_on(public, by, ann):
    """The public guide, with a newer draft that says the secret again."""
    texts = {"checks": f":::internal\n{SECRET}\n:::\nLook."}
    return revise(public, by=by(ann), seen=public.version, texts=texts, keywords=["saferoom"])


def test_kb_02_an_internal_passage_is_nowhere_outside(worked_on, anybody, browse, api, said, rob, sue):
    """KB-02: page, search, suggestion, REST, feed, export and what caches may keep: the passage is absent."""
    for reader in (anybody, browse(rob), browse(sue)):
        for path in ways(worked_on):
            answer = reader.get(path)
            assert answer.status_code == 200, path
            assert MARK not in f"{said(answer)} {answer.headers}", path
    for person in (rob, sue):
        for path in REST:
            answer = api(person).get(path.format(pk=worked_on.pk))
            assert answer.status_code == 200, path
            assert MARK not in said(answer), path
        for path in DESK:
            assert api(person).get(path.format(pk=worked_on.pk)).status_code == 404, path
        for text in (MARK, "firewall password", "saferoom"):
            assert api(person).post("/article-suggestions", {"text": text}).json()["results"] == []
        assert MARK not in said(browse(person).post("/help/suggestions", {"title": "The tunnel drops", "body": MARK}))
    assert api(rob).get("/help/search", {"q": "red safe"}).json()["results"] == []
    outside = Copy.objects.filter(shelf="outside").values("document", "names", "sections", "summary", "title")
    assert "safe" not in str(list(outside))


def test_the_desk_meets_the_passage_everywhere(worked_on, browse, api, said, ann):
    """Or the test before would prove nothing."""
    for path in (f"/articles/{worked_on.pk}", "/articles/?q=firewall+password"):
        assert MARK in said(browse(ann).get(path))
    assert MARK in said(api(ann).get(f"/articles/{worked_on.pk}"))
    assert api(ann).get("/article-search", {"q": "red safe"}).json()["results"]


def test_what_holds_no_word_finds_nothing(worked_on, browse, api, said, ann):
    """R-30: a fault of ours once, by page and REST."""
    told = api(ann).get("/article-search", {"q": "'-'"})
    assert (told.status_code, told.json()["results"]) == (200, [])
    assert set(map(str, told.json()["facets"].values())) == {"{}"}
    assert browse(ann).get("/articles/?q=%27-%27").status_code == 200


def test_an_internal_article_does_not_exist_outside(published, anybody, api, rob):
    one = published(title="How we restart the core")
    assert anybody.get(f"/help/articles/{one.pk}").status_code == 404
    assert api(rob).get(f"/help/articles/{one.pk}").status_code == 404
    assert "core" not in anybody.get("/help/feed.atom").content.decode()
    assert api(rob).get("/help/search", {"q": "restart"}).json()["results"] == []


def test_an_article_for_one_organisation_is_read_by_its_people_alone(published, anybody, browse, api, acme, rob, sue):
    """KB-02: per organisation."""
    one = published(audience="organisation", organisation=acme)
    assert browse(rob).get(f"/help/articles/{one.pk}").status_code == 200
    assert api(rob).get(f"/help/articles/{one.pk}").status_code == 200
    for stranger in (anybody, browse(sue)):
        assert stranger.get(f"/help/articles/{one.pk}").status_code == 404
        assert one.title not in stranger.get("/help/feed.atom").content.decode()
    assert api(sue).get("/help/articles").json()["results"] == []


def test_an_article_for_a_tier_is_read_by_its_customers_alone(published, browse, acme, rob, sue):
    acme.tier = Organisation.Tier.GOLD
    acme.save()
    one = published(audience="tier", tier="gold")
    assert browse(rob).get(f"/help/articles/{one.pk}").status_code == 200
    assert browse(sue).get(f"/help/articles/{one.pk}").status_code == 404


def test_what_is_kept_by_caches_is_nobodys_in_particular(public, anybody, browse, rob):
    page = anybody.get(f"/help/articles/{public.pk}")
    assert page["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in page["Vary"]
    assert not page.cookies
    assert browse(rob).get(f"/help/articles/{public.pk}")["Cache-Control"] == "private, no-store"


def test_it_needs_no_script_and_is_escaped(published, anybody, said):
    texts = TEXTS | {"checks": "<script>alert(1)</script> [x](javascript:alert(1)) **bold**"}
    one = published(audience="public", title="<b>Bold</b>", texts=texts)
    html = said(anybody.get(f"/help/articles/{one.pk}"))
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<strong>bold</strong>" in html
    assert 'action="/help/search"' in said(anybody.get("/help/"))


def test_kb_09_a_reader_says_that_it_did_not_help(public, anybody, browse, said, rob, ann, api):
    """KB-09: once for each reader; with words it is a task for the owner, and the desk sees that it is under review."""
    address = f"/help/articles/{public.pk}/feedback"
    assert 'value="no" checked' in said(anybody.get(f"{address}?helpful=no"))
    assert browse(rob).post(address, {"helpful": "no", "comment": "Step 2 is missing."}).status_code == 302
    assert browse(rob).post(address, {"helpful": "no", "comment": "Step 2 is missing!"}).status_code == 302
    assert anybody.post(address, {"helpful": "yes"}).status_code == 302
    assert anybody.post(address, {"helpful": "yes"}).status_code == 302
    assert sorted(Feedback.objects.values_list("helpful", flat=True)) == [False, True]
    (task,) = Flag.objects.all()
    assert (task.owner, task.by_reader, task.raised_by) == (ann, True, None)
    page = said(browse(ann).get(f"/articles/{public.pk}"))
    assert "Under review" in page
    assert "1 helped, 1 not" in page
    assert "Rob" not in re.sub(r"\s+", " ", page).partition("article-side")[2]
    assert api(rob).post(f"/help/articles/{public.pk}/feedback", {"helpful": True}).status_code == 204


def test_kb_20_a_fixed_issue_changes_state_and_date_for_everybody(published, browse, anybody, said, by, ann):
    """KB-20: its fix is deployed: the public entry changes state and date, and nobody has to review it again."""
    one = published(kind="known_issue", texts=ISSUE, audience="public", error_codes=["E42"], title="It beeps")
    before = said(anybody.get("/help/known-issues"))
    assert before.index("It beeps") < before.index("Settled")
    assert browse(ann).post(f"/articles/{one.pk}/issue", {"status": "fixed", "fixed_in": ""}).status_code == 422
    was = one.issue_status_at
    assert browse(ann).post(f"/articles/{one.pk}/issue", {"status": "fixed", "fixed_in": "5.2"}).status_code == 302
    after = said(anybody.get("/help/known-issues"))
    assert after.index("It beeps") > after.index("Settled")
    assert "Fixed</span> in <bdi>5.2</bdi>" in after
    assert "Fixed" in said(anybody.get(f"/help/articles/{one.pk}"))
    assert "Fixed in <bdi>5.2" in said(browse(ann).get("/articles/known-issues"))
    one.refresh_from_db()
    assert one.issue_status_at > was
    assert one.state == "published"


def test_kb_23_an_old_link_leads_to_what_took_its_place(published, anybody, browse, said, by, ann, sam):
    """KB-23: A is merged into B: an old link to A shows B, with a notice; A's codes find B."""
    a = published(audience="public", title="Old words", error_codes=["E77"])
    b = published(audience="public", title="New words")
    inside = published(title="For us")
    refused = browse(sam).post(f"/articles/{a.pk}/retirement", {"into": f"KB-{inside.pk}", "comment": "Same."})
    assert refused.status_code == 422
    assert f"Not everybody who reads KB-{a.pk} may read KB-{inside.pk}" in said(refused)
    itself = browse(sam).post(f"/articles/{a.pk}/retirement", {"into": f"KB-{a.pk}", "comment": "Same."})
    assert (itself.status_code, "merged into itself" in said(itself)) == (422, True)
    assert (
        browse(sam).post(f"/articles/{a.pk}/retirement", {"into": f"KB-{b.pk}", "comment": "Same."}).status_code == 302
    )
    page = anybody.get(f"/help/articles/{a.pk}", follow=True)
    assert page.redirect_chain[0][0].startswith(f"/help/articles/{b.pk}")
    assert "has become part of this one" in said(page)
    assert "New words" in said(anybody.get("/help/search?q=E77"))
    desk = browse(ann).get(f"/articles/{a.pk}", follow=True)
    assert f"KB-{a.pk} was merged into KB-{b.pk}" in said(desk)


def test_kb_12_an_error_code_is_the_first_suggestion(published, browse, said, rob, api):
    """KB-12, COM-16: E42 is typed into a requester's form: its article comes first, for another spelling too."""
    published(audience="public", title="Printer prints strange letters on paper")
    published(audience="public", title="Toner", error_codes=["E42"])
    shown = said(browse(rob).post("/help/suggestions", {"title": "Printer prints strange letters: E-42", "body": ""}))
    assert shown.index(">Toner<") < shown.index("strange letters")
    first, *_ = api(rob).post("/article-suggestions", {"text": "the printer says e 42"}).json()["results"]
    assert (first["title"], first["error_code"]) == ("Toner", True)
    assert 'hx-post="/help/suggestions"' in said(browse(rob).get("/tickets/new?type=incident"))


def test_words_that_mean_the_same_find_the_same(published, browse, anybody, said, olga, ann):
    """KB-12: synonyms are kept by those who keep the structure."""
    published(audience="public", title="The tunnel drops")
    assert "Nothing found" in said(anybody.get("/help/search?q=remote-access"))
    assert browse(ann).post("/articles/synonyms/", {"words": "tunnel, remote access"}).status_code == 403
    assert browse(olga).post("/articles/synonyms/", {"words": "tunnel, homeoffice"}).status_code == 302
    assert "The tunnel drops" in said(anybody.get("/help/search?q=homeoffice"))


def test_what_is_not_found_is_counted_without_names(anybody, browse, rob):
    for _ in range(3):
        anybody.get("/help/search?q=Fax+machine")
    browse(rob).get("/help/search?q=fax+machine")
    browse(rob).get("/help/search?q=mail+for+rob@example.org")
    assert list(Miss.objects.order_by("-count").values_list("term", "count", "outside")) == [
        ("fax machine", 4, True),
        ("mail for [e-mail address]", 1, True),
    ]


def test_a_number_that_is_none_is_not_asked_for(anybody):
    for path in ("/help/?category=x", "/help/?category=999", "/help/search?q=", "/help/search?q=-"):
        assert anybody.get(path).status_code == 200
    assert anybody.get("/help/articles/999999").status_code == 404


def test_the_help_centre_asks_few_questions(published, anybody, django_assert_max_num_queries):
    for number in range(8):
        one = published(audience="public", title=f"Guide {number}")
    for path in ("/help/", "/help/search?q=guide", f"/help/articles/{one.pk}", "/help/known-issues", "/help/feed.atom"):
        with django_assert_max_num_queries(6):
            assert anybody.get(path).status_code == 200


def test_no_secret_goes_out(drafted, anybody, browse, said, max, ann):
    """SEC-02 in articles: a private key is refused in any; a token that somebody overlooked is taken out."""
    key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----"
    form = {"title": "Keys", "audience": "public", "section_question": "Which?", "section_short_answer": key}
    refused = browse(ann).post("/articles/new?kind=faq", form)
    assert refused.status_code == 422
    assert "private key" in said(refused)
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    one = drafted(audience="public", texts=TEXTS | {"checks": f"Send {token} along."})
    assert browse(max).post(f"/articles/{one.pk}/moves", {"move": "publish"}).status_code == 302
    html = said(anybody.get(f"/help/articles/{one.pk}"))
    assert token not in html
    assert "[token]" in html
