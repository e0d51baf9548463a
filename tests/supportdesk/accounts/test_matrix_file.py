"""The permission matrix in the code against the permission matrix on paper (tests/data/matrix.csv)."""

import csv
import importlib
import inspect
import re
from pathlib import Path

import pytest

from supportdesk.accounts.matrix import Cell, cell, limit_of

ROOT = Path(__file__).parents[3]
ROLES = ["JA", "AN", "SA", "TL", "SM", "ER", "IC", "RQ", "AU", "OA"]
SIDE_ROLES = {"CS", "FN", "SO"}
ROW_NUMBER = re.compile(r"^ +(\w+) .*# C (\d+)\s*$", re.MULTILINE)
REFUSED = {"D", "R", "-"}


def paper():
    with (ROOT / "tests/data/matrix.csv").open() as lines:
        return {int(row["row"]): row for row in csv.DictReader(lines)}


def limits_on(row):
    return dict(pair.split("=") for pair in row["limits"].split(";") if pair)


def policies():
    """Every app's policy.py that holds a matrix."""
    files = sorted(ROOT.glob("*/*/policy.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files if ".venv" not in file.parts]
    return [importlib.import_module(name) for name in names]


def numbered():
    return [
        pytest.param(module, action, int(number), id=f"{module.__name__}-{action}")
        for module in policies()
        for action, number in ROW_NUMBER.findall(inspect.getsource(module))
    ]


def actions():
    return [
        pytest.param(module, action, id=f"{module.__name__}-{action}")
        for module in policies()
        for action in module.RULES
    ]


def test_the_paper_has_all_hundred_rows_and_all_ten_roles():
    rows = paper()
    assert list(rows) == list(range(1, 101))
    assert all(list(row) == ["row", "action", *ROLES, "limits"] for row in rows.values())


def test_the_paper_has_exactly_one_code_in_each_cell():
    for number, row in paper().items():
        for role in ROLES:
            asked = [one for name in cell(row[role]).roles for one in name.split("+")]
            assert set(asked) <= {*ROLES, *SIDE_ROLES}, f"C {number} {role}"


def test_on_paper_every_limited_cell_names_its_limit_and_no_other_cell_does():
    for number, row in paper().items():
        limited = {role for role in ROLES if row[role] == "L"}
        assert limited == set(limits_on(row)), f"C {number}"


def test_on_paper_nobody_approves_what_they_ask_for_themselves():
    for number, row in paper().items():
        for role in ROLES:
            assert role not in cell(row[role]).roles or role == "AN", f"C {number} {role}"


@pytest.mark.parametrize(("module", "action", "number"), numbered())
def test_the_code_says_what_the_paper_says(module, action, number):
    row = paper()[number]
    for role in ROLES:
        written, meant = module.RULES[action][role], cell(row[role])
        assert alike(written, meant), f"C {number} {action} {role}: code {written}, paper {meant}"


@pytest.mark.parametrize(("module", "action", "number"), numbered())
def test_the_code_limits_by_the_name_on_paper(module, action, number):
    meant = limits_on(paper()[number])
    limited = {role for role, one in module.RULES[action].items() if one.code == "L"}
    assert {role: limit_of(module.LIMITS, action, role).__name__ for role in limited} == meant


@pytest.mark.parametrize(("module", "action"), actions())
def test_every_limited_cell_of_the_code_has_a_named_limit(module, action):
    for role, one in module.RULES[action].items():
        if one.code == "L":
            assert limit_of(module.LIMITS, action, role).__name__.isidentifier(), f"{action} {role}"


def test_every_action_without_a_row_is_decided_in_the_papers():
    decisions = (ROOT / "docs/decisions.md").read_text()
    rowed = {(module, action) for module, action, _ in (param.values for param in numbered())}
    unrowed = {action for module in policies() for action in module.RULES if (module, action) not in rowed}
    assert [action for action in sorted(unrowed) if f"`{action}`" not in decisions] == []


def alike(written: Cell, meant: Cell):
    """For doing something, reading only and never arising are refusals like any other."""
    return written == meant or (written.code in REFUSED and meant.code in REFUSED)
