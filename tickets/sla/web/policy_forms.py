"""A policy as a form: shapes only; what makes sense is the linter's and the action's to say."""

from typing import Any

from django import forms

from supportdesk import clock

from .. import ladder, lengths
from ..choose import CONDITIONS
from ..example import YEARS
from ..lengths import Unit
from ..models import Calendar, Goal
from ..models.policy import Reopen
from ..world import world
from .ladder_form import PREFIX, STANDARD, LadderForm

ANY = ("", "Any")
LABELS = {
    "type": "Type",
    "priority": "Priority",
    "tier": "Tier",
    "channel": "Came in by",
    "queue": "Queue",
    "organisation_id": "Organisation",
}
NUMBERS = {"priority", "organisation_id"}
HINTS = {
    Goal.ACKNOWLEDGE: "From the opening until somebody takes notice.",
    Goal.FIRST_RESPONSE: "From the opening to the first answer of substance.",
    Goal.NEXT_REPLY: "From the oldest unanswered message of the requester.",
    Goal.NEXT_UPDATE: "From one public update to the next.",
    Goal.RESOLUTION: "From the opening to the solution.",
    Goal.OWNERSHIP: "As long as one team has it.",
    Goal.ASK: "From a question to a colleague to the answer.",
}
INSTANT = "%Y-%m-%dT%H:%M"


def when(label, **more):
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=INSTANT)
    return forms.DateTimeField(label=label, widget=widget, **more)


class FactsForm(forms.Form):
    """The facts that policies ask for, each with the values that a ticket can have."""

    type = forms.ChoiceField(label="Type", required=False)
    priority = forms.ChoiceField(label="Priority", required=False)
    tier = forms.ChoiceField(label="Tier", required=False)
    channel = forms.ChoiceField(label="Came in by", required=False)
    queue = forms.ChoiceField(label="Queue", required=False)
    organisation = forms.ChoiceField(label="Organisation", required=False)

    def __init__(self, *args, empty=ANY, **kwargs):
        super().__init__(*args, **kwargs)
        known, fields = world(), dict[str, Any](self.fields)
        for name in CONDITIONS:
            fields[name.removesuffix("_id")].choices = [empty, *known.values[name].items()]

    def facts(self) -> dict[str, Any]:
        """Each fact, or nothing where none was chosen."""
        return {name: fact(name, self.cleaned_data.get(name.removesuffix("_id"))) for name in CONDITIONS}


def fact(name, given):
    if not given:
        return None
    return int(given) if name in NUMBERS else given


class ExampleForm(FactsForm):
    """An example ticket."""

    opened_at = when("Opened at")

    def clean_opened_at(self):
        opened = self.cleaned_data["opened_at"]
        if opened and opened.year not in YEARS:
            raise forms.ValidationError(f"Choose a year from {YEARS[0]} to {YEARS[-1]}.")
        return opened


class TargetForm(forms.Form):
    """One goal: a length with its unit, in the hours of a calendar."""

    amount = forms.IntegerField(label="Within", required=False, min_value=1, max_value=100_000)
    unit = forms.ChoiceField(label="Unit", choices=Unit.choices, required=False)
    calendar = forms.ChoiceField(label="Hours", required=False)
    pauses = forms.BooleanField(label="Pauses while we wait", required=False)

    def __init__(self, data=None, *, goal, calendars, initial=None):
        super().__init__(data, prefix=goal, initial=initial)
        self.goal, self.calendars = Goal(goal), calendars
        self.hint, self.means = HINTS[self.goal], ""
        fields: Any = self.fields
        fields["calendar"].choices = [(key, one.name) for key, one in calendars.items()]
        for field in fields.values():
            field.widget.attrs["aria-label"] = f"{self.goal.words}: {field.label.lower()}"

    def target(self) -> dict[str, Any] | None:
        """What was asked for; nothing where nothing is promised."""
        given = self.cleaned_data
        return {"goal": self.goal.value} | given if given.get("amount") else None

    @classmethod
    def of(cls, data, goal, calendars, target):
        """Filled with a target of a draft, and with what it means."""
        hours = calendars.get(target["calendar"]) if target else None
        if hours is None:
            return cls(data, goal=goal, calendars=calendars, initial={"unit": Unit.HOURS})
        number, unit = lengths.amount(target["seconds"], target["unit"], hours.hours)
        kept = {"amount": number, "unit": unit, "calendar": target["calendar"], "pauses": target["pauses"]}
        made = cls(data, goal=goal, calendars=calendars, initial=kept)
        made.means = lengths.said(target["seconds"], unit, hours.hours, hours.name)
        return made


class AboutForm(forms.Form):
    """When it holds, for whom, and why."""

    effective_from = when("Holds from", required=False, help_text="Empty: from the moment at which it is published.")
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        help_text="Why this is changed: it stays with the version, and without it nothing is published.",
    )
    also_open = forms.BooleanField(
        label="Also open tickets",
        required=False,
        help_text="Otherwise what is open keeps the version it was opened under.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notes: dict[str, list] = {}

    def about(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("effective_from", "also_open", "reason")}

    def noted(self, findings):
        """Put each sentence of the linter beside the field it is about; the rest stands above."""
        for one in findings:
            self.notes.setdefault(one.field, []).append(one)
        return self


class EndForm(AboutForm):
    """The end of a policy: nothing to say but when and why."""

    ladder = None

    def given(self) -> dict[str, Any]:
        return self.about()


class PolicyForm(AboutForm, FactsForm):
    """What the next version of a policy says, why, and from when on."""

    name = forms.CharField(label="Name", max_length=120)
    position = forms.IntegerField(
        label="Position", min_value=0, max_value=9999, help_text="Of two that ask for as much, the lower one applies."
    )
    reopen = forms.ChoiceField(label="When a ticket is reopened, resolution", choices=Reopen.choices, required=False)

    def __init__(self, data=None, *, content, viewer, initial=None, **kwargs):
        self.content = content
        said = {"name": content.get("name", ""), "position": content.get("position", 100)}
        said["reopen"] = content.get("reopen", Reopen.RESUME)
        said |= {name.removesuffix("_id"): content.get(name) for name in CONDITIONS}
        super().__init__(data, initial=said | (initial or {}), **kwargs)
        calendars = {one.key: one for one in Calendar.objects.in_force(clock.now())}
        targets = {one["goal"]: one for one in content.get("targets", ())}
        self.targets = [TargetForm.of(data, goal, calendars, targets.get(goal)) for goal in Goal.values]
        self.ladder = ladder_of(data, content, viewer)
        self.workdays = [(one.name, lengths.short(lengths.workday(one.hours))) for one in calendars.values()]

    def is_valid(self):
        parts = [*self.targets, self.ladder] if self.ladder_given else self.targets
        return all([super().is_valid(), *(part.is_valid() for part in parts)])

    @property
    def ladder_given(self) -> bool:
        return f"{PREFIX}-TOTAL_FORMS" in self.data

    def given(self) -> dict[str, Any]:
        """What `begin_draft` and `change_draft` take."""
        own = self.cleaned_data
        said = {"name": own["name"], "position": own["position"]} | self.facts()
        said["reopen"] = own["reopen"] or self.content.get("reopen", Reopen.RESUME)
        targets = [target for form in self.targets if (target := form.target()) is not None]
        said |= {"steps": self.steps()} if self.ladder_given else {}
        return self.about() | {"content": self.content | said | {"targets": targets}}

    def steps(self):
        """The ladder as it was written; nothing where it is still the standard one."""
        found = self.ladder.steps
        return None if self.content.get("steps") is None and found == steps_of(self.content) else found


def steps_of(content) -> list[dict[str, Any]]:
    """The steps of a draft, or the standard ones of its percents, as the form writes them."""
    own = content.get("steps")
    steps = ladder.standard(content.get("ladder", STANDARD)) if own is None else ladder.read(own)
    return [fields_written(one) for one in steps]


def fields_written(step):
    kept = {
        name: list(getattr(step, name)) for name in ("goals", "priorities", "tiers", "queues") if getattr(step, name)
    }
    flags = {name: True for name in ("unowned", "contractual") if getattr(step, name)}
    return {"percent": step.percent, "actions": list(step.actions)} | kept | flags


def ladder_of(data, content, viewer):
    return LadderForm(
        data if data and f"{PREFIX}-TOTAL_FORMS" in data else None, steps=steps_of(content), viewer=viewer
    )
