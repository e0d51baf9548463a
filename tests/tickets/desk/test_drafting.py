"""Two pages of one person on one ticket: no word is lost, whatever the order in which they save."""

from hypothesis import given
from hypothesis import strategies as st

from tickets.desk.drafting import MOST, Kept, given_back, pruned, saved, sent, together

WORDS = st.text(alphabet="abc \n", max_size=8)
PAGES = st.sampled_from(["one", "two", "three"])


def texts(kept):
    return [kept.body, *(text for _, text in kept.others.values())]


def holds(kept, text):
    return any(text.strip() in one for one in texts(kept))


@given(st.lists(st.tuples(PAGES, WORDS, st.booleans())))
def test_the_last_text_of_every_page_is_kept_somewhere(saves):
    """Each page saves in its own order; whether it has read the newest revision before is up to chance. A page that
    has read it replaces what it read; no other text ever goes."""
    kept, known, last, turns = Kept(), {}, {}, {}
    for page, text, reads in saves:
        if reads:
            known[page] = kept.revision
        if known.get(page, 0) == kept.revision:
            last.pop(kept.tab, None)
        turns[page] = turns.get(page, 0) + 1
        kept = saved(kept, body=text, tab=page, turn=turns[page], revision=known.get(page, 0))
        known[page], last[page] = kept.revision, text
        assert all(holds(kept, text) for text in last.values())


@given(WORDS, st.integers(1, 5), st.integers(0, 9))
def test_a_late_saving_of_the_same_page_changes_nothing(text, turn, revision):
    kept = saved(Kept(), body="the newer text", tab="one", turn=5, revision=0)
    assert saved(kept, body=text, tab="one", turn=turn, revision=revision) == kept


def test_a_late_saving_changes_nothing_either_when_another_page_came_between():
    kept = saved(Kept(), body="long and newer", tab="one", turn=5, revision=0)
    kept = saved(kept, body="quite another", tab="two", turn=1, revision=0)
    assert saved(kept, body="long", tab="one", turn=4, revision=1) == kept
    assert texts(kept) == ["quite another", "long and newer"]


def test_the_other_pages_text_stands_beside_the_newest():
    kept = saved(Kept(), body="Dear Rob", tab="one", turn=1, revision=0)
    kept = saved(kept, body="Hello", tab="two", turn=1, revision=0)
    assert (kept.body, kept.others) == ("Hello", {"one": [1, "Dear Rob"]})
    kept = saved(kept, body="Dear Rob, it is done", tab="one", turn=2, revision=1)
    assert (kept.body, kept.others) == ("Dear Rob, it is done", {"two": [1, "Hello"]})


def test_whoever_has_read_the_newest_goes_on_from_it():
    kept = saved(Kept(), body="Dear Rob", tab="one", turn=1, revision=0)
    kept = saved(kept, body="Dear Rob, hello", tab="two", turn=1, revision=kept.revision)
    assert (kept.body, kept.others) == ("Dear Rob, hello", {})


def test_what_stands_in_the_newest_text_is_kept_but_not_shown():
    kept = saved(Kept(), body="Dear Rob", tab="one", turn=1, revision=0)
    kept = saved(kept, body="Dear Rob, hello", tab="two", turn=1, revision=0)
    assert kept.others == {"one": [1, "Dear Rob"]}
    assert pruned(kept.others, kept.body) == {}


def test_an_empty_page_empties_no_other():
    kept = saved(Kept(), body="Dear Rob", tab="one", turn=1, revision=0)
    kept = saved(kept, body="", tab="two", turn=1, revision=0)
    assert kept.body == "Dear Rob"
    assert saved(kept, body="", tab="two", turn=2, revision=kept.revision).body == ""


@given(st.dictionaries(st.text("xyz", min_size=1), st.tuples(st.integers(0, 9), WORDS).map(list)), WORDS)
def test_what_is_pruned_stands_in_another_text(others, body):
    left = pruned(others, body)
    assert all(
        any(text.strip() in one for one in [body, *(kept for _, kept in left.values())]) for _, text in others.values()
    )
    assert set(left) <= set(others)


@given(st.lists(WORDS, max_size=2 * MOST))
def test_of_many_texts_none_is_lost(many):
    left = together({str(number): [0, text] for number, text in enumerate(many)})
    assert len(left) <= MOST
    assert all(any(text in one for _, one in left.values()) for text in many)


@given(WORDS, WORDS, WORDS)
def test_sending_takes_what_was_sent_and_nothing_else(body, other, text):
    left = sent(Kept(body, "one", 1, 1, {"two": [1, other]}), text)
    for kept in (body, other):
        assert kept.strip() in text or holds(left, kept)
    assert not left.body.strip() or left.body.strip() not in text


def test_what_the_sending_page_saved_before_and_comes_late_is_known():
    kept = saved(Kept(), body="Hello R", tab="one", turn=1, revision=0)
    kept = sent(kept, "Hello Rob", "one", 2)
    assert kept.body == ""
    assert saved(kept, body="Hello Rob", tab="one", turn=2, revision=1) == kept
    kept = sent(saved(kept, body="Quite another", tab="two", turn=1, revision=kept.revision), "Hello Rob", "one", 4)
    assert saved(kept, body="Hello Rob", tab="one", turn=3, revision=1) == kept


@given(WORDS, WORDS, WORDS)
def test_what_comes_back_stands_with_all_the_rest(body, other, text):
    left = given_back(Kept(body, "one", 1, 1, {"two": [1, other]}), text, "outgoing-7")
    assert holds(left, body)
    assert holds(left, other)
    assert holds(left, text)
    assert left.body == (body if body.strip() or not text.strip() else text) or text.strip() in body
