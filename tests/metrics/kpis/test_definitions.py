"""One KPI, one file; what stands on paper is what is counted."""

from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from metrics.kpis import definitions
from metrics.kpis.kpi import EXCLUDED, WORDS, Shape
from metrics.kpis.paper import paper
from metrics.kpis.registry import KPIS, kpi
from metrics.kpis.words import shown

FILES = {path.stem for path in Path(definitions.__file__).parent.glob("[!_]*.py")}


def test_the_paper_is_written_from_the_definitions():
    """`manage.py kpi_paper` writes it."""
    assert (settings.BASE_DIR / "docs" / "kpis.md").read_text() == paper()


def test_every_file_is_registered_under_its_own_name():
    assert {name.lower().replace("-", "_") for name in KPIS} == FILES


def test_every_code_that_is_named_is_explained():
    assert {code for one in KPIS.values() for code in one.exclusions} <= set(WORDS)
    assert set(EXCLUDED) <= set(WORDS)


def test_an_unknown_figure_or_variant_is_not_there():
    with pytest.raises(LookupError):
        kpi("KPI-99")
    with pytest.raises(LookupError):
        kpi("KPI-01").variant("moon")


@pytest.mark.parametrize(
    ("value", "shape", "words"),
    [
        (None, Shape.SHARE, "–"),
        (Fraction(200, 3), Shape.SHARE, "66.7 %"),
        (Fraction(50), Shape.SHARE, "50 %"),
        (59.4, Shape.DURATION, "59 s"),
        (3599.5, Shape.DURATION, "1 h"),
        (90061, Shape.DURATION, "1 d 1 h"),
        (1234, Shape.COUNT, "1,234"),
        (Fraction(13, 3), Shape.MEAN, "4.33"),
    ],
)
def test_figures_are_rounded_where_they_are_shown(value, shape, words):
    assert shown(value, shape) == words
