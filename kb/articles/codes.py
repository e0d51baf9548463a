"""Error codes as people write them: E42, ORA-00942, 0x80070005, HTTP 502."""

import re

LONGEST, MOST = 40, 20
CODE = re.compile(
    r"\b(?:0x[0-9a-f]{3,16}|[a-z]{1,12}[-_ ]?\d{1,8}(?:[-_.]\d{1,6})?|[a-z]{2,10}(?:[-_][a-z0-9]{2,12}){1,3})\b", re.I
)


def plain(code):
    """One form for all spellings: E-42, e42 and E 42 are the same."""
    return re.sub(r"[\s_.-]+", "", code).upper()[:LONGEST]


def codes_in(text):
    """Whatever in a text could be a code, in its plain form, in order, each once."""
    found = (plain(match[0]) for match in CODE.finditer(text[:5000]) if any(sign.isdigit() for sign in match[0]))
    return list(dict.fromkeys(found))[:MOST]


def kept(codes):
    """As an article keeps its codes: without the empty ones, each once."""
    cleaned = (" ".join(code.split())[:LONGEST] for code in codes)
    return list(dict.fromkeys(code for code in cleaned if code))[:MOST]
