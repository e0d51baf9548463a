from django import forms

from ..actions.answer import LONGEST


class AnswerForm(forms.Form):
    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        offered = list(steps.items())
        self.fields["score"] = forms.TypedChoiceField(
            label="How did we do?", coerce=int, widget=forms.RadioSelect, choices=offered
        )
        self.fields["comment"] = forms.CharField(
            label="What should we know?", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 4})
        )
