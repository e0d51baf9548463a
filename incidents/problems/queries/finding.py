"""Problems and known errors by words (T-40): an error code first, then the words, the newest first."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, ExpressionWrapper, Q

from ..models.known_error import ERROR_WORDS
from ..models.problem import PROBLEM_WORDS
from ..signatures import codes_in

MOST = 5
LONGEST = 300


def asked(text):
    return SearchQuery(text[:LONGEST], config="english", search_type="websearch")


def problems(rows, text):
    """Those that say it, or bear the very signature."""
    found = rows.alias(words=PROBLEM_WORDS).filter(Q(words=asked(text)) | Q(signature__iexact=text.strip()[:200]))
    return found.order_by("-pk")


def known_errors(rows, text):
    codes = sorted(codes_in(text.upper()) | {text.strip().upper()[:60]})
    coded = ExpressionWrapper(Q(error_codes__overlap=codes), BooleanField())
    found = (
        rows.alias(words=ERROR_WORDS).annotate(coded=coded).filter(Q(words=asked(text)) | Q(error_codes__overlap=codes))
    )
    return found.order_by("-coded", "-pk")


def first(rows):
    """The first few, and whether there are more."""
    shown = list(rows[: MOST + 1])
    return shown[:MOST], len(shown) > MOST
