"""What a change answers with: the parts of the page that differ, a form to fill in, or the page itself."""

import json

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse

from supportdesk.web import answer

from . import shown

PARTS = ("tickets/_head.html", "tickets/_timeline.html", "tickets/_side.html")


def changed(request, ticket, said="", *, sent=None, back=None):
    """What a change leaves behind: the dialogue closed, every part of the page that may differ, and the way back."""
    page = f"{reverse('ticket', args=[ticket.pk])}#ticket-{ticket.pk}-composer"
    if not request.htmx:
        if said:
            messages.success(request, said)
        return answer(request, page=page)
    if not request.user.serves:
        parts: tuple[str, ...] = ("portal/_ticket.html", "tickets/_act.html")
    else:
        parts = ("tickets/_composer.html" if sent else "tickets/_act.html", *PARTS)
    context = shown.context(request, shown.named(request, ticket)) | {"sent": sent}
    response = answer(request, page=page, fragments=parts, context=context)
    response["HX-Trigger"] = json.dumps({"said": {"words": said, "back": back} if back else said})
    return response


def ask(request, ticket, form, heading, verb, hint=""):
    """The form by itself: a dialogue over the page, or without a script a page of its own."""
    context = {"ticket": ticket, "form": form, "heading": heading, "verb": verb, "hint": hint}
    context["to"] = request.path
    status = 422 if form.errors else 200
    name = "tickets/_act.html" if request.htmx else "tickets/act.html"
    response = render(request, name, context, status=status)
    if request.htmx:
        response["HX-Retarget"] = "#act"
        response["HX-Reswap"] = "outerHTML"
    return response
