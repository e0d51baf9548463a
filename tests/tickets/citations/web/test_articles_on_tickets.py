"""Articles beside a ticket in the browser: suggested, cited, sent, and written from it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.articles.models import Article
from supportdesk.events import relay
from tickets.citations.models import Citation
from tickets.desk.actions.hold import hold
from tickets.desk.actions.note import note
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db


def relays():
    for lane in ("people", "figures"):
        while relay.run(lane):
            pass


def counts(article):
    article.refresh_from_db()
    return article.uses, article.solved, article.reopened


def test_kb_07_an_article_sent_in_a_reply_counts_the_ticket_once(public, owned, browse, said, by, ann, told):
    """KB-07: sent in a reply, then said to have solved it: the ticket counts once; taken out, it does not."""
    hold(owned, by=by(ann), body=f"Please read /help/articles/{public.pk}")
    relays()
    assert counts(public) == (0, 0, 0)
    reply(owned, by=by(ann), body=f"Please read http://desk.test/help/articles/{public.pk} (KB-{public.pk}).")
    relays()
    assert counts(public) == (1, 0, 0)
    assert Citation.objects.get().role == "sent"
    address = f"/tickets/{owned.pk}/articles"
    assert browse(ann).post(address, {"article": public.pk, "role": "solved"}).status_code == 302
    assert browse(ann).post(address, {"article": public.pk, "role": "solved"}).status_code == 302
    assert counts(public) == (1, 1, 0)
    assert told(owned)[-2:] == ["ticket.article_cited", "ticket.article_cited"]
    page = said(browse(ann).get(f"/tickets/{owned.pk}/rooms"))
    assert "Sent to the requester" in page
    assert "Solved it" in page
    assert f"T-{owned.pk}" in said(browse(ann).get(f"/articles/{public.pk}"))
    for citation in Citation.objects.all():
        assert browse(ann).post(f"{address}/{citation.pk}/remove").status_code == 302
    assert counts(public) == (0, 0, 0)


def test_an_internal_article_named_in_a_reply_was_not_sent(published, owned, by, ann):
    one = published()
    reply(owned, by=by(ann), body=f"See KB-{one.pk} and KB-999999999.")
    relays()
    assert not Citation.objects.exists()


def test_what_came_back_counts_against_it(published, owned, browse, by, ann, resolution):
    one = published()
    browse(ann).post(f"/tickets/{owned.pk}/articles", {"article": f"KB-{one.pk}", "role": "solved"})
    owned.refresh_from_db()
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    reopen(owned, by=by(ann), reason="not_fixed")
    relays()
    assert counts(one) == (1, 1, 1)


def test_kb_08_a_draft_from_a_ticket_holds_no_address(owned, browse, said, by, ann, resolution):
    """KB-08: an address in a note, a name in the resolution: both are taken out of the draft."""
    note(owned, by=by(ann), body="rob@example.org called, Rob is at +49 30 901820. :::")
    owned.refresh_from_db()
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    begun = browse(ann).post(f"/tickets/{owned.pk}/articles/draft", {"kind": "troubleshooting"})
    assert begun.status_code == 302
    one = Article.objects.get()
    words = str(one.working.sections)
    for gone in ("rob@example.org", "Rob", "901820"):
        assert gone not in words
    assert "[e-mail address] called, [person] is at [phone number]" in words
    assert [piece for section in one.working.outward for piece in section["text"].split() if "called" in piece] == []


def test_t_54_make_article_keeps_symptom_cause_resolution_and_the_way_back(resolved, browse, said, ann):
    """T-54: a resolved ticket becomes a draft with symptom, cause and resolution; each leads to the other."""
    begun = browse(ann).post(f"/tickets/{resolved.pk}/articles/draft")
    one = Article.objects.get()
    assert begun["Location"] == f"/articles/{one.pk}/edit"
    texts = one.working.texts
    assert "Printer on floor 3 is dead" in texts["symptoms"]
    assert texts["cause"] == "Certificate not renewed"
    assert texts["resolution"].startswith("Renewed the certificate")
    assert f"T-{resolved.pk}" in texts["related"]
    assert (one.category, one.owner) == (resolved.category, ann)
    assert f"/articles/{one.pk}" in said(browse(ann).get(f"/tickets/{resolved.pk}/rooms"))
    assert f"/tickets/{resolved.pk}" in said(browse(ann).get(f"/articles/{one.pk}"))


def test_a_restricted_ticket_becomes_no_article(owned, browse, said, by, ann):
    restrict(owned, by=by(ann), kind="security", reason="A leak.", people=[ann])
    refused = browse(ann).post(f"/tickets/{owned.pk}/articles/draft")
    assert refused.status_code == 409
    assert not Article.objects.exists()


def test_kb_12_an_error_code_in_a_reply_is_suggested_first(published, owned, browse, said, ann):
    """KB-12: while a reply is typed its error code's article comes first; what stands there already does not."""
    published(title="Printer on a floor is dead")
    coded = published(title="Toner", error_codes=["E42"])
    address = f"/tickets/{owned.pk}/articles/suggestions"
    html = said(browse(ann).post(address, {"body": "It says E-42 now"}))
    assert html.index(">Toner<") < html.index("Printer on a floor is dead")
    browse(ann).post(f"/tickets/{owned.pk}/articles", {"article": coded.pk, "role": "consulted"})
    assert ">Toner<" not in said(browse(ann).post(address, {"body": "It says E-42 now"}))


def test_kb_19_what_was_looked_for_forty_times_in_vain(opened, resolved, browse, said, ann, client, printing, api):
    """KB-19: 40 searches for a term without a hit: the term is listed with 40; so are bare categories."""
    for _ in range(40):
        client.get("/help/search", {"q": "fax machine"})
    html = said(browse(ann).get("/articles/gaps"))
    assert "<bdi>fax machine</bdi></th><td>40</td>" in html
    assert "Solved without an article: 1 of 1" in html
    gaps = api(ann).get("/reports/article-gaps").json()
    assert gaps["categories"] == [{"name": "Printing", "count": 1}]
    assert (gaps["unaided"], gaps["over"]) == (1, 1)


def test_outside_there_is_nothing_of_it(public, owned, browse, rob, sue):
    for person in (rob, sue):
        for path in (f"/tickets/{owned.pk}/articles", "/articles/gaps", f"/tickets/{owned.pk}/rooms"):
            assert browse(person).get(path).status_code == 404


def test_the_room_costs_two_statements_however_many_stand_there(published, owned, browse, ann):
    signed_in = browse(ann)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert signed_in.get(f"/tickets/{owned.pk}/rooms").status_code == 200
        return len(seen)

    signed_in.post(f"/tickets/{owned.pk}/articles", {"article": published(title="One").pk, "role": "consulted"})
    before = asked()
    for number in range(4):
        one = published(title=f"Printer guide {number}")
        signed_in.post(f"/tickets/{owned.pk}/articles", {"article": one.pk, "role": "consulted"})
    assert asked() == before
