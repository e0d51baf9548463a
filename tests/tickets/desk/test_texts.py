import pytest

from tickets.desk import texts
from tickets.desk.actions.reply import reply
from tickets.desk.models import Text
from tickets.desk.queries import search


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Printer\r\nBcc: all@example.org ", "Printer Bcc: all@example.org"), ("a\tb", "a b")],
)
def test_a_title_is_one_line(typed, kept):
    assert texts.one_line(typed) == kept


@pytest.mark.django_db
def test_a_very_long_text_is_kept_whole_and_found_by_its_beginning(ticket, by, rob, ann):
    body = "meteorology " + "x " * (texts.LONGEST // 2) + "volcanology"
    message = reply(ticket, by=by(rob), body=body)
    message.refresh_from_db()
    assert message.body == body
    assert search.by_words(ann, "meteorology") == [ticket.pk]
    assert search.by_words(ann, "volcanology") == []


@pytest.mark.django_db
def test_each_thing_said_is_one_row_of_text(ticket, by, ann):
    before = Text.objects.filter(ticket=ticket).count()
    reply(ticket, by=by(ann), body="I look at it.")
    assert Text.objects.filter(ticket=ticket).count() == before + 1
