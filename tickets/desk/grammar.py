"""One grammar of filters, pure: typed text, chips and the parameters of an address are three spellings of one thing.

`status:open -owner:me due<2h tag:vpn "exact words"`. Several values of one field mean any of them; several words, and
several `is:`, mean all of them. What is not understood is said in words that name what there is.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from .fields import FIELDS, Field

SIGNS = {":": "is", "<": "<", ">": ">"}
SUFFIX = {"after": "_after", "before": "_before"}
PARAMETER = {("breached", "after"): "breached_since", ("reopened", "after"): "reopened_since"}
TOKEN = re.compile(
    r"""\s*(?P<minus>-)?(?:(?P<name>[A-Za-z_]+)(?P<sign>[:<>]))?(?P<values>(?:"(?:[^"\\]|\\.)*"|[^\s",]|,)*)""",
    re.DOTALL,
)
VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"|([^",]+)', re.DOTALL)
BARE = re.compile(r"[\w@.+/#][\w@.+/#-]*\Z")
SPAN = re.compile(r"([0-9]{1,4})([mhdw])\Z", re.ASCII)
DAYS = ("today", "yesterday", "tomorrow", "week", "month")
LONGEST, MOST = 1000, 60
# A filter without a word about these is about what is open.
SPEAKS_OF_STATUS = {"status", "breached", "reopened", "resolved"}


class Unreadable(ValueError):
    """What was not understood: pairs of the name it was said under and words about it."""

    def __init__(self, faults):
        super().__init__("; ".join(words for _, words in faults))
        self.faults = faults


@dataclass(frozen=True)
class Term:
    """One condition: `op` is is, not, after or before."""

    field: str
    op: str
    values: tuple[str, ...]

    @property
    def parameter(self) -> str:
        return parameter_of(self.field, self.op)

    @property
    def typed(self) -> str:
        return spelled(self)


def parameter_of(field: str, op: str) -> str:
    if op == "not":
        return f"not_{field}"
    return PARAMETER.get((field, op), field + SUFFIX.get(op, ""))


PARAMETERS = {parameter_of(field.name, op): (field.name, op) for field in FIELDS.values() for op in field.ops}
ALIASES = {"waiting_over": {"true": ("is", "over"), "false": ("not", "over")}}


def parse(text: str) -> list[Term]:
    """The terms of a typed filter."""
    if len(text) > LONGEST:
        raise Unreadable([("q", f"A filter has at most {LONGEST} characters.")])
    found, faults, position = [], [], 0
    text = text.rstrip()
    while position < len(text):
        token = TOKEN.match(text, position)
        if token is None or token.end() == position or not token[0].strip():
            faults.append(("q", "A quotation mark is opened and not closed."))
            break
        position = token.end()
        try:
            found.append(term_of(token))
        except Unreadable as unreadable:
            faults += unreadable.faults
    return settled(found, faults)


def term_of(token) -> Term:
    values = [re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted or not bare else bare
              for quoted, bare in VALUE.findall(token["values"])]  # fmt: skip
    minus = bool(token["minus"])
    if is_word(token):
        words = values if '"' in token["values"] and not token["name"] else [token[0].strip().removeprefix("-")]
        return made("text", "not" if minus else "is", words, "q")
    field = known(token["name"].lower())
    return made(field.name, op_of(field, token["sign"], values, minus=minus), values, "q")


def is_word(token) -> bool:
    """No field at all; or a colon as prose and addresses have it: `Error: no route`, `https://…`."""
    if token["name"] is None:
        return True
    return token["name"].lower() not in FIELDS and (not token["values"] or token["values"].startswith("//"))


def known(name: str) -> Field:
    if name not in FIELDS:
        raise Unreadable([("q", f"There is no field “{name}”. There are: {', '.join(FIELDS)}. "
                                "Words with a colon are looked for between quotation marks.")])  # fmt: skip
    return FIELDS[name]


def op_of(field: Field, sign: str, values, *, minus) -> str:
    """`opened<3d` speaks of the age, `opened<2026-11-01` of the calendar: a span turns the sign of what is past."""
    if SIGNS[sign] == "is":
        op = "not" if minus else "is"
    elif minus:
        raise Unreadable([("q", f"{field.name} with {sign} takes no minus: turn the sign instead.")])
    else:
        aged = not field.ahead and any(SPAN.match(value) for value in values)
        op = "before" if (sign == "<") != aged else "after"
    if op not in field.ops:
        raise Unreadable([("q", f"{field.name} does not go with “{sign}”. Say {ways(field)}.")])
    return op


def ways(field: Field) -> str:
    said = [f"{field.name}:…"] if "is" in field.ops else []
    said += [f"{field.name}<{field.example}", f"{field.name}>{field.example}"] if "before" in field.ops else []
    return " or ".join(said or [f"{field.name}>today, {field.name}<{field.example}"])


def made(name: str, op: str, values, where: str) -> Term:
    """A term whose values are all possible, in their one spelling."""
    field = FIELDS[name]
    kept = tuple(dict.fromkeys(field.plain(value.strip()) for value in values if value.strip()))
    if not kept:
        raise Unreadable([(where, f"{name} needs a value.")])
    faults = [(where, fault) for value in kept if (fault := fault_of(field, op, value))]
    if op in ("after", "before") and len(kept) > 1:
        faults.append((where, f"{name} takes one moment."))
    if faults:
        raise Unreadable(faults)
    return Term(name, op, kept)


def fault_of(field: Field, op: str, value: str) -> str:
    if "\x00" in value or len(value) > 200:
        return f"{field.name} has a value that is no text of at most 200 characters."
    if op in ("after", "before"):
        return "" if is_moment(value) else (
            f"{field.name} cannot be “{value}”. Say a span (30m, 2h, 3d, 1w), {', '.join(DAYS)} or a date (2026-11-21)."
        )  # fmt: skip
    if field.values and value not in field.values:
        return f"{field.name} cannot be “{value}”. It can be: {', '.join(field.values)}."
    if field.pattern and not re.match(field.pattern, value, re.ASCII):
        return f"{field.name} cannot be “{value}”. {field.hint}"
    return ""


def is_moment(value: str) -> bool:
    if SPAN.match(value) or value in DAYS:
        return True
    try:
        date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return False
    return len(value) >= 10 and value[:4] > "0001" and value[:4] < "9999"


def settled(found, faults) -> list[Term]:
    """Each field and operator once, in the order of their first appearance."""
    merged: dict[tuple[str, str], dict] = {}
    for term in found:
        merged.setdefault((term.field, term.op), {}).update(dict.fromkeys(term.values))
    for (name, op), values in merged.items():
        if op in ("after", "before") and len(values) > 1:
            faults.append(("q", f"{name} takes one moment."))
        if len(values) > MOST:
            faults.append(("q", f"{name} has more than {MOST} values."))
    if faults:
        raise Unreadable(faults)
    return [Term(name, op, tuple(values)) for (name, op), values in merged.items()]


def together(*groups) -> list[Term]:
    """The terms of several spellings, all of which hold."""
    return settled([term for group in groups for term in group], [])


def read(pairs) -> list[Term]:
    """The terms of an address: pairs of a parameter and its values. What is no filter is passed over."""
    found, faults = [], []
    for parameter, given in pairs:
        values = [value for value in given if value.strip()]
        if not values:
            continue
        try:
            found += aliased(parameter, values) if parameter in ALIASES else plain(parameter, values)
        except Unreadable as unreadable:
            faults += unreadable.faults
    return settled(found, faults)


def plain(parameter, values) -> list[Term]:
    if parameter not in PARAMETERS:
        return []
    name, op = PARAMETERS[parameter]
    return [made(name, op, values, parameter)]


def aliased(parameter, values) -> list[Term]:
    if values[-1] not in ALIASES[parameter]:
        raise Unreadable([(parameter, "Say true or false.")])
    op, value = ALIASES[parameter][values[-1]]
    return [made(parameter.partition("_")[0], op, [value], parameter)]


def written(terms) -> list[tuple[str, str]]:
    """The terms as parameters of an address, one pair for each value."""
    return [(term.parameter, value) for term in terms for value in term.values]


def typed(terms) -> str:
    """The terms as one would type them."""
    return " ".join(spelled(term) for term in terms)


def spelled(term: Term) -> str:
    minus = "-" if term.op == "not" else ""
    if term.field == "text":
        return " ".join(minus + quoted(value, also=":<>") for value in term.values)
    values = ",".join(quoted(value) for value in term.values)
    if term.op in ("is", "not"):
        return f"{minus}{term.field}:{values}"
    aged = not FIELDS[term.field].ahead and SPAN.match(term.values[0])
    return f"{term.field}{'<' if (term.op == 'before') != bool(aged) else '>'}{values}"


def quoted(value: str, also="") -> str:
    if BARE.match(value) and not any(sign in value for sign in also):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
