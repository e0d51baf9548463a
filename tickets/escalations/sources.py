"""What the ticket already knows of a packet (ESC-20), each with where it came from."""

import re
from zoneinfo import ZoneInfo

from tickets.desk.models import Attachment, Identifier, Message, Note
from tickets.sla.models import Goal

from .fields import FIELDS
from .models import Escalation
from .states import Target

QUOTED = re.compile(r"[“\"„«]([^”\"“»\n]{6,200})[”\"“»]")
ERROR = re.compile(r"^.*\b(?:error|exception|failed|denied|timed? ?out)\b.*$", re.IGNORECASE | re.MULTILINE)
TRACES = ("request", "trace", "correlation")
SURROUNDINGS = {"region": "region", "browser": "browser", "system": "os", "app": "app_version"}
NOTES = 6
Found = dict[str, tuple[dict[str, str], str]]


def known(escalation: Escalation) -> Found:
    """Field id -> (parts, source). What nobody has said is not made up."""
    ticket = escalation.ticket
    kept = Kept(ticket)
    found = {
        "P-06": environment(ticket),
        "P-07": ({"version": ticket.surroundings.get("version", "")}, "the ticket's surroundings"),
        "P-08": identifiers(ticket, kept),
        "P-09": timestamps(ticket, kept),
        "P-10": ({"ids": ", ".join(kept.named(*TRACES))}, "the ticket's identifiers"),
        "P-11": error(kept),
        "P-16": tried(kept),
        "P-17": playbook(ticket),
        "P-20": scope(escalation, ticket),
        "P-21": ({"severity": f"P{ticket.working_priority}", "reason": ticket.priority_rationale}, "the ticket"),
        "P-22": customer(ticket),
        "P-25": related(kept),
        "P-28": group(escalation),
        "P-30": told(ticket, kept),
        "P-31": ({"contact": (ticket.owner or escalation.sender).name}, "the ticket's owner"),
    }
    if escalation.target == Target.SECURITY:
        found["P-29"] = ({"concern": "yes"}, "the security path")
    return found | cleared(escalation)


class Kept:
    """What stands around the ticket, read once."""

    def __init__(self, ticket):
        self.identifiers = list(Identifier.objects.filter(ticket=ticket).order_by("pk"))
        self.messages = list(Message.objects.filter(ticket=ticket).select_related("author").order_by("at", "pk"))
        self.notes = list(Note.objects.filter(ticket=ticket).select_related("author").order_by("-at", "-pk")[:NOTES])
        self.links = list(ticket.links.all())

    def named(self, *kinds) -> list[str]:
        return [one.value for one in self.identifiers if one.kind in kinds]


def environment(ticket):
    said = ticket.surroundings
    named = {part: said[name] for part, name in SURROUNDINGS.items() if said.get(name)}
    if said.get("environment"):
        named["kind"] = said["environment"] if said["environment"] in ("production", "staging") else "other"
    parts = {"app": ticket.component.name if ticket.component else "", "region": str(ticket.region or "")} | named
    return parts, "the ticket's component, region and surroundings"


def identifiers(ticket, kept):
    account = [f"account {ticket.organisation_id}"] if ticket.organisation_id else []
    return {"identifiers": ", ".join([*(f"tenant {one}" for one in kept.named("tenant")), *account])}, "the account"


def timestamps(ticket, kept):
    zone = ticket.requester.zone
    last = kept.messages[-1].at if kept.messages else ticket.opened_at
    seen = {"first_seen": ticket.opened_at, "last_seen": last}
    local = {name: f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for name, at in seen.items()}
    return local | {"zone": zone}, "first and last message"


def error(kept):
    """Quoted by the requester, or the line that says so."""
    said = [one.body for one in kept.messages if not one.author.serves]
    quoted = next((found[1] for body in said for found in QUOTED.finditer(body)), "")
    line = quoted or next((found[0].strip()[:200] for body in said for found in ERROR.finditer(body)), "")
    codes = kept.named("error_code")
    return {"error": f"“{line}”" if line else "", "code": ", ".join(codes)}, "the requester's words"


def tried(kept):
    lines = [f"{one.author.name}: {' '.join(one.body.split())[:200]}" for one in reversed(kept.notes)]
    return {"steps": "\n".join(lines)}, "the notes"


def playbook(ticket):
    """The run that did not solve it, and the step at which it stopped (T-16)."""
    run = ticket.playbook_runs.exclude(outcome="solved").select_related("version").order_by("-pk").first()
    if run is None:
        return {}, ""
    last = run.results.order_by("-pk").first()
    step = f"step {last.step}: {last.words or last.outcome}" if last else ""
    return {"playbook": run.version.name, "failed_at": step or run.words}, "the ticket's playbook run"


def scope(escalation, ticket):
    tickets = [ticket, *escalation.also.all()] if escalation.pk else [ticket]
    customers = len({one.organisation_id or f"person {one.requester_id}" for one in tickets})
    return {"scope": f"at least {customers} customers in {len(tickets)} tickets"}, "the tickets attached"


def customer(ticket):
    organisation = ticket.organisation
    if organisation is None:
        return {}, ""
    flags = ", ".join(organisation.Flag(one).label for one in organisation.flags)
    words = [f"tier {organisation.get_tier_display()}", flags, renewal(organisation)]
    return {"urgency": "; ".join(word for word in words if word)}, "the account"


def renewal(organisation):
    return f"renews on {organisation.renews_on}" if organisation.renews_on else ""


def related(kept):
    said = ", ".join(f"{one.get_kind_display()} {one.reference or f'T-{one.other_id}'}" for one in kept.links)
    return {"related": said or "none found"}, "the ticket's links"


def group(escalation):
    lane = escalation.lane
    if lane is None:
        return {}, ""
    of = f"for {lane.component.name}" if lane.component else "where nothing more special is said"
    return {"group": lane.group.name, "why": f"The matrix names them {of}."}, "the matrix"


def told(ticket, kept):
    public = [one for one in kept.messages if one.author.serves and one.author_id != ticket.requester_id]
    due = ticket.clocks.filter(goal=Goal.NEXT_UPDATE, stopped_at=None).values_list("due_at", flat=True).first()
    last = f"Last update {public[-1].at:%Y-%m-%d %H:%M} UTC" if public else "No update was sent yet"
    following = f"next one promised by {due:%Y-%m-%d %H:%M} UTC" if due else "no next one is promised"
    return {"state": f"{last}, {following}."}, "the conversation"


def cleared(escalation) -> Found:
    """What is attached counts once somebody has cleared it (P-12, P-34)."""
    artefacts = list(escalation.artefacts.select_related("attachment__file", "cleared_by")) if escalation.pk else []
    if artefacts:
        names = "\n".join(one.attachment.file.name for one in artefacts)
        last = artefacts[-1]
        files = {"artefacts": names, "sanitised": "yes", "sensitivity": artefacts[0].sensitivity}
        clearance = {"cleared_by": last.cleared_by.name, "cleared_at": f"{last.cleared_at:%Y-%m-%d %H:%M} UTC"}
        return {"P-12": (files, "cleared files"), "P-34": (clearance, "cleared files")}
    names = Attachment.objects.present().filter(ticket=escalation.ticket).values_list("file__name", flat=True)
    return {"P-12": ({"artefacts": "\n".join(names)}, "the ticket's files")}


def useful(found: Found) -> Found:
    """Without what is empty."""
    kept = {
        name: ({part: said for part, said in parts.items() if said}, source) for name, (parts, source) in found.items()
    }
    return {one.id: kept[one.id] for one in FIELDS if kept.get(one.id, ({}, ""))[0]}
