"""The timeline: typed entries with two instants, facts and guesses, and nothing but addenda after the end."""

from datetime import timedelta

import pytest

from incidents.response.actions.enter import edit_entry, enter
from incidents.response.models import Incident
from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.models import Event

pytestmark = pytest.mark.django_db


def test_inc_05_added_late_it_sorts_by_when_it_happened_and_keeps_when_it_was_written(declared, by, ann):
    """INC-05."""
    ago = clock.now() - timedelta(minutes=20)
    late = enter(declared, by=by(ann), kind="report", text="Acme called at ten.", at=ago)
    assert declared.entries.first() == late
    assert late.late
    assert late.entered_at > late.at == ago
    assert (late.author, late.source, late.mark) == (ann, "browser", "fact")


def test_a_hypothesis_is_no_fact_and_is_not_said_outside(declared, by, ann):
    guess = enter(declared, by=by(ann), kind="hypothesis", text="The certificate, perhaps.")
    assert guess.mark == "hypothesis"
    for wrong in ({"mark": "fact"}, {"audience": "external"}):
        with pytest.raises(Refused) as refusal:
            enter(declared, by=by(ann), kind="hypothesis", text="The certificate.", **wrong)
        assert refusal.value.field == "mark"


@pytest.mark.parametrize(
    ("field", "wrong"), [("kind", "state"), ("kind", "alert"), ("text", " "), ("mark", "rumour"), ("audience", "press")]
)
def test_what_makes_no_sense_is_refused_at_its_field(declared, by, ann, field, wrong):
    said = {"kind": "observation", "text": "It blinks."} | {field: wrong}
    with pytest.raises(Refused) as refusal:
        enter(declared, by=by(ann), **said)
    assert refusal.value.field == field


def test_what_lies_ahead_has_not_happened(declared, by, ann):
    with pytest.raises(Refused, match="future") as refusal:
        enter(declared, by=by(ann), kind="observation", text="It prints.", at=clock.now() + timedelta(minutes=5))
    assert refusal.value.field == "at"


def test_the_own_words_are_put_right_and_the_log_keeps_what_they_were(declared, by, ann, sam):
    """C 40: only the own, before closing."""
    entry = enter(declared, by=by(ann), kind="observation", text="Floor 2 prints.")
    with pytest.raises(NotAllowed, match="own entry"):
        edit_entry(entry, by=by(sam), text="Floor 3 prints.")
    edit_entry(entry, by=by(ann), text="Floor 3 prints.")
    event = Event.objects.with_words().filter(kind="incident.entry_edited").get()
    assert event.words["changes"]["text"] == ["Floor 2 prints.", "Floor 3 prints."]


def test_what_happened_by_itself_is_nobodys_to_edit(declared, by, ian):
    with pytest.raises(WrongState, match="stays as it is"):
        edit_entry(declared.entries.filter(kind="role").get(), by=by(ian), text="Commander: nobody")


def test_inc_28_closed_it_takes_addenda_with_their_own_date_and_nothing_else(declared, by, ann, ada):
    """INC-28: an edit is refused and an addendum offered."""
    entry = enter(declared, by=by(ann), kind="observation", text="Floor 2 prints.")
    ended = {stamp: clock.now() for stamp in (
        "investigating_at", "diagnosed_at", "mitigated_at", "monitoring_at", "restored_at", "verified_at", "closed_at"
    )}  # fmt: skip
    Incident.objects.filter(pk=declared.pk).update(state="closed", **ended)
    for act in (lambda: edit_entry(entry, by=by(ann), text="Floor 3."),
                lambda: enter(declared, by=by(ann), kind="observation", text="Late.")):  # fmt: skip
        with pytest.raises(WrongState, match="addendum") as refusal:
            act()
        assert refusal.value.permitted == ("addendum",)
    with pytest.raises(Refused, match="date on which it is written"):
        enter(declared, by=by(ann), kind="addendum", text="It was the fuse.", at=clock.now() - timedelta(days=1))
    added = enter(declared, by=by(ann), kind="addendum", text="It was the fuse.")
    assert added.at == added.entered_at
    with pytest.raises(NotAllowed):
        enter(declared, by=by(ada), kind="addendum", text="Noted.")
