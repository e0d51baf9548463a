"""Where a ticket belongs, against a slower reading of the same rules."""

from hypothesis import given
from hypothesis import strategies as st

from tickets.automation.routing import FIELDS, Facts, Rule, choose

VALUES = ["billing", "mail", "vpn"]
WORDS = ["invoice", "app", "VPN down"]
TITLES = st.lists(st.sampled_from(["Invoice", "apple", "app", "vpn", "down", "VPN", "(invoice)"]), max_size=4).map(
    " ".join
)
NAMES = [name for name in FIELDS if name != "words"]


def rule(**given):
    return Rule(**{"number": 1, "version": 1, "position": 100, "queue": "Billing", "conditions": {}} | given)


@st.composite
def rules(draw):
    named = {
        name: tuple(draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=2, unique=True)))
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    }
    if draw(st.booleans()):
        named["words"] = tuple(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True)))
    return named


@st.composite
def cases(draw):
    made = [
        rule(number=number + 1, position=draw(st.integers(1, 3)), conditions=conditions)
        for number, conditions in enumerate(draw(st.lists(rules(), max_size=6)))
    ]
    values = {name: (draw(st.sampled_from(VALUES)),) for name in draw(st.lists(st.sampled_from(NAMES), unique=True))}
    return made, Facts(draw(TITLES), values)


def says(title, word):
    """Letter by letter: the word stands in the title with no letter or digit on either side."""
    title, word = title.lower(), word.lower()
    edges = [at for at in range(len(title)) if title[at : at + len(word)] == word]
    apart = [(title[at - 1] if at else " ", (title + " ")[at + len(word)]) for at in edges]
    return any(not before.isalnum() and not after.isalnum() for before, after in apart)


def oracle(made, facts):
    """Go through all rules from the best to the worst and take the first of which nothing is wrong."""
    best_first = sorted(made, key=lambda one: one.number)
    best_first.sort(key=lambda one: len(one.conditions), reverse=True)
    best_first.sort(key=lambda one: one.position)
    for one in best_first:
        wrong = not one.conditions
        for name, wanted in one.conditions.items():
            if name == "words":
                wrong = wrong or not [word for word in wanted if says(facts.title, word)]
            else:
                wrong = wrong or not set(wanted) & set(facts.values.get(name, ()))
        if not wrong:
            return one
    return None


@given(cases())
def test_the_choice_is_that_of_a_slow_reader(case):
    made, facts = case
    chosen, why = choose(made, facts)
    assert chosen == oracle(made, facts)
    assert chosen is None or f"(rule {chosen.number}, version {chosen.version})" in why


@given(cases(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(case, shuffler):
    made, facts = case
    shuffled = list(made)
    shuffler.shuffle(shuffled)
    assert choose(shuffled, facts) == choose(made, facts)


def test_the_reason_is_said_in_words():
    facts = Facts(
        "My invoice", {"component": ("billing",), "tier": ("gold",)}, {"component": "Billing", "tier": "gold"}
    )
    made = rule(number=3, version=2, conditions={"tier": ("gold",), "component": ("billing",), "words": ("invoice",)})
    _, why = choose([made], facts)
    reason = "because the component is Billing and the tier is gold and the title says “invoice”"
    assert why == f"Routed to Billing {reason} (rule 3, version 2)."


def test_a_rule_without_conditions_holds_for_nothing():
    assert choose([rule()], Facts("anything"))[0] is None
