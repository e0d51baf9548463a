"""What a draft of a calendar may say, what differs from the version before, and what publishing it makes."""

from datetime import date
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from supportdesk.accounts.zones import known
from supportdesk.errors import Refused

from . import publishing, windows
from .models import Calendar

MOST_DATES = 3000
NOTHING = "–"
FIELDS = ("name", "zone", "week", "holidays", "names", "overrides")


def checked(content, before, at):
    """The content in its one form; raises Refused with the field."""
    zone = zone_named(content.get("zone", ""))
    week = week_checked(content.get("week") or {})
    today = at.astimezone(ZoneInfo(zone)).date()
    closed = set(content.get("holidays") or [])
    if len(closed) > MOST_DATES:
        raise Refused("That are more dates than a calendar can hold.", field="holidays")
    names = {day: str(name).strip()[:120] for day, name in (content.get("names") or {}).items() if day in closed}
    past = before.overrides if before else {}
    result = {
        "name": name_checked(content.get("name", "")),
        "zone": zone,
        "week": week,
        "holidays": sorted(date_of(day, "holidays").isoformat() for day in closed),
        "names": dict(sorted(names.items())),
        "overrides": overrides_checked(content.get("overrides") or {}, today, past),
    }
    require_buildable(result)
    return result


def name_checked(name):
    if not name.strip():
        raise Refused("Give it a name.", field="name")
    if len(name.strip()) > 120:
        raise Refused("The name is longer than 120 characters.", field="name")
    return name.strip()


def zone_named(text):
    """The zone, also when it is written with spaces or in small letters."""
    wanted = text.strip().replace(" ", "_").lower()
    by_name = {name.lower(): name for name in known()}
    if wanted in by_name:
        return by_name[wanted]
    places = [name for name in known() if wanted and name.lower().rpartition("/")[2] == wanted]
    near = places or [by_name[name] for name in get_close_matches(wanted, by_name, n=3, cutoff=0.75)]
    hint = f" Did you mean {' or '.join(near)}?" if near else " Write it like Europe/Berlin."
    raise Refused(f"There is no time zone “{text.strip()}”.{hint}", field="zone")


def week_checked(week):
    found = {str(day): sorted(map(list, spans)) for day, spans in sorted(week.items()) if spans}
    if not any(start != end for spans in found.values() for start, end in spans):
        raise Refused("These hours never open. Give at least one window.", field="week")
    if words := windows.clash(found):
        raise Refused(words, field="week")
    return found


def date_of(text, field):
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Refused(f"“{text}” is no date. Write it like 2026-12-24.", field=field) from None


def overrides_checked(overrides, today, past):
    if len(overrides) > MOST_DATES:
        raise Refused("That are more dates than a calendar can hold.", field="overrides")
    result = {}
    for text, given in sorted(overrides.items()):
        day, spans = date_of(text, "overrides"), sorted(map(list, given.get("windows") or []))
        if day < today and text not in past:
            raise Refused(f"{day:%d-%m-%Y} lies in the past.", field="overrides")
        if words := windows.clash({"0": spans}):
            raise Refused(f"{day:%d-%m-%Y}: {words.removeprefix('Monday: ')}", field="overrides")
        if not str(given.get("reason", "")).strip():
            raise Refused(f"{day:%d-%m-%Y}: say why it is otherwise.", field="overrides")
        result[text] = {"windows": spans, "reason": str(given["reason"]).strip()[:200]}
    return result


def require_buildable(content):
    try:
        Calendar.drafted(content, key="draft").build()
    except (ValueError, TypeError, LookupError) as error:
        raise Refused(f"These hours cannot be used: {error}", field="week") from error


def spoken(calendar):
    """All that it says, label by label, as people read it."""
    found = {"Name": calendar.name, "Time zone": calendar.zone}
    found |= {day: windows.said(calendar.week.get(str(number), [])) for number, day in enumerate(windows.DAYS)}
    found |= {f"Closed on {day:%d-%m-%Y}": calendar.holiday_name(day) or "closed" for day in calendar.holidays}
    for text, each in sorted(calendar.overrides.items()):
        found[f"Staffed on {date.fromisoformat(text):%d-%m-%Y}"] = f"{windows.said(each['windows'])} ({each['reason']})"
    return found


def changes(before, after):
    """{label: [was, now]} of what differs."""
    was, now = spoken(before) if before else {}, spoken(after)
    return {
        label: [was.get(label, NOTHING), now.get(label, NOTHING)]
        for label in {**was, **now}
        if was.get(label, NOTHING) != now.get(label, NOTHING)
    }


def published(draft, at):
    """The next version, and the policies that move to it: each that counts in it was asked about."""
    calendar = draft.build(at)
    counting = publishing.counting_in(draft.key, at) if draft.base else []
    require_decided(draft, counting)
    calendar.save()
    moving = [one for one in counting if draft.policies.get(one.key)]
    reason = f"Counts in version {calendar.version} of {calendar.name}. {draft.reason}"[:500]
    return calendar, [publishing.next_policy(one, at=at, reason=reason, hours=calendar) for one in moving]


def require_decided(draft, counting):
    undecided = [one for one in counting if one.key not in draft.policies]
    if undecided:
        names = ", ".join(one.name for one in undecided)
        raise Refused(f"Say whether it moves to the new hours: {names}.", field="policies")
    for one in counting:
        later = type(one).objects.filter(key=one.key, effective_from__gt=one.effective_from, version__gt=one.version)
        if draft.policies[one.key] and (next_one := later.order_by("version").first()):
            begins = f"{next_one.effective_from:%d-%m-%Y %H:%M} UTC"
            raise Refused(
                f"{one.name} has a version that begins on {begins}: leave it, or begin later.", field="policies"
            )
