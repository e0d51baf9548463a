"""Whether our own mail server vouches for a sender (RFC 8601). What any other server claims is no word at all. Pure."""

import re

PASS, FAIL, UNKNOWN = "pass", "fail", ""
RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*(\w+)([^;]*)", re.IGNORECASE)
DOMAIN = re.compile(r"\b(?:header\.(?:from|d|i)|smtp\.mailfrom)\s*=\s*\S*?@?([A-Za-z0-9.-]+)", re.IGNORECASE)


def verdict(results: list[str], host: str, sender: str) -> str:
    """By the topmost word of `host`, ours; without one nothing is known. It passes where the domain that passed is that
    of the address people see."""
    said = next((one for one in results if named(one) == host.lower()), "") if host else ""
    found = {way.lower(): (how.lower(), more) for way, how, more in RESULT.findall(said)}
    if found.get("dmarc", ("", ""))[0] == FAIL:
        return FAIL
    domain = sender.rpartition("@")[2].lower()
    for way in ("dmarc", "dkim", "spf"):
        how, more = found.get(way, ("", ""))
        if how == PASS and aligned(more, domain):
            return PASS
    return UNKNOWN


def named(result: str) -> str:
    return result.partition(";")[0].split(" ")[0].strip().lower()


def aligned(more: str, domain: str) -> bool:
    return any(told.lower().strip(".") == domain for told in DOMAIN.findall(more))
