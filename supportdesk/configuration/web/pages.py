"""What the desk decides for itself."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.administration import Card, carried_out, office_only, thing
from supportdesk.configuration import policy
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.models import Setting
from supportdesk.configuration.queries import held

from . import forms

HINT = "Whatever is saved here holds from now on, with your name. What nobody has confirmed yet is a default."


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    known = held(clock.now(), "settings")
    form = forms.SettingsForm(request.POST or None, held=known)
    if request.method == "POST":
        act = partial(confirming, Actor(request.user, "browser"), known)
        here = reverse("administration-settings")
        return carried_out(request, form, act, done="Saved.", to=lambda made: here, page=partial(page, request, known))
    return page(request, known, form)


@transaction.atomic
def confirming(by, known, **given):
    """Each value that is new, or nobody's word yet."""
    for one in known:
        if one.setting is None or one.value != given[one.definition.key]:
            confirm(one.definition.key, by=by, value=given[one.definition.key])


def page(request, known, form):
    may = policy.can(Actor(request.user, "browser"), "configure", Setting())
    card = Card("What holds", form if may else None, reverse("administration-settings"), "Save", HINT)
    facts = [(one.definition.label, said(one)) for one in known]
    return thing(
        request, title="Settings", back=("Administration", reverse("administration")), cards=[card], facts=facts
    )


def said(one):
    labels = dict(one.definition.choices)
    several = one.value if isinstance(one.value, list) else [one.value]
    value = ", ".join(str(labels.get(each, each)) for each in several) if labels else one.value
    return f"{value} ({one.setting.confirmed_by})" if one.setting else f"{value} (default)"
