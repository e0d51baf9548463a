from django import forms

from ..actions.answer import LONGEST
from ..models import Scale

STEPS = {
    Scale.THUMBS: [(2, "Good"), (1, "Not good")],
    Scale.STARS: [(5, "5, very good"), (4, "4, good"), (3, "3, so so"), (2, "2, not good"), (1, "1, bad")],
}


class AnswerForm(forms.Form):
    score = forms.TypedChoiceField(label="How did we do?", coerce=int, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="What should we know?", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, scale, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["score"].choices = STEPS[Scale(scale)]
