"""What is secret or personal in a text is found where it stands, quickly, and nothing else is."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.privacy import numbers
from supportdesk.privacy.detect import Kind, kinds_in, spans

KEY = (
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx0d3c1nf\nq0Zk5d7sZk2Zk5d7sZk2Zk==\n-----END RSA PRIVATE KEY-----"
)
HOLDS = [
    (KEY, "private_key"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA", "private_key"),
    ("-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQdGBF", "private_key"),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "token"),
    ("AKIAIOSFODNN7EXAMPLE", "token"),
    ("glpat-abcdefghij0123456789", "token"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", "token"),
    ("Authorization: Bearer abcdefghij1234567890xyz", "token"),
    ("api_key = 'a1b2c3d4e5f6a7b8c9d0e1'", "token"),
    ("password: hunter2!x", "password"),
    ("The passphrase is “Sommer2024”", "password"),
    ("postgres://desk:tr0ub4dor@db/desk", "password"),
    ("4111 1111 1111 1111", "card"),
    ("3782 822463 10005", "card"),
    ("17 4111-1111-1111-1111", "card"),
    ("DE89 3704 0044 0532 0130 00", "iban"),
    ("GB82WEST12345698765432", "iban"),
    ("rob.o'brien+desk@mail.acme.example", "email"),
    ("+49 30 1234567", "phone"),
    ("(030) 123 4567", "phone"),
    ("555-123-4567", "phone"),
    ("10.0.0.17", "ip"),
    ("2001:db8::8a2e:370:7334", "ip"),
]
HOLDS_NOTHING = [
    "T-1042 was opened on 2026-11-21 at 09:05:11 by Ann.",
    "Error 0x80070005, build 10.2.14.3, version 1.2.3.4",
    "DE89 3704 0044 0532 0130 01 is no account, and 4111 1111 1111 1112 no card.",
    "Ticket 1234567890123 and order 4000123412341234567890 are the same.",
    "The password is in the safe. Reset your password here.",
    "Write to @ann or to the team @first-line.",
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIE\n-----END CERTIFICATE-----",
    "It took 12.5 seconds, 99.9 % of them in SQL: a::text",
    "",
]


@pytest.mark.parametrize(("text", "kind"), HOLDS)
def test_each_kind_is_found(text, kind):
    (found,) = spans(f"Look: {text} . Thanks")
    assert (found.kind, f"Look: {text} . Thanks"[found.begin : found.end] in f" {text} ") == (kind, True)


@pytest.mark.parametrize("text", HOLDS_NOTHING)
def test_what_only_looks_alike_is_left(text):
    assert spans(text) == []


def test_a_key_goes_whole_and_what_follows_it_stays():
    (found,) = spans(f"Here: {KEY} and that is all.")
    assert f"Here: {KEY} and that is all."[found.begin : found.end] == KEY


def test_several_stand_in_their_order():
    text = "rob@acme.example writes from 10.0.0.17: password: hunter2!x"
    assert [one.kind for one in spans(text)] == ["email", "ip", "password"]
    assert kinds_in(text) == {Kind.EMAIL, Kind.IP, Kind.PASSWORD}


def of_letters(text):
    """By hand: a letter is the number of its place after nine."""
    return "".join(str("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign)) for sign in text)


@given(st.text("0123456789", min_size=18, max_size=18), st.booleans(), st.integers(1, 96))
def test_every_account_number_is_found_and_one_with_a_wrong_check_is_none(rest, spaced, shift):
    check = 98 - int(of_letters(rest + "DE00")) % 97
    account = f"DE{check:02}{rest}"
    said = " ".join(account[n : n + 4] for n in range(0, 22, 4)) if spaced else account
    assert list(numbers.ibans(f"To {said}, please")) == [(3, 3 + len(said))]
    wrong = f"DE{(check - 2 + shift) % 97 + 2:02}{rest}"
    assert list(numbers.ibans(f"To {wrong}, please")) == []


@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from([text for text, _ in HOLDS]))).map(" ".join))
def test_places_lie_within_in_order_and_share_nothing(text):
    found = spans(text)
    assert all(0 <= one.begin < one.end <= len(text) for one in found)
    assert all(one.end <= after.begin for one, after in pairwise(found))


HARD = [
    "a", "password:", "password: pass", "1 ", "4111 ", "-----BEGIN PRIVATE KEY-----", "a@", "a.", "1.", ":1:", "eyJ",
    "eyJaaaaaaaa.", "DE89", "DE89 ", "+1 ", "(0", "bearer ", "http://a:", "AAAA ", "0",
]  # fmt: skip


def took(text):
    """The best of three, in seconds: the machine has other things to do as well."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        spans(text)
        times.append(time.perf_counter() - begin)
    return min(times)


@pytest.mark.parametrize("piece", HARD)
def test_twice_the_text_takes_about_twice_the_time(piece):
    """SEC-02: nobody makes the desk stand still with a text that is made for it."""
    short = (piece * 20_000)[:10_000]
    assert took(short * 4) < 16 * max(took(short), 0.0005)
