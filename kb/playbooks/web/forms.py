"""Shapes only; what makes sense is the actions' to say. Steps are rows of a form: no code, and no script."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Team
from supportdesk.catalogue.models import Category, Component
from supportdesk.numbers import whole

from .. import content, tree
from ..models import PERIOD, PlaybookKind

ANSWERS = 3
MORE = 3  # empty rows that a form shows below what is written


def text(rows, label, **kwargs):
    return forms.CharField(label=label, max_length=content.LONGEST, widget=forms.Textarea({"rows": rows}), **kwargs)


def chosen(model, label, **kwargs):
    return forms.ModelChoiceField(model.objects.all(), label=label, required=False, **kwargs)


class PlaybookForm(forms.Form):
    name = forms.CharField(max_length=100)
    kind = forms.ChoiceField(choices=PlaybookKind.choices)
    trigger = forms.CharField(label="When one takes it", max_length=300)
    category = chosen(Category, "Fits the category", empty_label="Any")
    component = chosen(Component, "Fits the component", empty_label="Any")
    team = chosen(Team, "Only for the team", empty_label="Everybody")
    period_days = forms.IntegerField(
        label="Tested every so many days", min_value=1, max_value=content.LONGEST_PERIOD, initial=PERIOD
    )
    response = forms.BooleanField(label="A pattern of how incidents are answered", required=False)
    prechecks = text(2, "Check first", required=False)
    expected = text(2, "Expected in the end")
    rollback = text(2, "Way back")
    verification = text(2, "How it is verified", required=False)
    escalate_when = text(2, "Escalate when")
    reason = forms.CharField(label="Why it changes", max_length=500)

    def __init__(self, data=None, *, holds=None, viewer, **kwargs):
        if holds is not None:
            kwargs["initial"] = {name: value for name, value in holds.items() if name != "steps"} | kwargs.get(
                "initial", {}
            )
        super().__init__(data, **kwargs)
        fields: Any = self.fields
        fields["category"].queryset = Category.objects.offered().select_related("parent")
        fields["component"].queryset = Component.objects.offered()
        fields["team"].queryset = Team.objects.visible_to(viewer)
        written = steps_in(data) if data is not None else [row_of(one) for one in (holds or {}).get("steps", [])]
        self.rows = [*written, *(row_of({}) for _ in range(MORE))][: content.MOST_STEPS]

    @property
    def targets(self):
        """What an answer may lead to."""
        numbers = [(str(number), f"Step {number}") for number in range(1, len(self.rows) + 1)]
        return [(tree.SOLVED, "Solved"), (tree.ESCALATE, "Escalate"), *numbers]

    @property
    def about(self):
        return [self[name] for name in self.fields if name not in ("reason", "response")]

    def given(self):
        """What the actions are told."""
        said = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}
        reason = said.pop("reason")
        steps = [step_of(row) for row in self.rows if any(row[name] for name in ("title", "body", "expected"))]
        return {"content": said | {"steps": steps}, "reason": reason}


def row_of(step):
    """A step as a row of the form: always so many answers."""
    answers = [{"label": one["label"], "to": str(one["to"])} for one in step.get("answers", ())]
    answers += [{"label": "", "to": ""}] * (ANSWERS - len(answers))
    return {name: step.get(name, "") for name in ("title", "body", "expected")} | {"answers": answers}


def steps_in(data):
    """The rows as they were sent: titles, texts, and each row's answers in order."""
    titles, bodies, expected = (data.getlist(f"step-{name}") for name in ("title", "body", "expected"))
    rows = []
    for number, (title, body, expects) in enumerate(zip(titles, bodies, expected, strict=False), 1):
        labels, ways = data.getlist(f"answer-{number}"), data.getlist(f"to-{number}")
        answers = [{"label": label, "to": to} for label, to in zip(labels, ways, strict=False)]
        answers += [{"label": "", "to": ""}] * (ANSWERS - len(answers))
        rows.append({"title": title, "body": body, "expected": expects, "answers": answers})
    written = [number for number, row in enumerate(rows, 1) if row["title"] or row["body"]]
    return rows[: max(written, default=0)]


def step_of(row):
    given = [one for one in row["answers"] if one["label"].strip()]
    answers = [{"label": one["label"], "to": way(one["to"])} for one in given]
    return {name: row[name] for name in ("title", "body", "expected")} | {"answers": answers}


def way(to):
    number = whole(to, digits=4)
    return to if number is None else number


class TestForm(forms.Form):
    held = forms.TypedChoiceField(
        label="It was tried",
        choices=[("yes", "and it held"), ("no", "and it did not hold")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="What was found", max_length=2000, required=False)


class RetireForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500)
