"""The shapes of what is written: messages, notes, asks, drafts, answers, watchers."""

from django import forms

from kb.macros.models import MacroVersion
from supportdesk.accounts.models import Person

from ..models import DraftKind, WatchLevel
from .forms import LONG, Codes, choose_from, colleagues, text

QUESTIONS = 5


def instant(label, **kwargs):
    picker = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=picker, **kwargs)


class SayForm(forms.Form):
    """`tab` and `turn` are the page's own count of its savings (see drafting); `macro` is the wording that was
    inserted, with what it does besides."""

    body = text(6, label="Message")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmed = Codes()
    tab = forms.CharField(required=False, max_length=40)
    turn = forms.IntegerField(required=False, min_value=0)
    macro = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def clean_macro(self):
        return inserted(self.cleaned_data["macro"])

    def said(self):
        """What the actions are told."""
        return {name: self.cleaned_data[name] for name in ("body", "seen", "confirmed")}

    def spent(self):
        """What the draft is told when it has been said."""
        return {
            "text": self.cleaned_data["body"],
            "tab": self.cleaned_data["tab"],
            "turn": self.cleaned_data["turn"] or 0,
        }


class ReplyForm(SayForm):
    promise = instant("Next update by")


class NoteForm(SayForm):
    asked = forms.EmailField(label="Ask a colleague", required=False)
    needed_by = instant("Answer needed by")
    answers = forms.IntegerField(required=False)

    def __init__(self, *args, viewer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_asked(self):
        address = self.cleaned_data["asked"]
        if not address:
            return None
        found = colleagues(self.viewer).filter(email__iexact=address).first()
        if found is None:
            raise forms.ValidationError("No colleague has that address.")
        return found

    def clean(self):
        given = super().clean() or {}
        if given.get("asked") and not given.get("needed_by") and "needed_by" not in self.errors:
            self.add_error("needed_by", "Say by when the answer is needed.")
        return given


class AskForm(SayForm):
    body = text(6, label="Message", required=False)


def inserted(pk):
    """The version of a macro, or nothing; whether its writer may use it is the action's to say."""
    return MacroVersion.objects.select_related("macro").filter(pk=pk).first() if pk else None


def questions_in(post):
    """The rows of questions, each with why it is asked; empty rows are none."""
    rows = zip(post.getlist("question"), [*post.getlist("why"), *[""] * QUESTIONS], strict=False)
    return [{"question": question.strip(), "why": why.strip()} for question, why in rows if question.strip()]


class DraftForm(forms.Form):
    body = forms.CharField(required=False, max_length=LONG, strip=False)
    kind = forms.ChoiceField(choices=DraftKind.choices, required=False)
    revision = forms.IntegerField(required=False, min_value=0)
    tab = forms.CharField(required=False, max_length=40)
    turn = forms.IntegerField(required=False, min_value=0)
    seen = forms.IntegerField(required=False)
    promise = instant("Next update by")
    macro = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def clean_macro(self):
        return inserted(self.cleaned_data["macro"])

    def clean_kind(self):
        return self.cleaned_data["kind"] or DraftKind.REPLY

    def clean_revision(self):
        return self.cleaned_data["revision"] or 0

    def clean_turn(self):
        """Without a script each saving stands for itself."""
        return self.cleaned_data["turn"] or 1


class AnswerForm(forms.Form):
    """One field for each part of an ask."""

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirmed"] = Codes()
        for part in parts:
            self.fields[f"answer-{part.pk}"] = text(2, label=part.question, help_text=part.why, required=False)

    def answers(self):
        given = {name: said for name, said in self.cleaned_data.items() if name.startswith("answer-")}
        return {int(name.removeprefix("answer-")): said for name, said in given.items()}

    def confirmed(self):
        return self.cleaned_data["confirmed"]


class WatchForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Who", required=False, empty_label="I myself")
    level = forms.ChoiceField(choices=WatchLevel.choices, label="Hears of", initial=WatchLevel.ALL)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        choose_from(self, person=colleagues(viewer))
