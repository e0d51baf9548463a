"""A form as a page shows it: what is asked so far, what was answered, and what is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..forms import answers, schema

PREFIX = "q-"


@dataclass
class Field:
    """One question on the page. `typed` is what stands in it: a text, or the list of what is ticked."""

    question: schema.Question
    typed: Any = ""
    error: str = ""
    decides: bool = False

    @property
    def name(self):
        return f"{PREFIX}{self.question.key}"

    @property
    def id(self):
        return f"id_{self.question.lands if self.question.lands in ('title', 'body') else self.name}"

    @property
    def options(self):
        return list(self.question.named.items())


@dataclass
class Filling:
    """What a reader has typed into one version of a form."""

    version: Any
    data: Any = None
    faults: dict = field(default_factory=dict)

    @property
    def questions(self):
        return self.version.questions

    def given(self) -> dict:
        """The answers as the action takes them, of the questions that this page asks."""
        _, _, asked = answers.read(self.questions, self.typed())
        return {one.key: self.typed().get(one.key) for one in asked if one.key in self.typed()}

    def typed(self) -> dict:
        """What was sent, by key; an hour without a zone is the reader's own."""
        if self.data is None:
            return {}
        found = {}
        for one in self.questions:
            name = f"{PREFIX}{one.key}"
            if name in self.data:
                found[one.key] = self.data.getlist(name) if one.kind == "choices" else self.data[name]
                found[one.key] = zoned(found[one.key]) if one.kind == "moment" else found[one.key]
        return found

    def shown(self) -> set:
        """The keys of the questions that the page had asked when it was sent."""
        return set(self.data.getlist("asked")) if self.data is not None else set()

    def brings_up(self) -> list:
        """What is asked after these answers and was not on the page yet."""
        _, _, asked = answers.read(self.questions, self.typed())
        return [one for one in asked if one.key not in self.shown()]

    def fields(self) -> list[Field]:
        _, _, asked = answers.read(self.questions, self.typed())
        deciding = {one.when.question for one in self.questions if one.when}
        return [self.field(one, decides=one.key in deciding) for one in asked]

    def field(self, one, *, decides):
        name = f"{PREFIX}{one.key}"
        several = one.kind == "choices"
        nothing: Any = [] if several else ""
        typed = nothing if self.data is None else self.data.getlist(name) if several else self.data.get(name, "")
        return Field(one, typed, self.faults.get(one.key, ""), decides)

    def words(self) -> str:
        """What was written so far, to look for help with."""
        wanted = [one.key for one in self.questions if one.kind in ("text", "long")]
        return " ".join(str(self.typed().get(key, "")) for key in wanted)


def zoned(text):
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return text
    return said.replace(tzinfo=timezone.get_current_timezone()).isoformat() if said.tzinfo is None else text
