"""Shapes only; what makes sense is the actions' to say."""

from django import forms

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Category, Component

from ..models import Problem
from ..states import ActionKind, Audience, Cause, ErrorStatus, Method, Severity, Triage
from ..workflow import MOVES

LONG = 20_000


def text(label, rows=2, **kwargs):
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea({"rows": rows, "dir": "auto"}), **kwargs)


def line(label, most=200, **kwargs):
    return forms.CharField(label=label, max_length=most, **kwargs)


def day(label, **kwargs):
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


def level(label):
    return forms.TypedChoiceField(label=label, choices=Severity.choices, coerce=int, initial=Severity.MODERATE)


def choice(label, choices, **kwargs):
    return forms.ChoiceField(label=label, choices=[("", "Choose…"), *choices], **kwargs)


def person(label):
    """By address, so that no list of everybody is needed; completed from those who are near."""
    return forms.EmailField(label=label, required=False, help_text="The address of a colleague.")


class Codes(forms.MultipleChoiceField):
    """The warnings that were confirmed (SEC-02)."""

    def __init__(self):
        super().__init__(required=False, widget=forms.MultipleHiddenInput)

    def valid_value(self, value):
        return len(value) <= 40


class Wordy(forms.Form):
    confirmed = Codes()


class Seen(Wordy):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class People(forms.Form):
    """Fields that name a colleague by address become the colleague."""

    people: tuple[str, ...] = ()

    def clean(self):
        given = super().clean() or self.cleaned_data
        for name in self.people:
            if given.get(name):
                given[name] = self.colleague(name, given[name])
            elif name in given:
                given[name] = None
        return given

    def colleague(self, name, address):
        staff = Person.objects.active().filter(organisation=None, is_machine=False)
        found = staff.filter(email__iexact=address).first()
        if found is None or not found.serves:
            self.add_error(name, "No colleague has that address.")
            return None
        return found


def offer(form):
    for name, model in (("component", Component), ("category", Category)):
        if name in form.fields:
            form.fields[name].queryset = model.objects.offered()


class ProblemField(forms.ModelChoiceField):
    def label_from_instance(self, problem):
        return f"{problem.reference} {problem.title}"


def choose_from(form, **rows):
    for name, found in rows.items():
        form.fields[name].queryset = found


class ProblemForm(Wordy):
    title = line("What comes back")
    statement = text("What is known: what fails, for whom, since when", 4)
    component = forms.ModelChoiceField(Component.objects.none(), required=False, empty_label="Not known")
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="Not known")
    signature = line("Signature of the error: a code or its words", required=False)
    severity = level("How grave")
    urgency = level("How soon it matters")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)


class DetailsForm(People, ProblemForm):
    people: tuple[str, ...] = ("owner", "engineer")
    owner = person("Owner at the desk")
    engineer = person("Owner in engineering")
    hypotheses = text("Hypotheses")
    workaround = text("Workaround")
    proposed_fix = text("Proposed fix")
    measure = text("Measure of success")
    release = line("Release it came with", 120, required=False)
    target_on = day("Target", required=False)
    revenue_at_risk = forms.BooleanField(label="Revenue at risk", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(People, Seen):
    """The fields of one move alone."""

    people: tuple[str, ...] = ("owner",)
    owner = person("Owner at the desk")
    root_cause = text("Root cause", 3)
    cause_category = choice("Category of the cause", Cause.choices, required=False)
    cause_key = forms.SlugField(
        label="Id of the cause", required=False, max_length=60, help_text="A word by which it is known when it is back."
    )
    fix = text("The chosen fix", 3)
    result = text("Result after the fix", 3)
    reason = text("Why", 2)
    review_on = day("Looked at again on", required=False)

    def __init__(self, *args, move, problem, **kwargs):
        kwargs["initial"] = begun(problem)
        super().__init__(*args, **kwargs)
        wanted = {"seen", "confirmed", *MOVES[move].needs, *({"cause_key"} if move == "name_cause" else ())}
        for name in [one for one in self.fields if one not in wanted]:
            del self.fields[name]
        self.people = tuple(name for name in self.people if name in self.fields)


def begun(problem):
    names = ("root_cause", "cause_category", "cause_key", "fix", "result")
    owner = problem.owner.email if problem.owner else ""
    return {"seen": problem.version, "owner": owner} | {name: getattr(problem, name) for name in names}


class MergeForm(Seen):
    into = ProblemField(Problem.objects.none(), label="Into which problem")
    reason = text("Why they are one", required=True)

    def __init__(self, *args, problem, viewer, **kwargs):
        kwargs["initial"] = {"seen": problem.version}
        super().__init__(*args, **kwargs)
        choose_from(self, into=Problem.objects.visible_to(viewer).under_way().exclude(pk=problem.pk))


class PriorityForm(Seen):
    priority = level("How soon the fix comes")


class EvidenceForm(Wordy):
    tickets = line("Tickets and incidents, by number", 500, help_text="T-17, T-23, INC-4")
    words = line("What they show", 500, required=False)


class ActionForm(People, forms.Form):
    people: tuple[str, ...] = ("owner",)
    kind = forms.ChoiceField(label="Kind", choices=ActionKind.choices)
    words = line("What is to be done", 500)
    owner = person("Who")
    due_on = day("By when")
    reference = line("Bug or change outside", 120, required=False)
    url = forms.URLField(label="Its address", required=False, max_length=500, assume_scheme="https")

    def clean(self):
        given = super().clean()
        if not given.get("owner") and "owner" not in self.errors:
            self.add_error("owner", "An action is somebody's.")
        return given


class OutcomeForm(forms.Form):
    outcome = line("What came of it", 500, required=False)


class DropForm(forms.Form):
    reason = line("Why it is dropped", 500)


class ChainForm(Seen):
    """As many links as are filled; the fields stand in pairs."""

    method = forms.ChoiceField(label="Method", choices=Method.choices)

    def __init__(self, *args, problem, **kwargs):
        kwargs["initial"] = {"seen": problem.version, "method": problem.method}
        super().__init__(*args, **kwargs)
        have = list(problem.chain.all())
        for place in range(max(5, len(have) + 1)):
            step = have[place] if place < len(have) else None
            self.fields[f"statement-{place}"] = text(f"Why {place + 1}", 1, initial=step.statement if step else "")
            shows = text(f"What shows {place + 1}", 1, initial=step.evidence if step else "")
            self.fields[f"evidence-{place}"] = shows

    def given(self):
        said = self.cleaned_data
        count = sum(name.startswith("statement-") for name in said)
        pairs = [(said[f"statement-{n}"], said[f"evidence-{n}"]) for n in range(count)]
        steps = [{"statement": why, "evidence": shows} for why, shows in pairs if why.strip() or shows.strip()]
        return {"steps": steps, "method": said["method"], "seen": said["seen"], "confirmed": said["confirmed"]}


class ErrorForm(Wordy):
    title = line("What goes wrong")
    symptom = text("What one sees of it", 3, required=True)
    conditions = text("When it happens")
    error_codes = line("Error codes", 500, required=False, help_text="Separated by spaces.")
    component = forms.ModelChoiceField(Component.objects.none(), required=False, empty_label="Not known")
    cause = text("Cause, if known")
    workaround = text("Workaround", 3)
    side_effects = text("What the workaround costs")
    affected_versions = line("Versions affected", required=False)
    fixed_versions = line("Versions fixed", required=False)
    audience = forms.ChoiceField(label="Who reads it", choices=Audience.choices)
    words_internal = text("For the desk")
    words_public = text("For everybody", 3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)

    def clean_error_codes(self):
        return self.cleaned_data["error_codes"].replace(",", " ").split()


class EditErrorForm(ErrorForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class StatusForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label="Where it stands", choices=ErrorStatus.choices)
    fixed_versions = line("Versions fixed", required=False)


class FlagForm(Wordy):
    signature = line("Signature of the error: a code or its words")
    evidence = text("What shows that it comes back", 3, required=True)


class TriageForm(forms.Form):
    decision = forms.ChoiceField(choices=[one for one in Triage.choices if one[0] != Triage.OPEN])
    problem = ProblemField(Problem.objects.none(), required=False)
    title = line("Title", required=False)
    reason = line("Why", 500, required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        choose_from(self, problem=Problem.objects.visible_to(viewer).under_way())
