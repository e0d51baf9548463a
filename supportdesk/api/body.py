"""Reading a JSON body: strict, and safe against what breaks a reader or the database."""

import json

from rest_framework.parsers import BaseParser

from supportdesk.api.errors import malformed


class JsonBody(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        return read(stream.read())


def read(body):
    """The value of a JSON text in UTF-8. Refused: duplicate names, NaN, too deep nesting, NUL and lone surrogates."""
    try:
        value = json.loads(body.decode(), parse_constant=no_constant, object_pairs_hook=named_once)
    except RecursionError:
        raise malformed("The body is nested too deeply.", "too_deep", pointer="") from None
    except ValueError as error:
        raise malformed(f"The body is no JSON text in UTF-8: {error}"[:200], "json", pointer="") from None
    if b"\\u" in body:
        require_text(value, "")
    return value


def no_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def named_once(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return value


def require_text(value, pointer):
    """NUL and lone surrogates can only come escaped, can be kept nowhere, and are no text."""
    if isinstance(value, dict):
        for name, inner in value.items():
            require_text(name, pointer)
            require_text(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            require_text(inner, f"{pointer}/{number}")
    elif isinstance(value, str) and unsaid(value):
        raise malformed("This text holds a NUL or half of a surrogate pair.", "text", pointer=pointer)


def unsaid(text):
    return any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)
