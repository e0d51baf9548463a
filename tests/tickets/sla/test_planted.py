"""The faults of `make mutants` are all still there to be planted; the run itself takes minutes."""

import ast
from pathlib import Path

import pytest

from tests.tickets.sla.planted.faults import FAULTS

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_found_and_still_makes_a_program(fault):
    ast.parse(fault.planted((ROOT / fault.path).read_text()))


def test_there_are_twelve():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 12
