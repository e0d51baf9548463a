"""What of surveys can be set: the scale, how many are asked, and how long one is left in peace."""

from supportdesk.configuration.definitions import Definition, number
from supportdesk.configuration.values import value

from .models import Scale


def wrong_scale(given):
    fits = isinstance(given, int) and not isinstance(given, bool) and given in Scale.values
    return "" if fits else "Choose 2 (thumbs) or 5 (1 to 5)."


DEFINITIONS = (
    Definition(
        "survey_scale",
        "Steps of the question after a case",
        Scale.STARS.value,
        wrong_scale,
        "2 for thumbs, 5 for 1 to 5. Answers on another scale keep figures of their own.",
        later=True,
    ),
    Definition(
        "survey_share", "Cases after which one asks, in percent", 100, number(0, 100), "Drawn by chance.", later=True
    ),
    Definition("survey_rest_days", "Days for which who was asked is left in peace", 7, number(0, 365), later=True),
    Definition("survey_open_days", "Days in which one may answer", 30, number(1, 365), later=True),
)


def scale(at=None) -> int:
    return value("survey_scale", at)


def share(at=None) -> int:
    return value("survey_share", at)


def rest_days(at=None) -> int:
    return value("survey_rest_days", at)


def open_days(at=None) -> int:
    return value("survey_open_days", at)
