"""Holidays as the package knows them, and what is asked of it that it cannot know."""

from datetime import date

import pytest

from supportdesk.errors import Refused
from tickets.sla import public_holidays


def test_bavaria_has_holidays_that_germany_has_not():
    whole, bavaria = (set(public_holidays.days("DE", part, [2027])) for part in ("", "BY"))
    assert whole < bavaria
    assert {date(2027, 1, 6), date(2027, 11, 1)} <= bavaria - whole
    assert public_holidays.days("DE", "BY", [2027])[date(2027, 1, 6)] == "Epiphany"


def test_every_country_that_is_offered_has_a_name_and_an_answer():
    countries = public_holidays.countries()
    assert len(countries) > 150
    assert all(name and code.isupper() for code, name in countries.items())
    assert public_holidays.subdivisions("DE")["BY"] == "Bayern"
    assert public_holidays.subdivisions("MC") == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("XX", "", [2027]), "country"),
        (("DE", "XX", [2027]), "subdivision"),
        (("DE", "", []), "years"),
        (("DE", "", [1800]), "years"),
        (("DE", "", list(range(2000, 2020))), "years"),
    ],
)
def test_what_it_cannot_know_is_refused_with_the_field(given, field):
    with pytest.raises(Refused) as refused:
        public_holidays.days(*given)
    assert refused.value.field == field
