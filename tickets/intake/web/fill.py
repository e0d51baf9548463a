"""Filling in a form: a page that works without a script, and what it fetches where there is one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kb.articles.queries import centre, search
from supportdesk.accounts.actor import actor
from supportdesk.errors import Guarded, Refused, WrongState
from supportdesk.files import coming
from supportdesk.numbers import whole
from tickets.desk.states import Channel

from ..actions.fill_form import CHANGED, Faults, fill_form
from ..models import Form
from .filling import Filling
from .requester import RequesterForm

SUGGESTED = 3


def offered(request, key):
    """A form that one may fill in; the desk fills in any for whoever it is offered to."""
    found = Form.objects.visible_to(request.user).in_use().filter(key=key).select_related("live").first()
    if found is None or not (request.user.serves or request.user.is_active):
        raise Http404
    return found


@require_GET
def forms(request):
    """What one may ask for."""
    rows = Form.objects.visible_to(request.user).in_use().select_related("live", "organisation")
    return render(request, "forms/choose.html", {"forms": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, form_key):
    """The form, and the ticket that comes of it. `look` asks what else is to be answered, and sends nothing."""
    form = offered(request, form_key)
    filling = Filling(form.live, request.POST if request.method == "POST" else None)
    for_whom = RequesterForm(request.POST or None, viewer=request.user) if request.user.serves else None
    if filling.data is None:
        return page(request, form, filling, for_whom)
    if stale(request, form):
        return page(request, form, filling, for_whom, note=CHANGED, status=409)
    if "look" in request.POST or filling.brings_up():
        return page(request, form, filling, for_whom, note=more(filling, pressed="look" in request.POST))
    return sent(request, form, filling, for_whom)


def stale(request, form):
    return whole(request.POST.get("number"), digits=6) not in (None, form.live.number)


def more(filling, *, pressed):
    """What a reader without a script is told when answers bring up further questions."""
    number = len(filling.brings_up())
    if number:
        return f"Your answers bring up {number} more {'question' if number == 1 else 'questions'}. Nothing is sent yet."
    return "That is all that is asked. Nothing is sent yet." if pressed else ""


def sent(request, form, filling, for_whom):
    if for_whom is not None and not for_whom.is_valid():
        return page(request, form, filling, for_whom, status=422)
    told = for_whom.cleaned_data if for_whom else {"requester": request.user, "channel": Channel.PORTAL}
    try:
        ticket = fill_form(
            form,
            by=actor(request),
            given=filling.given(),
            number=form.live.number,
            files=coming.given(request),
            confirmed=request.POST.getlist("confirmed"),
            **told,
        )
    except (Faults, Guarded, WrongState, Refused) as refusal:
        if refusal.status not in (Refused.status, WrongState.status):
            raise
        return refused(request, form, filling, for_whom, refusal)
    messages.success(request, f"{ticket.reference} is open.")
    return redirect("ticket", pk=ticket.pk)


def refused(request, form, filling, for_whom, refusal):
    """What is wrong, at its question; what was typed stands."""
    filling.faults = getattr(refusal, "faults", {}) or at_question(filling, refusal)
    findings = getattr(refusal, "findings", [])
    note = "" if filling.faults and not findings else refusal.message
    context = {"findings": findings, "alert": True}
    return page(request, form, filling, for_whom, note=note, status=refusal.status, **context)


def at_question(filling, refusal):
    """The question that a rule of the ticket speaks of, found by where its answer goes."""
    for one in filling.questions:
        if refusal.field and refusal.field in (one.key, one.lands):
            return {one.key: refusal.message}
    return {}


def page(request, form, filling, for_whom=None, *, note="", status=200, **more):
    context = {
        "form": form,
        "content": form.live.content,
        "filling": filling,
        "for_whom": for_whom,
        "note": note,
        "rows": suggested(request, filling),
        "findings": [],
        "alert": False,
        **coming.shown(request),
    }
    return render(request, "forms/fill.html", context | more, status=status)


def suggested(request, filling):
    """Articles that may help already (KB-12): an error code that is typed anywhere finds its own first."""
    text = filling.words()[: search.LONGEST].replace("\x00", " ")
    return search.suggested(centre.copies(request.user), text, limit=SUGGESTED) if text.strip() else []


@require_POST
def questions(request, form_key):
    """What is asked after these answers, for a page with a script."""
    form = offered(request, form_key)
    return render(request, "forms/_questions.html", {"form": form, "filling": Filling(form.live, request.POST)})


@require_POST
def suggestions(request, form_key):
    form = offered(request, form_key)
    rows = suggested(request, Filling(form.live, request.POST))
    return render(request, "forms/_suggestions.html", {"form": form, "rows": rows})
