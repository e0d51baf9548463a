"""An article that cannot wait for a look, because of an incident: out at once, looked at within a day."""

from datetime import timedelta

import pytest

from incidents.response.actions.walls import restrict_incident
from kb.articles.actions.draft import draft
from kb.articles.actions.mark import overlooked
from kb.articles.actions.publish import publish
from kb.articles.actions.revise import revise
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import CategoryFactory, PersonFactory

pytestmark = pytest.mark.django_db
TEXTS = {"question": "Nothing prints. What now?", "short_answer": "Save it as PDF; it prints tomorrow."}
WHY = "Two hundred people ask."


@pytest.fixture
def sofia(db):
    return PersonFactory(name="Sofia", roles=[Role.SO])


@pytest.fixture
def way_round(by, joe):
    """Joe's public answer about an outage: a sensitive topic, which Sam may not publish alone."""
    about = {"category": CategoryFactory(key="printing"), "audience": "public", "topic": "availability"}
    return draft("faq", by=by(joe), title="Nothing prints", texts=TEXTS, **about)


@pytest.fixture
def out(declared, way_round, browse, sam):
    given = {"article": f"kb-{way_round.pk}", "why": WHY}
    assert browse(sam).post(f"/incidents/{declared.pk}/publication", given).status_code == 302
    way_round.refresh_from_db()
    return way_round


def test_it_is_out_at_once_and_owed_a_look(declared, out, browse, rob, sam, said, recorded, heard):
    """KB-05: during an incident, by a senior, whatever its topic; the look of those whom the matrix names follows."""
    assert "it prints tomorrow" in said(browse(rob).get(f"/help/articles/{out.pk}"))
    look = out.reviews.get()
    assert (look.steps, look.answer, look.asked_by) == ([["ER"], ["SO"]], "asked", sam)
    assert look.due_at - look.asked_at == timedelta(hours=24)
    assert heard(out)[-1] == "article.published"
    assert heard(declared)[-1] == "incident.article_published"
    assert WHY in said(browse(sam).get(f"/incidents/{declared.pk}"))
    assert "Went out in an emergency" in said(browse(sam).get(f"/articles/{out.pk}"))
    assert "Publish one at once" in said(browse(sam).get(f"/incidents/{declared.pk}/runbooks"))


def test_those_whose_word_it_needs_say_yes_afterwards_and_nobody_else(out, browse, sam, joe, erin, sofia, said):
    """KB-05: in their order; neither who wrote it nor who let it out."""
    for person in (sam, joe, sofia):
        assert browse(person).post(f"/articles/{out.pk}/review", {"answer": "approve"}).status_code == 403
    for person in (erin, sofia):
        assert "live already" in said(browse(person).get("/articles/tasks"))
        assert browse(person).post(f"/articles/{out.pk}/review", {"answer": "approve"}).status_code == 302
    out.refresh_from_db()
    assert (out.state, out.live.outcome, out.reviews.get().answer) == ("published", "accepted", "approved")


def test_their_no_takes_it_down_and_what_was_live_before_is_live_again(
    declared, by, max, sofia, joe, erin, sam, browse, way_round, api
):
    """KB-05, KB-06: over REST too; the refused words are a draft, and its readers read the ones before."""
    revise(way_round, by=by(joe), seen=way_round.version, topic="")
    publish(way_round, by=by(max))
    first = way_round.live
    revise(way_round, by=by(joe), seen=way_round.version, topic="availability", title="Print tomorrow")
    path = f"/incidents/{declared.pk}/publication"
    told = api(sam).post(path, {"article": way_round.pk, "why": WHY})
    assert (told.status_code, told.json()["roles"]) == (201, ["ER"])
    review = f"/articles/{way_round.pk}/reviews"
    assert api(erin).post(review, {"answer": "return"}).status_code == 422
    no = {"answer": "return", "comment": "It does not print tomorrow."}
    assert api(erin).post(review, no).json()["state"] == "draft"
    way_round.refresh_from_db()
    assert (way_round.live, way_round.working.outcome) == (first, "rejected")
    assert list(way_round.copies.filter(shelf="outside").values_list("title", flat=True)) == [first.title]


def test_after_a_day_without_a_look_it_is_in_doubt_and_they_hear_it(out, erin, sofia):
    """KB-11: once; it stays up, stands back, and their yes puts it right again."""
    relay.drain("people")
    assert Notification.objects.filter(person=erin, text__contains="in an emergency").count() == 1
    clockwork, due = system("clock"), out.reviews.get().due_at
    assert not overlooked(by=clockwork, now=due - timedelta(seconds=1))
    assert overlooked(by=clockwork, now=due)
    assert not overlooked(by=clockwork, now=due + timedelta(hours=1))
    out.refresh_from_db()
    assert (out.state, len(out.marks)) == ("needs_update", 1)
    assert out.live
    relay.drain("people")
    assert Notification.objects.filter(person=erin, text__contains="overdue").count() == 1


def test_the_next_words_that_were_looked_at_end_what_was_owed(out, by, max, joe):
    """KB-04: the look was about words that nobody reads any more."""
    revise(out, by=by(joe), seen=out.version, topic="", title="Print on floor 2")
    assert out.reviews.get().answer == "asked"
    publish(out, by=by(max))
    assert out.reviews.get().answer == "withdrawn"
    assert (out.state, out.live.title) == ("published", "Print on floor 2")


@pytest.mark.parametrize("case", ["junior", "nobody commands", "over", "walled", "drill", "security", "not whole"])
def test_it_is_refused_in_words_and_nothing_is_out(
    case, suspected, lead, declared, way_round, browse, by, joe, sam, ian, said
):
    """KB-05: only in an emergency, only what may go out, only by who may."""
    incident, person, status = declared, sam, 422
    if case == "junior":
        person, status = joe, 403
    if case == "nobody commands":
        incident, status = suspected(), 409
    if case == "over":
        incident, status = lead(declared, "verified"), 409
    if case == "walled":
        restrict_incident(declared, by=by(ian), kind="complaint", reason="w", people=[sam])
        status = 409
    if case == "drill":
        incident, status = lead(suspected(drill=True), "acknowledged"), 409
    if case == "security":
        revise(way_round, by=by(joe), seen=way_round.version, topic="security")
    if case == "not whole":
        revise(way_round, by=by(joe), seen=way_round.version, texts={"question": ""})
    given = {"article": str(way_round), "why": WHY}
    answer = browse(person).post(f"/incidents/{incident.pk}/publication", given)
    assert answer.status_code == status
    way_round.refresh_from_db()
    assert (way_round.state, way_round.live, way_round.reviews.count()) == ("draft", None, 0)
