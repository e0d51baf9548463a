"""Rows as they are told, as plain values."""

from supportdesk.accounts.mask import mask_person
from supportdesk.files.shown import file

from .. import leaving, policy, timings, workflow

PLAIN = (
    "title", "summary", "severity", "severity_initial", "severity_reviewed", "state", "state_since", "source",
    "features", "third_party", "change_reference", "bridge", "cause", "major", "declared_at", "criteria", "drill",
    "restricted", "started_at", "dismissed_at", "version",
)  # fmt: skip


def card(viewer, person):
    return person and {"id": person.pk, "name": mask_person(viewer, person).name}


def incident(one, viewer):
    named = {"components": sorted(one.component_names), "regions": sorted(one.region_names)}
    told = {"id": one.pk, "reference": one.reference, "cause_class": one.cause_class or None}
    told |= {"declared_by": card(viewer, one.declared_by), "stamps": stamps(one)}
    return {name: getattr(one, name) for name in PLAIN} | named | told


def stamps(one):
    return [{"state": state.value, "at": at} for state, at in one.stamps()]


def whole(one, by):
    moves = [name for name in workflow.moves_from(one.state)
             if policy.open_to(by, workflow.MOVES[name].right, one)]  # fmt: skip
    open_ones = leaving.duties(one) if one.recovered and one.is_live else []
    return incident(one, by.person) | {
        "recurs": one.recurs_id if one.recurs_id in one.kin else None,
        "recurrences": [pk for pk in one.kin if pk != one.recurs_id],
        "timings": [{"key": each.key, "seconds": seconds(each.took)} for each in timings.timings(one)],
        "clocks": [
            {"audience": clock.audience, "due_at": clock.due_at, "breached_at": clock.breached_at}
            for clock in one.clocks.filter(stopped_at=None).order_by("audience")
        ],
        "moves": moves,
        "duties": [words for _, words in open_ones],
    }


def seconds(took):
    return None if took is None else round(took.total_seconds())


def plain(names, *people):
    """`shown(row, viewer)`: these fields, and these people by name."""

    def shown(row, viewer):
        told = {name: getattr(row, name) for name in names}
        return told | {name: card(viewer, getattr(row, name)) for name in people}

    return shown


role = plain(("id", "role", "offered_at", "accepted_at", "ended_at"), "person", "given_by")
line_of = plain(
    ("id", "kind", "mark", "audience", "at", "entered_at", "source", "text", "evidence", "edited_at"), "author"
)
workaround = plain(
    ("id", "text", "availability", "side_effects", "approved_at", "withdrawn_at"), "proposed_by", "approved_by"
)
check = plain(("id", "what", "passed", "result", "at"), "by")
item = plain(("id", "what", "kind", "due_at", "state", "evidence", "ended_at", "late"), "owner")


def entry(row, viewer):
    files = [] if viewer.sits_lightly else row.files.all()
    return line_of(row, viewer) | {"files": [file(one.file) | {"id": one.pk} for one in files]}


def child(link, viewer):
    told = {"ticket": link.ticket_id, "linked_at": link.linked_at, "told_at": link.told_at}
    return told | {"refused": link.flow_words, "linked_by": card(viewer, link.linked_by)}


def line(one, viewer):
    edit = one.edit
    told = {"field": one.field, "value": one.value, "counted": one.counted}
    return told | {"reason": edit.reason if edit else "", "by": card(viewer, edit.by) if edit else None}


def review(one, viewer):
    names = ("parts", "opened_at", "due_at", "held_at", "level", "signed_at", "version")
    people = {name: card(viewer, getattr(one, name)) for name in ("facilitator", "signed_by")}
    attendees = [card(viewer, person) for person in one.attendees.all()]
    return {name: getattr(one, name) for name in names} | people | {"attendees": attendees}
