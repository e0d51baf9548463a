from django import forms

from ..actions.answer import LONGEST


class AnswerForm(forms.Form):
    score = forms.TypedChoiceField(label="How did we do?", coerce=int, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="What should we know?", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["score"].choices = list(steps.items())
