"""Where it happens (T-06): words of a known shape, kept where something was said, marked where they are too old."""

import pytest

from supportdesk.accounts.actor import Actor
from supportdesk.errors import NotAllowed, Refused
from tickets.desk import surroundings
from tickets.desk.actions.surround import surround
from tickets.desk.models import Ticket


@pytest.mark.parametrize(
    ("version", "oldest", "holds"),
    [
        ("2.10", "2.9", True),
        ("2.9.9", "2.10", False),
        ("2.10.0", "2.10", True),
        ("v2.10-rc1", "2.10", True),
        ("10", "9.9.9", True),
        ("nightly", "2.10", True),
        ("2.8", "0", True),
        ("", "2.10", True),
    ],
)
def test_two_ten_comes_after_two_nine(version, oldest, holds):
    assert surroundings.supported(version, oldest) is holds


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"environment": "moon"}, "environment"),
        ({"platform": "fridge"}, "platform"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"browser": "x" * 121}, "browser"),
        ({"os": "a\x00b"}, "os"),
        ({"price": "free"}, "price"),
    ],
)
def test_what_does_not_fit_is_named(told, field):
    with pytest.raises(Refused) as refusal:
        surroundings.checked(told)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_what_is_not_named_stays_and_what_is_empty_goes(ticket, by, ann, news, latest):
    surround(ticket, by=by(ann), environment="staging", os="Debian  12", flags="new-checkout")
    news(ticket)
    surround(ticket, by=by(ann), os="", device="ThinkPad")
    assert Ticket.objects.get().surroundings == {
        "environment": "staging",
        "device": "ThinkPad",
        "flags": "new-checkout",
    }
    assert news(ticket) == ["ticket.surroundings_set"]
    assert latest(ticket).words["changes"] == {"os": ["Debian 12", ""], "device": ["", "ThinkPad"]}
    before = ticket.version
    surround(ticket, by=by(ann), device="ThinkPad")
    assert (news(ticket), Ticket.objects.get().version) == ([], before)


@pytest.mark.django_db
def test_a_requester_says_it_when_asking_and_not_afterwards(ticket, by, rob):
    with pytest.raises(NotAllowed):
        surround(ticket, by=Actor(rob, "browser"), os="Debian")


def test_it_is_read_in_words_in_one_order():
    known = {"os": "Debian 12", "environment": "sandbox"}
    assert surroundings.spoken(known) == [
        ("environment", "Environment", "Sandbox"),
        ("os", "Operating system", "Debian 12"),
    ]
