"""The form of a review: the parts of E.7, and who was there."""

from django import forms

from ..models import Review
from ..reviewing import PARTS
from .forms import BOXES, Codes, Seen, colleagues, severity, words


class ReviewForm(Seen):
    """The parts of E.7, and who was there."""

    confirmed = Codes()

    def __init__(self, *args, review, viewer, **kwargs):
        incident = review.incident
        held = {"facilitator": review.facilitator_id, "level": review.level, "attendees": review.attendees.all()}
        held |= {"severity_reviewed": incident.severity_reviewed or incident.severity} | review.parts
        super().__init__(*args, version=review.version, initial=held, **kwargs)
        for name, label, hint in PARTS:
            self.fields[name] = words(label, 3, required=False, hint=hint)
        people = colleagues(viewer)
        self.fields["severity_reviewed"] = severity("Severity, looking back")
        self.fields["facilitator"] = forms.ModelChoiceField(people, label="Led by", required=False)
        self.fields["attendees"] = forms.ModelMultipleChoiceField(
            people, label="Who took part", required=False, **BOXES
        )
        self.fields["level"] = forms.ChoiceField(label="Who may read it", choices=Review.Level.choices)

    def given(self):
        found = dict(self.cleaned_data)
        parts = {name: found.pop(name) for name, _, _ in PARTS}
        return found | {"parts": parts}
