"""What makes two reports one thing: the signature of their error, as it groups. Pure."""

import re

NUMBER = re.compile(r"0x[0-9a-f]{5,}|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{5,}\b")
BETWEEN = re.compile(r"[^\w#]+")
CODE = re.compile(r"\b(?=[A-Z0-9_-]{2,40}\b)[A-Z][A-Z_]{0,20}-?\d{1,8}\b")


def grouped(signature: str) -> str:
    """Case, spaces and the numbers that differ each time are no difference: `Timeout  at 0x7ffe12` and `timeout at
    0x7ffe99` are one."""
    return BETWEEN.sub(" ", NUMBER.sub("#", signature.lower())).strip()[:200]


def codes_in(text: str) -> set[str]:
    """What looks like an error code in a line that somebody wrote: E42, ORA-1017."""
    return set(CODE.findall(text[:2000]))
