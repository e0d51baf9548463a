"""Lines of tickets as a file, piece by piece: nothing in it is a formula to a spreadsheet."""

import csv
from io import StringIO
from itertools import islice

from .columns import COLUMNS, LIMIT, inert

TOGETHER = 200


def written(names, lines):
    """The text of the file. After the limit it says that it ends there, instead of seeming whole."""
    yield text([[COLUMNS[name].label for name in names]])
    lines = iter(lines)
    within = islice(lines, LIMIT)
    while some := list(islice(within, TOGETHER)):
        yield text([inert(value) for value in values] for _, values in some)
    if next(lines, None):
        yield text([[f"Only the first {LIMIT:,} tickets are here. Narrow the filter for the others."]])


def text(rows):
    page = StringIO()
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return page.getvalue()
