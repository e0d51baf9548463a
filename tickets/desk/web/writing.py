"""What the composer does besides sending: keep drafts, show and undo what is held, complete names, ask, answer."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from supportdesk.web import answer as answered
from supportdesk.web import form_refusals

from .. import drafting, mentions
from ..actions import answer as answering
from ..actions import draft as drafts
from ..actions import say as saying
from ..actions import take_back as taking_back
from ..models import Ask, Attachment, Outgoing
from . import shown, talk_forms
from .answers import changed
from .ticket import desk_only, seen_ticket


@require_POST
def draft(request, pk):
    """Saved by the second; without a script by its button. `drop` names another page's text that is not needed."""
    ticket = seen_ticket(request, pk)
    by = shown.actor(request)
    if "drop" in request.POST:
        drafts.drop_draft(ticket, by=by, tab=request.POST["drop"] or None)
        return changed(request, ticket, "Dropped.", sent=f"ticket-{pk}")
    form = talk_forms.DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    given = form.cleaned_data
    kept = drafts.save_draft(ticket, by=by, **given, questions=talk_forms.questions_in(request.POST))
    if request.headers.get("X-Draft"):
        return JsonResponse(told(kept))
    messages.success(request, "Draft kept.")
    return redirect(f"{reverse('ticket', args=[pk])}#ticket-{pk}-composer")


def told(kept):
    others = drafting.pruned(kept.others, kept.body)
    return {
        "revision": kept.revision,
        "saved_at": kept.saved_at.isoformat(),
        "body": kept.body,
        "tab": kept.tab,
        "others": [{"tab": tab, "text": text} for tab, (_, text) in others.items()],
    }


@require_GET
def outgoing(request, pk):
    """What its writer has in its hold on this ticket."""
    ticket = seen_ticket(request, pk)
    return render(request, "tickets/_outgoing.html", shown.context(request, ticket, mark=False))


@require_POST
def undo(request, pk, held_pk):
    ticket = seen_ticket(request, pk)
    held = own(request, ticket, held_pk)
    request.loose_files = list(Attachment.objects.filter(outgoing=held).values_list("file", flat=True))
    taking_back.take_back(held, by=shown.actor(request))
    return changed(request, ticket, "Taken back.", sent=f"ticket-{pk}")


@require_POST
def send(request, pk, held_pk):
    """Now, because its writer says so; or, with `due`, because the page has counted to the end."""
    ticket = seen_ticket(request, pk)
    held = own(request, ticket, held_pk)
    said = saying.say(held, by=shown.actor(request), early="due" not in request.POST)
    return changed(request, seen_ticket(request, pk), "Sent." if said else "", sent=f"ticket-{pk}")


def own(request, ticket, pk):
    """A reply in its hold exists for its writer only."""
    return get_object_or_404(Outgoing.objects.filter(ticket=ticket, author=request.user), pk=pk)


@desk_only
@require_GET
def colleagues(request, pk):
    """Names to complete after an @: those who may know of the ticket."""
    ticket = seen_ticket(request, pk)
    text = request.GET.get("q", "").strip()[:60]
    found = mentions.offered(ticket, request.user, text) if text else []
    return render(request, "tickets/_mentions.html", {"people": found})


@require_POST
def answer_ask(request, pk, ask_pk):
    """The requester answers what was asked, part by part."""
    ticket = seen_ticket(request, pk)
    ask = get_object_or_404(Ask.objects.filter(ticket=ticket), pk=ask_pk)
    if request.user.serves and request.user.pk != ticket.requester_id:
        raise Http404
    form = talk_forms.AnswerForm(request.POST, parts=ask.parts.all())
    if form.is_valid():
        with form_refusals(form):
            answering.answer(ask, by=shown.actor(request), answers=form.answers(), confirmed=form.confirmed())
            return changed(request, seen_ticket(request, pk), "Thank you.", sent=f"ticket-{pk}")
    context = shown.context(request, ticket) | {"answer_form": form}
    if not request.htmx:
        return render(request, "portal/ticket.html", context, status=422)
    return answered(request, page="", fragments=["portal/_ticket.html"], context=context, status=422)
