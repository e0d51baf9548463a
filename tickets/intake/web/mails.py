"""Mail that came in, with what is held, and the log of what went out."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from supportdesk.accounts.actor import actor
from supportdesk.files.serving import INERT
from supportdesk.numbers import whole
from supportdesk.outbound.actions.send_again import send_again
from supportdesk.web import form_refusals

from .. import mail_policy as policy
from ..actions.handle import dismiss, retry
from ..models import Outcome
from ..queries import delivery, mails
from .mail_forms import DismissForm

PAGE = 50
STATES = {
    "waiting": "Waits to be sent",
    "trying": "Tried, will be tried again",
    "sent": "Sent",
    "bounced": "Came back",
    "given_up": "Given up",
}


def readers_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not policy.may_read(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@readers_only
@require_safe
def incoming(request):
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    page = Paginator(mails.incoming(request.user, outcome), PAGE).get_page(request.GET.get("page"))
    held = mails.incoming(request.user, Outcome.HELD).count()
    context = {"page": page, "outcome": outcome, "outcomes": Outcome.choices, "held": held}
    return render(request, "mails/incoming.html", context)


def found(request, pk):
    return get_object_or_404(mails.incoming(request.user), pk=pk)


@readers_only
@require_safe
def one(request, pk):
    return mail_page(request, found(request, pk))


def mail_page(request, mail, form=None):
    by = actor(request)
    may = mail.outcome in (Outcome.HELD, Outcome.AUTOMATIC, Outcome.DISMISSED) and policy.can(by, "handle_mail", mail)
    fresh = DismissForm(initial={"seen": mail.version})
    context = {"mail": mail, "may": may and mail.has_raw, "kept": mail.has_raw, "form": form or fresh}
    context["suggested"] = mail.suggested if mail.suggested and mails.may_know(request.user, mail.suggested) else None
    return render(request, "mails/mail.html", context, status=422 if form and form.errors else 200)


@readers_only
@require_safe
def raw(request, pk):
    """As it came, for saving: no browser shows it."""
    mail = found(request, pk)
    if not mail.has_raw:
        raise Http404
    headers = INERT | {"Content-Disposition": f'attachment; filename="mail-{mail.pk}.eml"'}
    return HttpResponse(bytes(mail.raw), content_type="application/octet-stream", headers=headers)


@readers_only
@require_POST
def retrial(request, pk):
    mail = found(request, pk)
    retry(mail, by=actor(request), seen=whole(request.POST.get("seen", "")))
    messages.success(request, "It is read once more, in a moment.")
    return redirect("incoming-mail", pk=pk)


@readers_only
@require_POST
def dismissal(request, pk):
    mail = found(request, pk)
    form = DismissForm(request.POST)
    if form.is_valid():
        with form_refusals(form):
            dismiss(mail, by=actor(request), **form.cleaned_data)
            messages.success(request, "Put aside.")
            return redirect("incoming-mails")
    return mail_page(request, mail, form)


@readers_only
@require_safe
def outgoing(request):
    """What was written to whom, and whether it arrived as far as anybody told."""
    state, ticket = request.GET.get("state", ""), whole(request.GET.get("ticket", ""))
    rows = delivery.log(request.user)
    if state in STATES:
        rows = rows.filter(delivery.STATES[state])
    if ticket:
        rows = rows.filter(about="ticket", about_id=ticket)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": STATES, "ticket": ticket}
    return render(request, "mails/outgoing.html", context | {"may": policy.can(actor(request), "handle_mail", None)})


@readers_only
@require_POST
def sending(request, pk):
    mail = get_object_or_404(delivery.log(request.user), pk=pk)
    send_again(mail, by=actor(request))
    messages.success(request, "It is sent once more, in a moment.")
    return redirect("mails")
