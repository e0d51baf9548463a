"""Approved wording with what is true right now put in. Pure: `outward.values_of` has the values."""

import re

from supportdesk.errors import Refused

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
FIELDS = {
    "reference": "the incident's number",
    "severity": "how bad it is",
    "service": "the parts it is about",
    "region": "the regions it is about",
    "started": "when it began",
    "state": "how far it has come",
    "workaround": "the approved workaround",
    "next update": "when we write again",
}


def fields(text):
    return set(FIELD.findall(text))


def require_known(text, field):
    """Whoever writes a wording may name only what there is, and no brace that would stand in a message by mistake."""
    unknown = sorted(fields(text) - set(FIELDS))
    if unknown:
        raise Refused(f"There is no “{unknown[0]}”. Known: {', '.join(FIELDS)}.", field=field)
    if "{{" in FIELD.sub("", text) or "}}" in FIELD.sub("", text):
        raise Refused("A field stands between two braces on either side, such as {{service}}.", field=field)


def merged(text, values):
    """The text with every field put in; refused where a value is not known yet."""
    missing = sorted(name for name in fields(text) if not values.get(name))
    if missing:
        raise Refused(f"This wording needs {FIELDS[missing[0]]}, which is not known yet.", field="template")
    return FIELD.sub(lambda match: values[match[1]], text)


def same(one, other):
    """Word for word: line ends and blanks at the edges do not count, for browsers change them."""
    return plain(one) == plain(other)


def plain(text):
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def filled(text, values):
    """For a form: what is not known yet stays as a field, for its writer to see."""
    return FIELD.sub(lambda match: values.get(match[1]) or match[0], text)
