import pytest

from supportdesk.accounts import hotkeys
from supportdesk.accounts.hotkeys import COMMANDS, aria, fault, in_the_way, keys_of, shown, sound
from supportdesk.accounts.models import Person


def test_as_they_come_no_key_stands_in_the_way_of_another():
    keys = {one.name: one.keys for one in COMMANDS}
    assert [(name, in_the_way(keys, name, said)) for name, said in keys.items() if in_the_way(keys, name, said)] == []
    assert [said for said in keys.values() if fault(said)] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" g   q ", "g q"),
        ("Shift x", "X"),
        ("shift+x", "X"),
        ("Ctrl K", "Control+k"),
        ("Ctrl+k", "Control+k"),
        ("?", "?"),
    ],
)
def test_what_people_type_is_understood(typed, kept):
    assert sound(typed) == kept
    assert sound(" ".join(shown(kept))) == kept


@pytest.mark.parametrize("wrong", ["", "abc", "g q x", "ä", "Control+t", "F5", "Escape"])
def test_what_is_no_key_is_said(wrong):
    assert fault(wrong)


def test_a_key_that_begins_another_is_in_the_way():
    keys = keys_of(Person())
    assert in_the_way(keys, "reply", "g").name == "go-queue"
    assert in_the_way(keys, "reply", "j x").name == "down"
    assert in_the_way(keys, "reply", "r") is None


def test_a_screen_reader_is_told_the_names_of_keys():
    assert [aria(keys) for keys in ("x", "X", "g q", "Control+k")] == ["x", "Shift+x", "g q", "Control+K"]


def test_a_command_is_two_strokes_at_most():
    assert {len(one.keys.split()) for one in COMMANDS} == {1, hotkeys.MOST_STROKES}
