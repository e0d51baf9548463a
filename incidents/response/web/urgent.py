"""An article that cannot wait for a look, because of an incident (F.2)."""

import re

from django import forms

from kb.articles.queries import reading
from supportdesk.errors import Refused

from ..actions.publish_now import publish_now
from .forms import words
from .seats import carried_out, desk_only, for_anyone, seen_incident

REFERENCE = re.compile(r"\s*(?:kb-?)?(\d{1,18})\s*", re.IGNORECASE)
HINT = "Its readers have it at once. Those whose word it needs look at it within a day; their no takes it down."


class PublicationForm(forms.Form):
    article = forms.CharField(label="Article", max_length=30, help_text="KB-12")
    why = words("Why it cannot wait", 2, longest=400)


@desk_only
@for_anyone
def publication(request, pk):
    one = seen_incident(request, pk)
    form = PublicationForm(request.POST or None, initial={"article": request.GET.get("article", "")})

    def publish(incident, *, by, article, why):
        return publish_now(incident, by=by, article=named(request.user, article), why=why)

    return carried_out(request, one, form, publish, "Published.", "Publish an article at once", "Publish", HINT)


def named(person, text):
    match = REFERENCE.fullmatch(text)
    found = reading.article(person, int(match[1])) if match else None
    if found is None:
        raise Refused("There is no such article.", field="article")
    return found
