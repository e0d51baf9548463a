"""Taking a text out of a ticket for good (SEC-03)."""

from django import forms

from ..actions import redact as redacting
from .changes import carried_out, for_anyone
from .forms import text as long_text
from .ticket import seen_ticket

FOR_GOOD = (
    "It goes from everything that belongs to this ticket, from files that hold it, from the search and from mails that "
    "have not left. The history says that you did it and why. There is no way back."
)


class RedactionForm(forms.Form):
    text = forms.CharField(
        label="What has to go, letter for letter",
        min_length=redacting.SHORTEST,
        max_length=redacting.LONGEST,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = long_text(2, label="Why it has to go")


@for_anyone
def redaction(request, pk):
    """The desk's, and for what they wrote themselves the requester's."""
    ticket = seen_ticket(request, pk)
    form = RedactionForm(request.POST or None)
    words = ("Take a text out for good", "Take it out", FOR_GOOD)
    return carried_out(request, ticket, form, redacting.redact, "It is gone.", *words)
