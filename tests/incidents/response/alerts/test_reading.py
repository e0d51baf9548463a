"""Signatures and contents of alerts: pure, and against whatever one may send."""

import base64
import hashlib
import hmac
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.response.alerts import reading
from supportdesk.errors import Refused
from supportdesk.outbound.hooks import signed as signature

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SECRET = "whsec_test"
BODY = b'{"title": "Disk is full"}'


def headers(body=BODY, secret=SECRET, at=NOW, **more):
    instant = str(int(at.timestamp()))
    signed = signature.sign(secret, "msg_1", instant, body)
    return {"Webhook-Id": "msg_1", "Webhook-Timestamp": instant, "Webhook-Signature": signed} | more


def test_a_signature_is_that_of_standard_webhooks():
    instant = str(int(NOW.timestamp()))
    said = hmac.new(base64.b64decode("test"), f"msg_1.{instant}.".encode() + BODY, hashlib.sha256).digest()
    assert headers()["Webhook-Signature"] == "v1," + base64.b64encode(said).decode()
    assert signature.require_signed([SECRET], headers(), BODY, NOW) == "msg_1"


def test_one_of_several_signatures_and_one_of_two_secrets_will_do():
    both = {"Webhook-Signature": "v1,AAAA " + headers()["Webhook-Signature"]}
    assert signature.require_signed(["whsec_newer", SECRET], headers(**both), BODY, NOW) == "msg_1"


@pytest.mark.parametrize(
    "change",
    [
        {"Webhook-Signature": "v1,AAAA"},
        {"Webhook-Signature": ""},
        {"Webhook-Signature": "v1,\u00fc"},
        {"Webhook-Id": "msg_2"},
        {"Webhook-Id": "with blanks"},
        {"Webhook-Timestamp": "1700000000"},
        {"Webhook-Timestamp": "soon"},
        {"Webhook-Timestamp": "9" * 30},
    ],
)
def test_what_was_changed_is_not_taken(change):
    with pytest.raises(signature.Unsigned):
        signature.require_signed([SECRET], headers(**change), BODY, NOW)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_message_of_another_hour_is_not_taken(minutes):
    with pytest.raises(signature.Unsigned, match="five minutes"):
        signature.require_signed([SECRET], headers(at=NOW + timedelta(minutes=minutes)), BODY, NOW)


@given(st.binary(max_size=50), st.integers(0, 49), st.integers(1, 255))
def test_no_changed_byte_goes_through(body, place, change):
    signed = headers(body)
    changed = bytearray(body or b"x")
    changed[place % len(changed)] ^= change
    with pytest.raises(signature.Unsigned):
        signature.require_signed([SECRET], signed, bytes(changed), NOW)


def test_a_sender_that_takes_the_whole_secret_for_the_key_is_understood_too():
    instant = str(int(NOW.timestamp()))
    said = hmac.new(SECRET.encode(), f"msg_1.{instant}.".encode() + BODY, hashlib.sha256).digest()
    given = headers() | {"Webhook-Signature": "v1," + base64.b64encode(said).decode()}
    assert signature.require_signed([SECRET], given, BODY, NOW) == "msg_1"


def test_the_fingerprint_is_made_where_none_is_sent():
    one, same = (
        {"title": "Disk  is full", "labels": labels} for labels in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    )
    assert reading.read(one, NOW).fingerprint == reading.read(same, NOW).fingerprint
    assert reading.read({"title": "Disk is full"}, NOW).fingerprint != reading.read(one, NOW).fingerprint


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([], None),
        ({}, "title"),
        ({"title": " "}, "title"),
        ({"title": 5}, "title"),
        ({"title": "x" * 251}, "title"),
        ({"title": "x", "status": "on"}, "status"),
        ({"title": "x", "status": ["firing"]}, "status"),
        ({"title": "x", "severity": 1}, "severity"),
        ({"title": "x", "url": "javascript:alert(1)"}, "url"),
        ({"title": "x", "labels": {"a": 1}}, "labels"),
        ({"title": "x", "labels": {str(n): "" for n in range(51)}}, "labels"),
        ({"title": "x", "starts_at": "yesterday"}, "starts_at"),
        ({"title": "x", "starts_at": 5}, "starts_at"),
        ({"title": "x", "starts_at": "2027-01-01T00:00:00Z"}, "starts_at"),
        ({"title": "x", "starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"title": "x", "more": 1}, "more"),
    ],
)
def test_what_is_no_alert_is_refused_with_its_field(value, field):
    with pytest.raises(Refused) as refusal:
        reading.read(value, NOW)
    assert refusal.value.field == field


JSON = st.recursive(
    st.none() | st.text() | st.integers(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
)


@given(JSON)
def test_whatever_json_is_sent_is_read_or_refused_in_words(value):
    with suppress(Refused):
        assert reading.read(value, NOW).title


def test_deep_ones_are_refused_without_recursion():
    deep = json.loads("[" * 500 + "]" * 500)
    assert reading.depth(deep) == 500
    with pytest.raises(Refused, match="nested"):
        reading.read({"title": "x", "labels": deep}, NOW)
