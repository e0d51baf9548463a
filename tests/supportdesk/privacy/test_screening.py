"""What the desk does about each kind: leaves it, warns, refuses, takes it out."""

import pytest

from supportdesk.privacy import policies
from supportdesk.privacy.detect import Kind
from supportdesk.privacy.screening import BLOCK, DEFAULTS, LEAVE, MASK, SAID, WARN, findings, kept, standing

TEXT = "rob@acme.example has password: hunter2!x"


def rules(**given):
    return DEFAULTS | {Kind(name): rule for name, rule in given.items()}


def test_inside_the_desk_addresses_numbers_and_machines_stay():
    text = "rob@acme.example, +49 30 1234567, 10.0.0.17"
    assert findings(text, DEFAULTS) == []
    assert kept(text, DEFAULTS) == text


def test_a_warning_goes_through_once_it_is_confirmed_and_a_block_never():
    warned = findings(TEXT, rules(password=WARN))
    assert [(one.code, one.level) for one in warned] == [("password", "warning")]
    assert standing(warned, ["password"]) == []
    refused = findings(TEXT, rules(password=BLOCK))
    assert standing(refused, ["password"]) == refused


def test_what_is_taken_out_is_gone_and_stands_in_nobodys_way():
    assert kept(TEXT, rules(password=MASK)) == "rob@acme.example has password: [password]"
    assert findings(TEXT, rules(password=MASK)) == []


def test_what_is_left_is_neither_found_nor_masked():
    assert findings(TEXT, rules(password=LEAVE)) == []
    assert kept(TEXT, rules(password=LEAVE)) == TEXT


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_set_and_says_what_to_write_instead(kind):
    code, message, instead = SAID[kind]
    assert code
    assert message.endswith(".")
    assert instead
    definition = next(one for one in policies.DEFINITIONS if one.key == policies.key(kind))
    assert definition.wrong("sometimes") == "Choose one of leave, warn, block, mask."
    assert definition.wrong(definition.default) == ""
