"""What of trends and recurrence can be set, with a date. Days of a recurrence stand among the desk's own settings."""

from supportdesk.configuration.definitions import Definition, number
from supportdesk.configuration.values import value

from .trend import FACTOR, FEWEST

DEFINITIONS = (
    Definition(
        "spike_factor", "Times the mean of four weeks at which a day is a spike", FACTOR, number(2, 100), later=True
    ),
    Definition("spike_fewest", "Fewest reports in a day that are a spike", FEWEST, number(2, 1000), later=True),
    Definition(
        "recurrence_cluster",
        "Reports of one signature after a fix that are a recurrence",
        3,
        number(1, 1000),
        "Of one cause that is named by its id, one report is enough.",
        later=True,
    ),
)


def spike_factor(at=None):
    return value("spike_factor", at)


def spike_fewest(at=None):
    return value("spike_fewest", at)


def recurrence_cluster(at=None):
    return value("recurrence_cluster", at)


def recurrence_days(at=None):
    return value("recurrence_days", at)
