"""An escalation as it is told."""

from supportdesk.accounts.mask import mask_person

from .. import moving, timers

PLAIN = (
    "target",
    "issue",
    "trigger",
    "immediate",
    "state",
    "state_since",
    "rounds",
    "returns",
    "redirects",
    "percent",
    "first_percent",
    "avoidable",
    "fix_version",
    "submitted_at",
    "acknowledged_at",
    "accepted_at",
    "closed_at",
    "next_update_at",
)


def card(viewer, person):
    return person and {"id": person.pk, "name": mask_person(viewer, person).name}


def named(thing):
    return thing and {"id": thing.pk, "name": thing.name}


def escalation(viewer, one):
    said = {"id": one.pk, "reference": one.reference, "ticket": one.ticket_id}
    said |= {"also": sorted(each.pk for each in one.also.all())}
    said |= {name: getattr(one, name) for name in PLAIN}
    said |= {name: getattr(one, name) or None for name in ("outcome", "avoidable_reason", "decline_reason")}
    said |= {name: card(viewer, getattr(one, name)) for name in ("receiver", "sender")}
    said["group"], said["score"] = named(one.group), float(one.score)
    said["rating"] = None if one.rating is None else float(one.rating)
    return said


def packet(one):
    rows = list(one.fields.all())
    found = moving.assessed(one, {row.field: row.parts for row in rows})
    return {
        "fields": {row.field: {"parts": row.parts, "source": row.source} for row in rows},
        "needed": [field.id for field in found.applicable],
        "percent": found.percent,
        "minimum": found.minimum,
        "score": found.score,
        "dimensions": found.dimensions,
        "missing": list(map(lack, found.missing)),
        "vague": list(map(lack, found.vague)),
        "submittable": found.submittable,
    }


def lack(one):
    return {"field": one.field.id, "name": one.field.name, "words": one.words}


def course(one, now):
    return {
        "returns": [returned(each) for each in one.returned.prefetch_related("items")],
        "progress": [{"words": each.words, "useful": each.useful, "at": each.at} for each in one.progress.all()],
        "hypotheses": [hypothesis(each) for each in one.hypotheses.all()],
        "issues": [issue(each) for each in one.issues.select_related("tracker")],
        "tasks": [task(each) for each in one.tasks.all()],
        "clocks": [clock(each) for each in timers.spans(one.clocks.order_by("pk"), now)],
    }


def returned(one):
    items = [
        {name: getattr(each, name) for name in ("id", "field", "reason", "question", "answer")}
        for each in one.items.all()
    ]
    return {name: getattr(one, name) for name in ("id", "round", "reason", "words", "at")} | {"items": items}


def hypothesis(one):
    return {name: getattr(one, name) for name in ("id", "statement", "test", "result", "state", "confidence")}


def issue(one):
    said = {name: getattr(one, name) for name in ("id", "key", "url", "state", "fix_version")}
    return said | {"tracker": one.tracker.key}


def task(one):
    names = ("id", "fix_version", "passed", "place", "regression", "words", "done_at")
    return {name: getattr(one, name) for name in names} | {"ticket": one.ticket_id}


def clock(span):
    row = span["clock"]
    said = {name: getattr(row, name) for name in ("goal", "started_at", "stopped_at", "due_at", "breached_at")}
    return said | {"state": span["state"].value, "counted": round(span["counted"]), "elapsed": round(span["elapsed"])}


def lane(viewer, one):
    names = ("id", "target", "trigger", "channel", "calendar", "acknowledge_minutes", "accept_minutes")
    names += ("answer_minutes", "total_minutes", "issues_ids", "confirm_days", "confirmed_at", "asked_at", "correction")
    said = {name: getattr(one, name) for name in names} | {"component": one.component_id, "group": named(one.group)}
    return said | {name: card(viewer, getattr(one, name)) for name in ("contact", "owner")}


def tracker(one, *, secret=None):
    return {"id": one.pk, "key": one.key, "name": one.name, "generation": one.generation, "secret": secret}


def proposal(viewer, one):
    said = {name: getattr(one, name) for name in ("id", "matter", "words", "reason", "values", "made_at")}
    return said | {"lane": one.lane_id, "made_by": card(viewer, one.made_by)}
