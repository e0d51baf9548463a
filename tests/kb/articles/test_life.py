"""The table of moves, and the words that stand: whatever is done in whatever order, no state is half done."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.articles import difference, shapes
from kb.articles.actions.draft import draft
from kb.articles.actions.retire import retire
from kb.articles.actions.review import approve, send_back
from kb.articles.actions.revise import revise
from kb.articles.models import Revision, State
from kb.articles.moving import MOVES, move
from kb.articles.workflow import open_to
from supportdesk.errors import Refused
from supportdesk.events.models import Event
from tests.kb.articles.conftest import TEXTS

pytestmark = pytest.mark.django_db
STEPS = [*MOVES, "revise", "approve", "return", "retire"]


def act(step, article, by, number):
    if step == "revise":
        return revise(article, by=by, seen=None, title=f"VPN {number}")
    if step == "approve":
        return approve(article, by=by)
    if step == "return":
        return send_back(article, by=by, comment="Shorter.")
    if step == "retire":
        return retire(article, by=by, comment="Old.")
    return move(article, by=by, name=step, comment="")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=9))
def test_every_walk_keeps_shelves_states_and_instants_together(steps, vpn, ann, max, by):
    with transaction.atomic():
        one = draft("troubleshooting", by=by(ann), title="VPN", texts=TEXTS, category=vpn, audience="public")
        for number, step in enumerate(steps):
            before, since, allowed = one.state, one.state_since, step in open_to(one)
            refused = attempt(step, one, by(max), number)
            one.refresh_from_db()
            assert refused or allowed
            assert one.state == before or (not refused and one.state_since > since)
            whole(one)
        transaction.set_rollback(True)


def attempt(step, article, by, number):
    """Whether it was refused."""
    try:
        with transaction.atomic():
            act(step, article, by, number)
    except Refused:
        return True
    return False


def whole(one):
    shelves = set(one.copies.values_list("shelf", flat=True))
    assert ("outside" in shelves) == (one.live is not None)
    assert ("draft" in shelves) == (one.state in (State.DRAFT, State.IN_REVIEW, State.APPROVED))
    assert (one.state == State.RETIRED) == (not shelves)
    assert one.reviews.filter(answer="asked").exists() == (one.state == State.IN_REVIEW)
    assert Event.objects.filter(subject="article", subject_id=one.pk).latest("pk").at >= one.state_since


def test_the_database_refuses_to_change_the_words_of_a_revision(public):
    for change in ({"title": "Other"}, {"sections": []}, {"audience": "internal"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Revision.objects.filter(article=public).update(**change)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_parts_put_together_are_both_texts(before, after):
    parts = difference.parts(before, after)
    assert "".join(part.text for part in parts if part.what != "new") == before
    assert "".join(part.text for part in parts if part.what != "gone") == after
    assert (difference.changed(before, after) == 0) or before != after


@pytest.mark.parametrize("kind", list(shapes.ArticleKind))
def test_every_kind_has_required_sections_with_names_of_their_own(kind):
    sections = shapes.SECTIONS[kind]
    assert any(section.required for section in sections)
    assert len({section.key for section in sections}) == len(sections)
    assert all(section.key.replace("_", "").isalnum() for section in sections)
