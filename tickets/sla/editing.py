"""Small changes of a calendar's content, as the buttons of its draft make them."""

from zoneinfo import ZoneInfo

from supportdesk.errors import Refused


def closing(content, days, now):
    """Close it on these dates, each with a name. With `now` they are a person's own word, which is about the future."""
    if now is not None:
        today = now.astimezone(ZoneInfo(content["zone"])).date() if known(content["zone"]) else now.date()
        if past := [day for day in days if day < today]:
            raise Refused(f"{past[0]:%d-%m-%Y} lies in the past.", field="holidays")
    new = {day.isoformat(): name for day, name in days.items()}
    closed = sorted({*content.get("holidays", ()), *new})
    return content | {"holidays": closed, "names": content.get("names", {}) | new}


def known(zone):
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return None


def reopened(content, day):
    """No closed day any more."""
    closed = [one for one in content.get("holidays", ()) if one != day]
    names = {one: name for one, name in content.get("names", {}).items() if one != day}
    return content | {"holidays": closed, "names": names}


def staffing(content, day, windows, reason):
    """On this date exactly these windows are open."""
    own = {day.isoformat(): {"windows": windows, "reason": reason}}
    return content | {"overrides": content.get("overrides", {}) | own}


def usual(content, day):
    """As every other such day again."""
    return content | {"overrides": {one: each for one, each in content.get("overrides", {}).items() if one != day}}
