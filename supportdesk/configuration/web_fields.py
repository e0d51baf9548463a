"""What kind of field a value wants, as its default shows."""

from django import forms


def field_for(held):
    definition = held.definition
    said = {"label": definition.label, "help_text": definition.hint, "initial": held.value}
    if definition.choices and isinstance(definition.default, str):
        return forms.ChoiceField(choices=definition.choices, **said)
    if definition.choices:
        return forms.MultipleChoiceField(
            choices=definition.choices, widget=forms.CheckboxSelectMultiple, required=False, **said
        )
    if isinstance(definition.default, int):
        return forms.IntegerField(**said)
    return forms.CharField(max_length=200, **said)
