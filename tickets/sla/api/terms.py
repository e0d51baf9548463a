"""What proposals of calendars and of policies have in common."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.errors import malformed
from supportdesk.api.views import ApiView

from ..models import Draft


class OfTerms(ApiView):
    """For a requester there are none: their own promises stand on their tickets."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.viewer.serves_everybody:
            raise Http404

    def by(self):
        return Actor(self.viewer, "api")

    def draft(self, what, pk) -> Draft:
        drafts = Draft.objects.visible_to(self.viewer).filter(what=what)
        return drafts.select_related("made_by").filter(pk=pk).first() or missing()


def missing():
    raise Http404


def changes_shown(changes) -> list[dict]:
    return [{"field": label, "was": was, "now": now} for label, (was, now) in changes.items()]


def draft_shown(draft: Draft) -> dict:
    """What every proposal says, whatever it is about."""
    return {
        "id": draft.pk,
        "key": draft.key,
        "base": draft.base,
        "version": draft.version,
        "state": draft.state,
        "became": draft.became,
        "reason": draft.reason,
        "effective_from": draft.effective_from,
        "also_open": draft.also_open,
        "made_by": {"id": draft.made_by_id, "name": draft.made_by.name},
        "made_at": draft.made_at,
    }


def named(found, what):
    """What a body names by its key; where there is none, the field is told."""
    if found is None:
        raise malformed(f"There is no {what} of that key.", "does_not_exist", pointer="/key")
    return found
