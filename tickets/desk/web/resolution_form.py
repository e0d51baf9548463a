"""The resolution record (T-27), begun with what is known."""

from typing import Any

from django import forms

from .. import configured, gate
from ..queries.drafted import drafted
from ..states import CauseClass, ResolutionCode
from .forms import Codes, Seen, choice, text


class ResolutionForm(Seen):
    confirmed = Codes()
    code = choice(ResolutionCode.choices, label="How it ended")
    cause_class = choice(CauseClass.choices, label="Cause")
    happened = text(2, label="What happened")
    steps = text(2, label="Steps taken")
    advice = text(2, label="What the requester should do")
    verification = text(2, label="How it was verified")
    root_cause = forms.CharField(label="Root cause", max_length=200)
    prevention = text(2, label="How to prevent it")
    leave_out = forms.MultipleChoiceField(
        label="Left out of what the requester reads", required=False, widget=forms.CheckboxSelectMultiple
    )
    leave_out_reason = forms.CharField(label="Because", max_length=500, required=False)

    def __init__(self, *args, ticket, **kwargs):
        kwargs["initial"] = drafted(ticket) | kwargs.get("initial", {})
        super().__init__(*args, ticket=ticket, **kwargs)
        needed = configured.resolution_fields(ticket.type.key)
        for name in gate.RESOLUTION:
            if name not in needed:
                del self.fields[name]
        closing = [name for name in gate.CLOSING if name in self.fields]
        fields: Any = self.fields
        fields["leave_out"].choices = [(name, gate.LABELS[name]) for name in closing]
        for name in set(closing) & set(self.ticked("leave_out")):
            self.fields[name].required = False
        visible = [name for name in self.fields if name not in ("seen", "confirmed")]
        self.starts_at = next((name for name in visible if not self.initial.get(name)), visible[0])

    def ticked(self, name):
        widget = self.fields[name].widget
        return (widget.value_from_datadict(self.data, self.files, name) or []) if self.is_bound else []

    def clean(self):
        """What is left out, each part with the reason (COM-07); what was written all the same stands."""
        given = super().clean() or {}
        parts, reason = given.pop("leave_out", []), given.pop("leave_out_reason", "")
        if parts and not reason.strip():
            self.add_error("leave_out_reason", "Say why it is left out.")
        given["waived"] = dict.fromkeys(parts, reason)
        return given
