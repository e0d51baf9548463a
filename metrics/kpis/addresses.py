"""Where what a figure counts stands: the same filters, the same instants, the same queryset."""

from urllib.parse import urlencode

from django.urls import reverse


def rows_of(kpi, span, filters, *, variant="", part="denominator"):
    """The page that lists exactly what this figure counts."""
    about = {"part": part, "since": span.since.isoformat(), "until": span.until.isoformat()}
    about |= {"variant": variant} if variant else {}
    return f"{reverse('figure-rows', args=[kpi])}?{urlencode(about | filters.query())}"


def board(key, filters=None, **query):
    """A board in a period, as `Period.query` says it."""
    asked = query | (filters.query() if filters else {})
    return f"{reverse('board', args=[key])}{'?' + urlencode(asked) if asked else ''}"


def board_file(key, filters, **query):
    return f"{reverse('board-csv', args=[key])}?{urlencode(query | filters.query())}"
