"""The resolution record (T-27), begun with what is known."""

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

    def __init__(self, *args, ticket, **kwargs):
        kwargs["initial"] = drafted(ticket) | kwargs.get("initial", {})
        super().__init__(*args, ticket=ticket, **kwargs)
        needed = configured.resolution_fields(ticket.type.key)
        for name in gate.RESOLUTION:
            if name not in needed:
                del self.fields[name]
        visible = [name for name in self.fields if name not in ("seen", "confirmed")]
        self.starts_at = next((name for name in visible if not self.initial.get(name)), visible[0])
