import doctest
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "sla.md"


def test_the_examples_in_the_documentation_are_true():
    failed, tried = doctest.testfile(str(DOCUMENT), module_relative=False)
    assert tried > 10
    assert failed == 0
