"""Holidays of countries and their parts, as the package `holidays` knows them: offered, never taken unseen."""

import re
from datetime import date
from functools import cache

import holidays
from holidays.registry import COUNTRIES

from supportdesk.errors import Refused

FIRST, LAST = 1990, 2100
MOST_YEARS = 10


@cache
def countries() -> dict[str, str]:
    """Code to name, in the order of the names."""
    supported = holidays.list_supported_countries(include_aliases=False)
    names = {code: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name) for name, code, *_ in COUNTRIES.values()}
    return dict(sorted(((code, names[code]) for code in supported if code in names), key=lambda pair: pair[1]))


@cache
def subdivisions(country: str) -> dict[str, str]:
    """Code to name of the parts of a country that have holidays of their own."""
    aliases = type(holidays.country_holidays(country)).get_subdivision_aliases()
    named = {code: names[0] if names else code for code, names in aliases.items()}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def days(country: str, subdivision: str, years) -> dict[date, str]:
    """The public holidays of these years with their names, in English where the package has that."""
    require_place(country, subdivision, years)
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=years, language=language(country))
    return {day: name for day, name in sorted(found.items()) if day.year in years}


def language(country: str) -> str | None:
    known = type(holidays.country_holidays(country)).supported_languages
    return next((one for one in ("en_US", "en_GB", "en") if one in known), None)


def require_place(country, subdivision, years):
    if country not in countries():
        raise Refused(f"There are no holidays for “{country}”. Choose a country from the list.", field="country")
    if subdivision and subdivision not in subdivisions(country):
        place = countries()[country]
        raise Refused(f"“{subdivision}” is no part of {place}. Choose one from the list.", field="subdivision")
    if not years or len(years) > MOST_YEARS or not all(FIRST <= year <= LAST for year in years):
        raise Refused(f"Choose one to {MOST_YEARS} years from {FIRST} to {LAST}.", field="years")
