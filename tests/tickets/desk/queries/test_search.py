import pytest

from tests.factories import QueueFactory, TeamFactory
from tickets.desk.actions.identify import identify
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.queries import search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["T-{}", "t{}", " t-{} ", "T{}"])
def test_a_reference_in_any_form(form, ticket, ann):
    assert search.by_reference(ann, form.format(ticket.pk)) == ticket


@pytest.mark.parametrize("text", ["printer", "T-", "T-12x", "T-" + "9" * 19, ""])
def test_what_is_no_reference(text, ticket, ann):
    assert search.by_reference(ann, text) is None


def test_a_stranger_finds_nothing_by_any_way(ticket, by, ann, sue):
    identify(ticket, by=by(ann), kind="trace", value="4bf92f")
    assert search.by_reference(sue, ticket.reference) is None
    assert not search.by_identifier(sue, "4bf92f").exists()
    assert search.by_words(sue, "printer") == []


def test_words_of_title_message_and_note(ticket, by, ann, rob):
    reply(ticket, by=by(rob), body="It smells of burnt plastic.")
    note(ticket, by=by(ann), body="Capacitor of the power supply.")
    assert [search.by_words(ann, words) for words in ("printers", "smelling", "capacitors")] == [[ticket.pk]] * 3
    assert search.by_words(ann, "scanner") == []


def test_the_requester_does_not_find_by_internal_words(ticket, by, ann, rob, rita):
    """T-13: nothing internal is found by those who may not read it."""
    note(ticket, by=by(ann), body="Capacitor of the power supply.")
    assert search.by_words(rob, "capacitor") == search.by_words(rita, "capacitor") == []
    assert search.by_words(rob, "printer") == [ticket.pk]


def test_the_latest_first_and_each_once(opened, by, ann):
    one, other = opened(), opened()
    reply(one, by=by(ann), body="The printer again.")
    assert search.by_words(ann, "printer") == [one.pk, other.pk]
    assert search.by_words(ann, "printer", limit=1) == [one.pk]


def test_phrases_and_exclusions(opened, ann):
    red, green = opened(body="It blinks red twice."), opened(body="It blinks green.")
    assert search.by_words(ann, '"blinks red"') == [red.pk]
    assert search.by_words(ann, "blinks -red") == [green.pk]


@pytest.mark.parametrize("odd", ["", "   ", "'", '"', "&|!", "a:*", "\\", "%_"])
def test_odd_words_find_nothing_and_break_nothing(odd, ticket, ann):
    assert search.by_words(ann, odd) == []


def test_staff_find_only_what_they_may_see(opened, erin):
    opened(queue=QueueFactory(key="payroll", team=TeamFactory(name="Payroll")))
    assert search.by_words(erin, "printer") == []
