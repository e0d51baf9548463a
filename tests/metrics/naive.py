"""Every KPI once more, by a plain walk over the list of events: shares nothing with what it checks.

One pass over a history, things remembered in passing, everything as words. Slow, and easy to read beside
docs/kpis.md.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from tests.metrics.naive_tickets import Notes, ticket, whole

LIVE = {"new", "triaged", "in_progress", "pending_requester", "pending_internal", "pending_vendor", "scheduled"}


def entries(events):
    """Every entry of every KPI: dicts of kpi, variant, at, good, measure, out (why it is left out), queue, person."""
    histories = defaultdict(list)
    for event in {event["id"]: event for event in events}.values():
        if event["via"] == "import" or event["recorded_at"] - event["at"] <= timedelta(days=30):
            histories[event["subject"], event["subject_id"]].append(event)
    found = []
    for (subject, _), history in histories.items():
        history.sort(key=lambda event: (event["at"], event["id"]))
        walk = {"ticket": ticket, "incident": incident, "problem": problem}.get(subject, written)
        found += walk(history)
    return found + repeats(found)


def repeats(found):
    """Whoever was back with the same category within a week."""
    opened = [one for one in found if one["kpi"] == "ARRIVED" and not one["out"] & {"X1", "X2"}]
    again = []
    for one in found:
        if one["kpi"] == "KPI-09":
            same = [new for new in opened if (new["who"], new["category"]) == (one["who"], one["category"])]
            week = timedelta(days=7)
            good = one["category"] is not None and any(one["at"] < new["at"] <= one["at"] + week for new in same)
            again.append(one | {"kpi": "S-02", "good": good})
    return again


def moment(event, name="happened"):
    return datetime.fromisoformat(event["data"][name]) if event["data"].get(name) else event["at"]


def incident(history):
    if history[0]["kind"] != "incident.suspected":
        return []
    notes, first = Notes(), history[0]
    out = {"X1"} if first["data"].get("drill") else set()
    out |= {"X1"} if any(event["kind"] == "incident.dismissed" for event in history) else set()
    starts = [event for event in history if event["data"].get("started")]
    detected, started = moment(first, "detected"), moment(starts[-1] if starts else first, "started")
    reached = steps(history)
    told_in_time(notes, history)
    timed(notes, reached, "acknowledged", "KPI-34", {"": detected})
    if "acknowledged" in reached:
        event = reached["acknowledged"]
        notes.add("INCIDENTS", "", event | {"at": moment(event)})
    begun = {"acknowledged": moment(reached["acknowledged"])} if "acknowledged" in reached else {}
    timed(notes, reached, "identified", "KPI-36", begun | {"detected": detected})
    timed(notes, reached, "restored", "KPI-35", {"started": started, "detected": detected})
    if "identified" in reached:
        event = reached["identified"]
        notes.add("KPI-37", "", event | {"at": moment(event)}, good=first["data"].get("recurs") is not None)
    for entry in notes:
        entry["out"] |= out
    return list(notes)


def steps(history):
    reached = {}
    for event in history:
        data = event["data"]
        if event["kind"] == "incident.declared" and "acknowledged" not in reached:
            reached["acknowledged"] = event
        if event["kind"] == "incident.moved" and data["move"] == "back":
            reached = {"acknowledged": reached["acknowledged"]} if "acknowledged" in reached else {}
        elif event["kind"] == "incident.moved":
            reached[data["state"]] = event
    return reached


def told_in_time(notes, history):
    late = set()
    for event in history:
        audience = event["data"].get("audience")
        if event["kind"] in ("incident.update_late", "incident.updated") and audience not in late:
            for variant in (audience, "both"):
                notes.add("KPI-30", variant, event, good=event["kind"] == "incident.updated")
        if event["kind"] == "incident.update_late":
            late.add(audience)
        if event["kind"] == "incident.updated":
            late.discard(audience)


def timed(notes, reached, state, kpi, begins):
    if state in reached:
        event = reached[state]
        for variant, begin in begins.items():
            notes.add(kpi, variant, event | {"at": moment(event)}, measure=whole(moment(event) - begin))


def problem(history):
    notes, opened, accepted, over = Notes(), None, None, False
    for event in history:
        state = event["data"].get("state") if event["kind"] == "problem.moved" else None
        if event["kind"] == "problem.opened":
            opened = opened or event
        if state:
            over = state in ("declined", "merged", "risk_accepted")
        if event["kind"] == "problem.merged":
            over = True
        if state == "accepted" and opened and accepted is None:
            accepted = event
        if state == "fix_deployed" and opened:
            notes.add("KPI-38", "evidence", event, measure=whole(event["at"] - opened["at"]))
            if accepted:
                notes.add("KPI-38", "accepted", event, measure=whole(event["at"] - accepted["at"]))
    return [] if over else list(notes)


def written(history):
    notes, writer = Notes(), None
    for event in history:
        if event["kind"] in ("article.drafted", "article.revised", "article.restored"):
            writer = writer if event["data"].get("minor") else event["actor_id"]
        if event["kind"] == "article.published" and writer:
            for variant in ("all", "article"):
                notes.add("KPI-25", variant, event, person=writer)
            writer = None
        if event["kind"] in ("macro.published", "playbook.published"):
            for variant in ("all", event["subject"]):
                notes.add("KPI-25", variant, event, person=event["data"]["proposed_by"])
    return list(notes)


def counted(found, kpi, variant, exclusions, since, until, **only):
    """What a figure must say: denominator, numerator, sum, percentiles."""
    if kpi == "KPI-10":
        return opened_long_ago(found, int(variant), until, **only)
    wanted = [
        one
        for one in found
        if one["kpi"] == kpi and one["variant"] == variant and since <= one["at"] < until
        and not one["out"] & set(exclusions)
        and all(one.get(name) == value for name, value in only.items())
    ]  # fmt: skip
    measures = sorted(one["measure"] for one in wanted if one["measure"] is not None)
    return len(wanted), sum(one["good"] for one in wanted), sum(measures) if measures else None, spread(measures)


def opened_long_ago(found, days, at, queue=None):
    ages = []
    for one in found:
        if one["kpi"] == "KPI-10" and not one["out"] & {"X1", "X2"}:
            stood = [now for since, now in one["stays"] if since <= at]
            if stood and stood[-1]["status"] in LIVE and queue in (None, stood[-1]["queue"]):
                ages.append(at - one["opened"])
    seconds = sorted(round_half_up(age) for age in ages)
    old = sum(age >= timedelta(days=days) for age in ages)
    return len(ages), old, sum(seconds) if seconds else None, spread(seconds)


def round_half_up(age):
    """As the database turns a fraction into a whole number."""
    return int(age.total_seconds() + 0.5)


def spread(measures):
    """Between two neighbours, as far as the share says."""
    if not measures:
        return ()
    found = []
    for share in (0.5, 0.75, 0.9, 0.95):
        place = share * (len(measures) - 1)
        low = int(place)
        high = min(low + 1, len(measures) - 1)
        found.append(float(measures[low]) + (place - low) * (float(measures[high]) - float(measures[low])))
    return tuple(found)
