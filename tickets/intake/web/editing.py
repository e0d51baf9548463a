"""A form to edit a form: its questions are rows, no code and no script."""

import re
from typing import Any

from django import forms

from supportdesk.accounts.models import Organisation
from supportdesk.catalogue.models import Queue, TicketType
from supportdesk.numbers import whole

from ..forms import content, schema

MORE = 2  # empty rows below what is written
TEXTS = ("order", "label", "key", "kind", "lands", "purpose", "help", "personal", "keep_days", "choices", "when", "is")
BLANK = dict.fromkeys(TEXTS, "") | {"kind": "text", "personal": "none", "required": ""}


class EditForm(forms.Form):
    name = forms.CharField(max_length=100)
    intro = forms.CharField(label="Below its name", max_length=300, required=False)
    type = forms.ModelChoiceField(TicketType.objects.none(), label="Type of ticket", empty_label=None)
    queue = forms.ModelChoiceField(
        Queue.objects.none(), label="Queue", required=False, empty_label="Where tickets of the type belong"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Offered to", required=False, empty_label="Everybody"
    )
    title = forms.CharField(
        label="Subject of the ticket", max_length=200, required=False, help_text="Empty where a question asks for it."
    )
    with_files = forms.BooleanField(label="Files can be sent with it", required=False, initial=True)
    embed_on = forms.CharField(
        label="May stand in pages of",
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 2}),
        help_text="One address a line, as https://www.example.org.",
    )
    reason = forms.CharField(label="Why it changes", max_length=500)

    def __init__(self, data=None, *, holds=None, viewer, **kwargs):
        if holds is not None:
            begun = {name: value for name, value in holds.items() if name != "questions"}
            begun["with_files"] = begun.pop("files")
            kwargs["initial"] = begun | {"embed_on": "\n".join(holds["embed_on"])} | kwargs.get("initial", {})
        super().__init__(data, **kwargs)
        fields: Any = self.fields
        fields["type"].queryset = TicketType.objects.offered()
        fields["queue"].queryset = Queue.objects.visible_to(viewer).offered()
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        rows = rows_in(data) if data is not None else [row_of(one) for one in (holds or {}).get("questions", ())]
        self.rows = [*rows, *(dict(BLANK) for _ in range(MORE))][: content.MOST_QUESTIONS]
        for number, row in enumerate(self.rows, 1):
            row["order"] = number * 10

    @property
    def about(self):
        return [self[name] for name in self.fields if name not in ("reason", "with_files")]

    def given(self):
        """What the actions are told."""
        said = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}
        reason = said.pop("reason")
        said["embed_on"], said["files"] = said["embed_on"].split(), said.pop("with_files")
        return {
            "content": said | {"questions": [question_of(row) for row in self.rows if row["label"]]},
            "reason": reason,
        }


def row_of(one):
    """A question as a row of the form."""
    when = one["when"] or {"question": "", "is": []}
    same = {name: one[name] for name in ("label", "key", "kind", "lands", "purpose", "help", "personal")}
    choices = "\n".join(f"{each['value']} | {each['label']}" for each in one["choices"])
    asked = {"choices": choices, "when": when["question"], "is": ", ".join(when["is"])}
    return BLANK | same | asked | {"keep_days": one["keep_days"] or "", "required": "1" if one["required"] else ""}


def rows_in(data):
    """The rows as they were sent, in the order that their numbers say."""
    columns = [[text[:5000] for text in data.getlist(f"q-{name}")] for name in TEXTS]
    needed = set(data.getlist("q-required"))
    rows = []
    for number, texts in enumerate(zip(*columns, strict=False), 1):
        row = dict(zip(TEXTS, texts, strict=True)) | {"required": "1" if str(number) in needed else ""}
        if row["label"].strip():
            rows.append(row)
    return sorted(rows, key=lambda row: whole(row["order"], digits=6) or 0)


def question_of(row):
    same = {name: row[name] for name in ("label", "kind", "lands", "purpose", "help", "personal")}
    when, answers = row["when"].strip(), [one.strip() for one in row["is"].split(",") if one.strip()]
    return same | {
        "key": row["key"].strip() or key_of(row["label"]),
        "required": bool(row["required"]),
        "keep_days": whole(row["keep_days"], digits=5),
        "choices": [choice_of(line) for line in row["choices"].splitlines() if line.strip()],
        "when": {"question": when, "is": answers} if when else None,
    }


def choice_of(line):
    value, bar, label = line.partition("|")
    return {"value": value.strip(), "label": label.strip() if bar else value.strip()}


def key_of(label):
    said = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:40]
    return said if said[:1].isalpha() else f"q_{said}"[:40]


KINDS, LANDS, PERSONAL = schema.KINDS.items(), schema.LANDS.items(), schema.PERSONAL.items()


class RetireForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500)
