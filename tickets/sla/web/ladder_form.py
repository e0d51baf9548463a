"""The ladder of a policy as rows of a form: a part of the page on which a policy is drafted.

`LadderForm(request.POST or None, steps=…, viewer=…)` stands in the context as `ladder` for `sla/_ladder.html`, inside
the page's own form. `more` says that another row was asked for: then the page is shown anew and nothing is kept.
"""

from typing import Any

from django import forms

from supportdesk.accounts.models import Organisation, Person, Role, Team
from supportdesk.catalogue.models import Queue

from .. import ladder
from ..ladder_lint import PRIORITIES, Finding, lint
from ..models import Goal

PREFIX = "ladder"
STANDARD = (50, 75, 90)
TOLD = (
    (ladder.TELL_OWNER, "the owner"),
    (ladder.TELL_LEAD, "the lead"),
    (ladder.TELL_MANAGER, "the managers"),
    (ladder.TELL_MEMBERS, "everybody in the queue's team"),
)
STAYS = ("", "leave it where it is")
HANDS = (STAYS, (ladder.ASSIGN_LEAD, "assign it to the queue's lead"), (ladder.RELEASE, "take it from its owner"))
CONDITIONS = ("goals", "priorities", "tiers", "queues", "unowned", "contractual")


class StepForm(forms.Form):
    percent = forms.IntegerField(label="At", min_value=1, max_value=ladder.HIGHEST)
    tell = forms.MultipleChoiceField(choices=TOLD, required=False, widget=forms.CheckboxSelectMultiple)
    team = forms.ChoiceField(label="A team", required=False)
    person = forms.ChoiceField(label="A person", required=False)
    hands = forms.ChoiceField(label="Who has the ticket then", required=False)
    raised = forms.BooleanField(label="Raise the priority by one", required=False)
    reason = forms.BooleanField(label="Ask the owner for the reason of the breach", required=False)
    goals = forms.MultipleChoiceField(
        label="Only for", choices=Goal.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    priorities = forms.TypedMultipleChoiceField(
        label="Only of priority",
        choices=[(number, f"P{number}") for number in PRIORITIES],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tiers = forms.MultipleChoiceField(
        label="Only of tier", choices=Organisation.Tier.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    queues = forms.MultipleChoiceField(label="Only in queues", required=False, widget=forms.SelectMultiple({"size": 4}))
    unowned = forms.BooleanField(label="Only while nobody owns it", required=False)
    contractual = forms.BooleanField(label="Only for customers under contract", required=False)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, choices in offered.items():
            fields[name].choices = choices

    @property
    def narrowed(self):
        """Whether it has conditions: then they are shown open."""
        return any(self[name].value() for name in CONDITIONS)

    def step(self) -> dict:
        given = self.cleaned_data
        said = [*given["tell"], given["team"], given["person"], given["hands"]]
        done = [ladder.RAISE if given["raised"] else "", ladder.ASK_REASON if given["reason"] else ""]
        actions = [action for action in (*said, *done) if action]
        kept = {name: given[name] for name in CONDITIONS if given[name]}
        return {"percent": given["percent"], "actions": actions} | kept


class Rows(forms.BaseFormSet):
    """Rows left empty are none; a row is removed by its own box."""

    deletion_widget = forms.CheckboxInput


StepForms = forms.formset_factory(
    StepForm, formset=Rows, extra=0, can_delete=True, max_num=ladder.MOST, validate_max=True
)


class LadderForm:
    def __init__(self, data=None, *, steps=None, viewer):
        self.more = data is not None and f"{PREFIX}-add" in data
        known = ladder.written(ladder.standard(STANDARD)) if steps is None else steps
        bound = longer(data) if self.more else data
        initial, more = [fields_of(one) for one in known], {"offered": offered(viewer)}
        self.rows = StepForms(bound, prefix=PREFIX, initial=initial, form_kwargs=more)
        self.findings: list[Finding] = []

    def is_valid(self) -> bool:
        """Whether it can be kept; what is wrong stands at its row, what is doubtful under `findings`."""
        if self.more or not self.rows.is_bound or not self.rows.is_valid():
            return False
        self.findings = lint(ladder.read(self.steps))
        for place, words, grave in self.findings:
            if grave:
                self.kept[place or 0].add_error("percent", words)
        return not any(finding.grave for finding in self.findings)

    @property
    def kept(self) -> list[StepForm]:
        return [row for row in self.rows.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]

    @property
    def steps(self) -> list[dict]:
        return [row.step() for row in self.kept]


def longer(data):
    """The same with one more row, empty."""
    copy = data.copy()
    total = copy.get(f"{PREFIX}-TOTAL_FORMS", "")
    copy[f"{PREFIX}-TOTAL_FORMS"] = str(min(int(total) + 1 if total.isdecimal() else 1, ladder.MOST))
    return copy


def fields_of(step: dict) -> dict:
    """What the fields of a row say for a step."""
    actions = step.get("actions", [])
    named = {name: next((action for action in actions if action.startswith(prefix)), "")
             for name, prefix in (("team", ladder.TELL_TEAM), ("person", ladder.TELL_PERSON))}  # fmt: skip
    hands = next((action for action in actions if action.startswith(ladder.HANDS)), "")
    told = [action for action, _ in TOLD if action in actions]
    done = {"raised": ladder.RAISE in actions, "reason": ladder.ASK_REASON in actions}
    kept = {name: step[name] for name in CONDITIONS if name in step}
    return {"percent": step.get("percent"), "tell": told, "hands": hands} | named | done | kept


def offered(viewer) -> dict[str, list[tuple[str, str]]]:
    """Teams, people and queues to choose among, as this person knows them."""
    staff = Person.objects.visible_to(viewer).active().filter(is_machine=False).exclude(roles=[Role.RQ])
    queues = [(one.key, one.name) for one in Queue.objects.visible_to(viewer).offered()]
    sent = [(f"{ladder.TRANSFER}{key}", f"send it to the queue {name}") for key, name in queues]
    return {
        "team": [("", "none"), *((f"{ladder.TELL_TEAM}{one.pk}", one.name) for one in Team.objects.visible_to(viewer))],
        "person": [("", "nobody"), *((f"{ladder.TELL_PERSON}{one.pk}", one.name) for one in staff)],
        "queues": queues,
        "hands": [*HANDS, *sent],
    }
