"""What policies do to an example ticket, in a sentence that can be checked with a calendar in the hand."""

from datetime import UTC
from zoneinfo import ZoneInfo

from tests.tickets.sla.terms import ALWAYS, FRIDAY, HOUR, MINUTE, OFFICE, policy
from tickets.sla.example import example, said
from tickets.sla.lengths import Unit

GOLD = policy(
    "p2-gold",
    priority=2,
    tier="gold",
    targets={
        "resolution": (8 * HOUR, ALWAYS),
        "acknowledge": (15 * MINUTE, ALWAYS, Unit.MINUTES),
        "next_update": (4 * HOUR, ALWAYS),
        "first_response": (HOUR, OFFICE),
    },
)
P2 = policy("p2", priority=2)
FACTS = {"type": "incident", "priority": 2, "tier": "gold", "channel": "chat", "queue": "network"}


def test_a_gold_p2_on_friday_evening():
    told = said(example([P2, GOLD], FACTS, FRIDAY), UTC)
    assert told == (
        "Opened Friday 20 November 17:00: acknowledged by 17:15, first reply by Monday 23 November 10:00, "
        "an update at least every 4 hours, around the clock, resolved by Saturday 21 November 01:00, "
        "because policy P2-GOLD (priority 2, tier gold) applies. "
        "It goes before P2 (priority 2), for it asks for more (2 against 1)."
    )


def test_it_speaks_the_readers_time():
    told = said(example([GOLD], FACTS, FRIDAY), ZoneInfo("Europe/Berlin"))
    assert told.startswith("Opened Friday 20 November 18:00: acknowledged by 18:15")


def test_of_two_that_ask_for_as_much_it_names_the_position():
    other = policy("tier", tier="gold", position=3)
    assert said(example([P2, other], FACTS, FRIDAY), UTC).endswith("for it has the lower position.")


def test_where_none_fits_it_says_so():
    nobody = said(example([GOLD], FACTS | {"tier": "silver"}, FRIDAY), UTC)
    assert nobody == "Opened Friday 20 November 17:00: nothing is promised, because no policy fits."
