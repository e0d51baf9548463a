"""Who gets a ticket, against a slower reading of the same rules."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tickets.automation.assigning import LEAST_LOAD, ROUND_ROBIN, SKILLS, Candidate, Wanted, choose

SKILL_NAMES = ["French", "Invoices"]
some_skills = st.frozensets(st.sampled_from(SKILL_NAMES))


@st.composite
def candidates(draw):
    pks = draw(st.lists(st.integers(1, 9), max_size=6, unique=True))
    return [
        Candidate(
            pk=pk,
            name=f"P{pk}",
            away=draw(st.booleans()),
            working=draw(st.sampled_from([True, True, False])),
            sees=draw(st.sampled_from([True, True, False])),
            load=draw(st.integers(0, 4)),
            share=draw(st.sampled_from([50, 100])),
            held=draw(st.integers(0, 3)),
            limit=draw(st.sampled_from([None, 1, 3])),
            skills=draw(some_skills),
        )
        for pk in pks
    ]


wishes = st.builds(
    Wanted,
    strategy=st.sampled_from([ROUND_ROBIN, LEAST_LOAD, SKILLS]),
    skills=some_skills,
    last=st.none() | st.integers(0, 9),
)


def oracle(people, wanted):
    """Strike out who cannot, walk around the table from the last one on, and take the lightest burden on the way."""
    able = {one.pk: one for one in people if not one.away and one.working and one.sees}
    able = {pk: one for pk, one in able.items() if one.limit is None or one.held < one.limit}
    if wanted.strategy == SKILLS:
        able = {pk: one for pk, one in able.items() if not wanted.skills.difference(one.skills)}
    begin = 0 if wanted.last is None else wanted.last
    walk = [able[at] for at in [*range(begin + 1, 20), *range(begin + 1)] if at in able]
    best = None
    for one in walk:
        lighter = best and Fraction(one.load, one.share) < Fraction(best.load, best.share)
        if best is None or (lighter and wanted.strategy != ROUND_ROBIN):
            best = one
    return best and best.pk


@given(candidates(), wishes)
def test_the_choice_is_that_of_a_slow_reader(people, wanted):
    assert choose(people, wanted).person == oracle(people, wanted)


@given(candidates(), wishes)
def test_every_candidate_is_explained_and_at_most_one_is_chosen(people, wanted):
    choice = choose(people, wanted)
    assert sorted(line.pk for line in choice.lines) == sorted(one.pk for one in people)
    assert all(line.word for line in choice.lines)
    assert [line.pk for line in choice.lines if line.chosen] == ([choice.person] if choice.person else [])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8, unique=True), st.integers(1, 4))
def test_in_turn_everybody_has_the_same_number(pks, rounds):
    people = [Candidate(pk, f"P{pk}") for pk in pks]
    last, got = None, []
    for _ in range(rounds * len(pks)):
        last = choose(people, Wanted(ROUND_ROBIN, last=last)).person
        got.append(last)
    assert {got.count(pk) for pk in pks} == {rounds}


def test_half_a_place_gets_half_the_tickets():
    full, half = Candidate(1, "Full", load=3), Candidate(2, "Half", load=2, share=50)
    choice = choose([full, half], Wanted(LEAST_LOAD))
    assert choice.why == "Full has the least to do: 3 open."
    assert [line.word for line in choice.lines][1] == "has more to do or comes later: 2 open at 50 % of a place"


def test_why_not_is_said_of_each():
    people = [
        Candidate(1, "Ann", away=True),
        Candidate(2, "Ben", working=False),
        Candidate(3, "Cem", sees=False),
        Candidate(4, "Dee", held=8, limit=8),
        Candidate(5, "Eve", skills=frozenset({"French"})),
    ]
    choice = choose(people, Wanted(SKILLS, frozenset({"Invoices"})))
    assert choice.person is None
    assert [line.word for line in choice.lines] == [
        "is away",
        "does not work at this hour",
        "cannot see this ticket",
        "has 8 tickets, the limit is 8",
        "lacks the skill Invoices",
    ]
