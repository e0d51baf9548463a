"""A board as a file: every point of every figure, numbers as numbers. Nothing in it is a formula to a spreadsheet."""

import csv
from io import StringIO

from django.http import HttpResponse

from tickets.desk.columns import inert

from .. import naming

HEAD = ["figure", "name", "version", "slice", "since", "until", "unit", "value", "numerator", "denominator", "few"]


def file_of(viewer, board, cards, period, filters):
    page = StringIO()
    written = csv.writer(page, lineterminator="\r\n")
    written.writerow(HEAD)
    for card in cards:
        names = naming.names_of(viewer, card.tile.by, [one.key for one in card.points]) if card.tile.by else {}
        for one in (card.figure, *card.points):
            written.writerow([inert(str(value)) for value in line(card, one, names)])
    response = HttpResponse(page.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{board}-{period.first_day}.csv"'
    return response


def line(card, one, names):
    part = names.get(one.key, "") if card.tile.by else ""
    since, until = one.span.since.isoformat(), one.span.until.isoformat()
    value = "" if one.headline is None else float(one.headline)
    about = [card.tile.kpi, card.kpi.name, card.kpi.version, part, since, until]
    return [*about, card.kpi.shape, value, one.numerator, one.denominator, "yes" if one.few else "no"]
