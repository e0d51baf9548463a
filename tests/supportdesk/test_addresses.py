"""The short way to an address leads where the long one does."""

import pytest
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RoutePattern

from supportdesk.addresses import ByFirstWord, first_word
from supportdesk.api.urls import version_1
from supportdesk.routes import routes
from supportdesk.urls import everything
from tests.things import KEYWORD


def found(resolver, address):
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return None
    return match.func, match.kwargs, match.url_name, match.route


def addresses():
    """One of each route, with a number or a word for whatever it names, and a few that lead nowhere."""
    for route in routes():
        yield from (KEYWORD.sub(value, route.path).removeprefix("/") for value in ("7", "word"))
    yield from ("", "/", "nowhere", "tickets", "ticket/7", "tickets/7/", "api", "api/v1/nowhere/7", "administration")


@pytest.mark.parametrize("entries", [everything, version_1], ids=["everything", "version 1"])
def test_every_address_is_found_as_by_asking_all_patterns_in_turn(entries):
    short, long = ByFirstWord(entries), URLResolver(RoutePattern(""), entries)
    known = {address.removeprefix("api/v1/") if entries is version_1 else address for address in addresses()}
    assert {one: found(short, one) for one in known} == {one: found(long, one) for one in known}
    assert sum(found(short, one) is not None for one in known) > 100


def test_of_two_that_fit_the_first_is_taken_wherever_its_word_is_open():
    def first(request):
        """Any word."""

    def second(request):
        """One word."""

    entries = [path("<str:word>", first), path("tickets", second)]
    assert [first_word(entry) for entry in entries] == [None, "tickets"]
    assert ByFirstWord(entries).resolve("tickets").func is first
    assert ByFirstWord(entries[::-1]).resolve("tickets").func is second
    assert ByFirstWord(entries[::-1]).resolve("elsewhere").func is first
