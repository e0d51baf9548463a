import pytest

from supportdesk.accounts.actions.bind_key import bind_key, reset_keys
from supportdesk.accounts.hotkeys import keys_of
from supportdesk.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_ann_replies_with_another_key(ann, by, recorded):
    bind_key(ann, by=by(ann), command="reply", keys="Shift R")
    ann.refresh_from_db()
    assert keys_of(ann)["reply"] == "R"
    (event,) = recorded()
    assert (event.kind, event.words["changes"]) == ("person.keys_changed", {"reply": ["r", "R"]})


def test_a_taken_key_is_refused_in_words_until_it_is_freed(ann, by):
    with pytest.raises(Refused, match="“j” is taken: Next in the list"):
        bind_key(ann, by=by(ann), command="reply", keys="j")
    bind_key(ann, by=by(ann), command="down", keys="")
    bind_key(ann, by=by(ann), command="reply", keys="j")
    assert (keys_of(ann)["down"], keys_of(ann)["reply"]) == ("", "j")


def test_the_key_as_it_comes_is_no_own_key(ann, by, recorded):
    bind_key(ann, by=by(ann), command="reply", keys="r")
    assert (ann.own_keys, recorded()) == ({}, [])


def test_all_as_they_come(ann, by, recorded):
    bind_key(ann, by=by(ann), command="reply", keys="w")
    reset_keys(ann, by=by(ann))
    assert keys_of(ann)["reply"] == "r"
    assert [event.kind for event in recorded()] == ["person.keys_changed"] * 2


@pytest.mark.parametrize(("command", "keys", "field"), [("dance", "x", "command"), ("reply", "Ctrl T", "keys")])
def test_nonsense_is_refused_by_field(ann, by, command, keys, field):
    with pytest.raises(Refused) as refused:
        bind_key(ann, by=by(ann), command=command, keys=keys)
    assert refused.value.field == field


def test_nobody_gives_keys_to_another(ann, olga, by):
    for act in (lambda: bind_key(ann, by=by(olga), command="reply", keys="w"), lambda: reset_keys(ann, by=by(olga))):
        with pytest.raises(NotAllowed):
            act()
