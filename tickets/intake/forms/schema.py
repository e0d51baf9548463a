"""What a form asks, as data. Pure."""

from dataclasses import dataclass

from tickets.desk import surroundings

KINDS = {
    "text": "One line",
    "long": "Several lines",
    "choice": "One of a list",
    "choices": "Some of a list",
    "yes_no": "Yes or no",
    "number": "A whole number",
    "date": "A day",
    "moment": "A day and an hour",
}
CHOOSING = ("choice", "choices")
DECIDING = (*CHOOSING, "yes_no")  # what a condition may look at

# Where an answer goes: a typed field of the ticket, or "" for an answer that stands for itself.
LANDS = {
    "": "Stands for itself",
    "title": "Subject",
    "body": "Description",
    "category": "Category",
    "component": "Component",
    "impact": "Impact",
    "urgency": "Urgency",
    "tags": "Tags",
    "identifier.error_code": "Error code",
    "identifier.request": "Request id",
    "identifier.trace": "Trace id",
    "identifier.correlation": "Correlation id",
    "identifier.tenant": "Tenant id",
    "identifier.external": "External reference",
    **{f"surroundings.{name}": label for name, label in surroundings.LABELS.items()},
}
FITS = {
    "title": ("text",),
    "body": ("long",),
    "category": ("choice",),
    "component": ("choice",),
    "impact": ("choice",),
    "urgency": ("choice",),
    "tags": CHOOSING,
    **{f"surroundings.{name}": ("choice",) for name in surroundings.CHOICES},
    **{f"surroundings.{name}": ("text", "choice") for name in surroundings.LABELS if name not in surroundings.CHOICES},
}
IDENTIFIER, SURROUNDINGS = "identifier.", "surroundings."

# What a question may lay bare about a person (SEC-23); a setting says which of these no form may ask for.
PERSONAL = {
    "none": "Nothing about a person",
    "contact": "How to reach somebody",
    "place": "Where somebody is",
    "birth": "A day of birth",
    "identity": "A number of a passport or an identity card",
    "payment": "A card or an account",
    "health": "Somebody's health",
    "password": "A password or another secret",
}


@dataclass(frozen=True)
class Condition:
    """Asked only where another question was answered with one of these."""

    question: str
    one_of: tuple[str, ...]

    def holds(self, value) -> bool:
        given = value if isinstance(value, list) else [value]
        return any(one in self.one_of for one in given)


@dataclass(frozen=True)
class Question:
    """`purpose` says why it is asked; after `keep_days` the answer is forgotten, empty as long as the ticket."""

    key: str
    label: str
    kind: str
    purpose: str
    help: str = ""
    required: bool = False
    lands: str = ""
    personal: str = "none"
    keep_days: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    when: Condition | None = None

    @property
    def named(self) -> dict[str, str]:
        return {"yes": "Yes", "no": "No"} if self.kind == "yes_no" else dict(self.choices)

    def said(self, value) -> str:
        """The answer as one reads it."""
        if isinstance(value, list):
            return ", ".join(self.named[one] for one in value)
        return self.named.get(value, str(value))


def question(plain: dict) -> Question:
    """From the plain value that a version keeps."""
    when = plain.get("when")
    return Question(
        **{name: value for name, value in plain.items() if name not in ("choices", "when")},
        choices=tuple((one["value"], one["label"]) for one in plain.get("choices") or ()),
        when=Condition(when["question"], tuple(when["is"])) if when else None,
    )


def questions(content: dict) -> tuple[Question, ...]:
    return tuple(map(question, content["questions"]))
