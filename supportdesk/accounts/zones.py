"""Zones of time that may be chosen."""

from functools import cache
from zoneinfo import available_timezones

from supportdesk.errors import Refused


@cache
def known():
    """Those of the world; what the database of zones keeps beside them is for machines."""
    return tuple(sorted(name for name in available_timezones() if name == "UTC" or "/" in name))


def require_zone(name):
    if name not in known():
        raise Refused("There is no such time zone.", field="zone")
