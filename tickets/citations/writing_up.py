"""What an article begins with when it is written from a ticket: its words, without the people in them (T-54, KB-08)."""

import re

from kb.articles.internal import MARK
from kb.articles.shapes import LONGEST, SECTIONS, ArticleKind
from supportdesk.privacy.mask import masked

MARKS = re.compile(r":{3,}")


def texts(ticket, kind):
    """section -> text, for the sections of this kind that a ticket can say something about."""
    return placed(sources(ticket), kind, ticket.reference)


def placed(said, kind, reference):
    """What is known by name, put into the sections of this kind. Notes and where it comes from are the desk's alone."""
    known = {section.key for section in SECTIONS[ArticleKind(kind)]}
    parts = {key: said[name] for key, name in PLACES.items() if key in known and said[name]}
    related = f"{MARK}\nWritten from {reference}.\n:::"
    notes = f"{MARK}\n{said['notes']}\n:::" if said["notes"] else ""
    for key in ("checks", "side_effects", "evidence", "sample", "tests"):
        if key in known and notes:
            parts[key] = "\n\n".join(filter(None, [parts.get(key, ""), notes]))
            break
    if "related" in known:
        parts["related"] = related
    return {key: text[:LONGEST] for key, text in parts.items()}


PLACES = {
    "symptoms": "symptom",
    "symptom": "symptom",
    "goal": "symptom",
    "question": "symptom",
    "what": "symptom",
    "driver": "symptom",
    "topic": "symptom",
    "trigger": "symptom",
    "purpose": "symptom",
    "environment": "component",
    "cause": "cause",
    "why_intended": "cause",
    "resolution": "steps",
    "steps": "steps",
    "short_answer": "advice",
    "workaround": "advice",
    "alternatives": "advice",
    "prevention": "prevention",
    "verification": "verification",
}


def sources(ticket):
    """What the ticket says, each without names, addresses, numbers and secrets."""
    names = people(ticket)
    solved = ticket.resolutions.last()
    first = ticket.messages.filter(from_desk=False).first()
    notes = "\n\n".join(ticket.notes.values_list("body", flat=True)[:10])
    said = {
        "symptom": f"{ticket.title}\n\n{first.body if first else ''}".strip(),
        "component": str(ticket.component or ""),
        "cause": (solved.root_cause or solved.happened) if solved else "",
        "steps": solved.steps if solved else "",
        "advice": solved.advice if solved else "",
        "prevention": solved.prevention if solved else "",
        "verification": solved.verification if solved else "",
        "notes": notes,
    }
    return {name: clean(text, names) for name, text in said.items()}


def people(ticket):
    """Whom the words may name: the requester, who reads along, and their organisation."""
    who = [ticket.requester.name, *(one.name for one in ticket.co_requesters.all())]
    return named(who, [ticket.organisation.name] if ticket.organisation else [])


def named(people, customers):
    """What is taken out, the longest first: whole names and their parts."""
    found = [(name, "person") for name in people] + [(part, "person") for name in people for part in name.split()]
    found += [(name, "customer") for name in customers]
    return sorted({pair for pair in found if len(pair[0]) > 2}, key=lambda pair: -len(pair[0]))


def clean(text, names):
    text = masked(MARKS.sub("::", text))
    for name, what in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"[{what}]", text, flags=re.IGNORECASE)
    return text
