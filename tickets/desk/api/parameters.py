"""The filters of the list as the schema describes them: made from the fields of the grammar."""

from supportdesk.api.schema import parameter

from ..fields import FIELDS
from ..grammar import ALIASES, LONGEST, PARAMETERS

FILTERS = frozenset({"q", *PARAMETERS, *ALIASES})
MOMENT = "A span (30m, 2h, 3d, 1w), today, yesterday, tomorrow, week, month, a date, or an instant."
TYPED = (
    'A filter as one types it: status:open -owner:me due<2h "exact words". Holds together with the other parameters.'
)


def filter_parameters():
    yield parameter("q", TYPED, schema={"type": "string", "maxLength": LONGEST})
    for name, (field, op) in PARAMETERS.items():
        yield moment(name) if op in ("after", "before") else words(name, FIELDS[field])
    yield parameter("waiting_over", "The same as waiting=over.", schema={"type": "string", "enum": ["true", "false"]})


def moment(name):
    return parameter(name, MOMENT, schema={"type": "string", "minLength": 2, "maxLength": 40})


def words(name, field):
    form = {"type": "string", "maxLength": 200} | ({"enum": list(field.values)} if field.values else {})
    return parameter(name, f"{field.hint} May be given several times.".strip(), schema=form, many=True)
