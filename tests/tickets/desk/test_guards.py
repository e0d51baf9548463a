"""What must not be written, and what may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.privacy.numbers import luhn
from supportdesk.privacy.screening import BLOCK, standing
from tickets.desk.guards import findings

ASKS_FOR_A_PASSWORD = [
    "please send your password",
    "Please send me your current password.",
    "What is your password?",
    "We need your login credentials to look at it.",
    "Can you tell me the PIN?",
    "If you do not remember it, please send your old password",
    "Kindly share the one-time code.",
]
HARMLESS = [
    "We never ask you to send your password.",
    "Please do not send us your password.",
    "Reset your password here.",
    "Please confirm you need the password reset.",
    "The password is in the safe.",
    "Ticket 1234567890123 and order 4000123412341234567890 are the same.",
    "Call 0049 30 1234 5678 901.",
    "It runs on 192.168.100.200.",
    "",
]


@pytest.mark.parametrize("text", ASKS_FOR_A_PASSWORD)
def test_asking_for_a_password_is_blocked(text):
    (found,) = findings(text)
    assert (found.code, found.level) == ("password_request", BLOCK)
    assert "reset" in found.instead or "new password" in found.instead


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_alike_passes(text):
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tell us the full card number", "card_request"),
        ("It says: 4111 1111 1111 1111.", "card_number"),
        ("5500-0055-5555-5559", "card_number"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "private_key"),
        ("It is ghp_abcdefghijklmnopqrstuvwxyz0123456789", "token"),
        ("password: hunter2!x", "password"),
        ("The new password is Sommer2024", "password"),
    ],
)
def test_each_secret_is_found_where_it_stands(text, code):
    (found,) = findings(text)
    assert found.code == code
    assert 0 <= found.begin < found.end <= len(text)


def test_a_confirmed_warning_passes_and_a_block_never_does():
    assert standing(findings("password: hunter2!x"), ["password"]) == []
    assert [one.code for one in standing(findings("please send your password"), ["password_request"])] == [
        "password_request"
    ]


def check_digit(digits):
    """By hand: double every second digit from the right end of what comes before, nine out of each."""
    doubled = [int(d) * 2 if n % 2 == 0 else int(d) for n, d in enumerate(reversed(digits))]
    return str(-sum(sum(map(int, str(value))) for value in doubled) % 10)


@given(st.text("0123456789", min_size=14, max_size=14), st.sampled_from(["", " ", "-"]), st.text("ab .\n", max_size=9))
def test_every_card_number_is_found_however_it_is_grouped(digits, between, around):
    number = "4" + digits
    number += check_digit(number)
    text = f"{around} {between.join(number[n : n + 4] for n in range(0, 16, 4))} {around}"
    assert luhn(number)
    assert [one.code for one in findings(text)] == ["card_number"]


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(1, 9))
def test_one_wrong_digit_is_no_card(digits, shift):
    number = "4" + digits
    wrong = number + str((int(check_digit(number)) + shift) % 10)
    assert findings(wrong) == []


@given(st.text())
def test_whatever_the_text_it_is_judged_and_places_lie_within(text):
    assert all(0 <= one.begin < one.end <= len(text) for one in findings(text))
