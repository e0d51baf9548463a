"""Articles as plain values."""

from supportdesk.accounts.mask import mask_person

from .. import workflow

SAME = (
    *("reference", "kind", "state", "state_since", "title", "published_at", "review_at", "expires_at", "marks"),
    *("issue_status_at", "fixed_in", "uses", "solved", "version"),
)
REVISED = (
    *("number", "title", "summary", "sections", "audience", "tier", "topic", "error_codes", "keywords", "versions"),
    *("minor", "note", "restores", "made_at", "outcome"),
)
REVIEWED = ("asked_at", "roles", "answer", "decided_at", "comment", "due_at")


def card(thing):
    return thing and {"id": thing.pk, "name": str(thing)}


def person(viewer, who):
    return who and {"id": who.pk, "name": mask_person(viewer, who).name}


def article(viewer, one):
    named = {"id": one.pk, "owner": person(viewer, one.owner), "moves": list(workflow.open_to(one))}
    named |= {"category": card(one.category), "component": card(one.component)}
    numbers = {"live": one.live and one.live.number, "working": one.working.number, "successor": one.successor_id}
    same = {name: getattr(one, name) for name in SAME}
    more = {"issue_status": one.issue_status or None, "revision": revision(viewer, one.shown)}
    return named | same | numbers | more


def revision(viewer, one):
    values = {name: getattr(one, name) for name in REVISED}
    return values | {"organisation": card(one.organisation), "author": person(viewer, one.author)}


def review(viewer, one):
    same = {name: getattr(one, name) for name in REVIEWED}
    people = {name: person(viewer, getattr(one, name)) for name in ("asked_by", "decided_by")}
    return {"id": one.pk, "number": one.revision.number} | same | people
