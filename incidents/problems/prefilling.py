"""What a known error or a problem begins with when it is written from a ticket: its words, without the people in them
(T-54). Reads only."""

from supportdesk.errors import WrongState
from tickets.citations import writing_up
from tickets.desk.states import IdentifierKind


def codes(ticket):
    found = ticket.identifiers.filter(kind=IdentifierKind.ERROR_CODE).order_by("pk")
    return list(dict.fromkeys(code.upper() for code in found.values_list("value", flat=True)))[:20]


def title(ticket):
    return writing_up.clean(ticket.title, writing_up.people(ticket))[:200]


def of_error(ticket):
    """Symptom, cause and what helped; where no advice was given, the steps that resolved it."""
    said = writing_up.sources(ticket)
    words = {"symptom": said["symptom"], "cause": said["cause"], "workaround": said["advice"] or said["steps"]}
    return words | {"title": title(ticket), "component": ticket.component, "error_codes": codes(ticket)}


def of_problem(ticket):
    """Driver and what is known of the cause, in one statement."""
    said = writing_up.sources(ticket)
    parts = (("Symptom", said["symptom"]), ("Cause", said["cause"]), ("What resolved it", said["steps"]))
    statement = "\n\n".join(f"**{name}**\n\n{words}" for name, words in parts if words.strip())
    return {"title": title(ticket), "statement": statement, "signature": next(iter(codes(ticket)), "")}


def require_open_talk(ticket):
    if ticket.restricted:
        raise WrongState("What stands behind a wall stays there: nothing else is made of a restricted ticket.")
