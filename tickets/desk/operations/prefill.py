"""What a ticket tells whoever makes something else of it: symptom, cause and resolution as far as they are known.

The desk itself makes linked defects and improvement ideas (T-54). What lies above it, such as an article or a problem,
reads the same case and keeps its own link back.
"""

from typing import NamedTuple


class Case(NamedTuple):
    title: str
    symptom: str
    cause: str = ""
    resolution: str = ""

    def text(self, reference: str) -> str:
        """The body of what is made of it, in Markdown; a part that nobody knows is left out."""
        parts = (("Symptom", self.symptom), ("Cause", self.cause), ("Resolution", self.resolution))
        said = [f"**{name}**\n\n{words}" for name, words in parts if words.strip()]
        return "\n\n".join([*said, f"From {reference}."])


def case(ticket) -> Case:
    first = ticket.messages.order_by("at", "pk").first()
    solved = ticket.resolutions.order_by("-at", "-pk").first()
    symptom = first.body if first else ""
    if solved is None:
        return Case(ticket.title, symptom)
    cause = f"{solved.get_cause_class_display()}. {solved.root_cause}".strip()
    return Case(ticket.title, solved.happened or symptom, cause, solved.steps)
