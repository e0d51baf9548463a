"""What an article begins with when it is written from an incident, without the people in it (KB-08). Reads only."""

from tickets.citations import writing_up

from .states import EntryKind

TOLD = (EntryKind.OBSERVATION, EntryKind.TEST, EntryKind.ACTION, EntryKind.DECISION, EntryKind.CORRECTION)
MOST = 30


def title(incident):
    return writing_up.clean(incident.title, people(incident))[:200]


def texts(incident, kind):
    """section -> text, for the sections of this kind that an incident can say something about."""
    names = people(incident)
    said = {name: writing_up.clean(text, names) for name, text in sources(incident).items()}
    return writing_up.placed(said, kind, incident.reference)


def sources(incident):
    """By the names that sections have in `tickets.citations.writing_up`. What was a hypothesis is none of it."""
    facts = incident.entries.filter(kind__in=TOLD, mark="fact").order_by("at", "pk")[:MOST]
    by_kind = {kind: [one.text for one in facts if one.kind == kind] for kind in TOLD}
    ways = incident.workarounds.filter(approved_at__isnull=False, withdrawn_at=None).values_list("text", flat=True)
    fixes = incident.items.values_list("what", flat=True)
    checks = incident.checks.filter(passed=True).values_list("what", flat=True)
    return {
        "symptom": f"{incident.title}\n\n{incident.summary}".strip(),
        "component": ", ".join(incident.components.values_list("name", flat=True)),
        "cause": incident.cause,
        "steps": listed(by_kind[EntryKind.ACTION]),
        "advice": "\n\n".join(ways),
        "prevention": listed(fixes),
        "verification": listed(checks),
        "notes": listed(f"{one.get_kind_display()}: {one.text}" for one in facts if one.kind != EntryKind.ACTION),
    }


def listed(lines):
    return "\n".join(f"- {line}" for line in lines)


def people(incident):
    """Whom the words may name: the requesters of its tickets and their organisations."""
    tickets = incident.links.live()
    named = tickets.values_list("ticket__requester__name", flat=True).distinct()
    customers = tickets.exclude(ticket__organisation=None).values_list("ticket__organisation__name", flat=True)
    return writing_up.named(list(named), list(customers.distinct()))
