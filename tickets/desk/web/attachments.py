"""Files of a ticket: a stable address each, which leads on to a link for this reader and this moment."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supportdesk.files import coming
from supportdesk.files.access import link_for
from supportdesk.web import form_refusals

from ..actions import attach as attaching
from ..actions import detach as detaching
from ..models import Attachment
from . import forms, shown
from .answers import ask, changed
from .ticket import seen_ticket

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def seen_attachment(request, pk, attachment_pk):
    known = Attachment.objects.visible_to(request.user).select_related("file")
    one = known.filter(ticket=pk, pk=attachment_pk).first()
    if one is None:
        raise Http404
    return one


@require_safe
def attachment(request, pk, attachment_pk):
    one = seen_attachment(request, pk, attachment_pk)
    return redirect("file-content", link_for(request, "ticket", one.pk).signed())


@require_safe
def preview(request, pk, attachment_pk):
    one = seen_attachment(request, pk, attachment_pk)
    if not one.is_shown:
        raise Http404
    return redirect("file-content", link_for(request, "ticket", one.pk, preview=True).signed())


@require_POST
def attachments(request, pk):
    """Files by themselves, without a word."""
    ticket = seen_ticket(request, pk)
    files = coming.given(request)
    attaching.attach(ticket, by=shown.actor(request), files=files, internal=request.POST.get("internal") == "1")
    return changed(request, ticket, "Added.")


@for_anyone
def removal(request, pk, attachment_pk):
    ticket, one = seen_ticket(request, pk), seen_attachment(request, pk, attachment_pk)
    form = forms.RemovalForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            detaching.detach(ticket, by=shown.actor(request), attachment=one, reason=form.cleaned_data["reason"])
            return changed(request, ticket, "Removed.")
    hint = f"“{one.file.name}” is deleted. There is no way back."
    return ask(request, ticket, form, "Remove a file", "Remove", hint)
