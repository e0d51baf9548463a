"""Replies, notes and asks: sent, held, or back in the composer with what stands in the way."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from supportdesk.errors import Refused, Unseen
from supportdesk.files import coming
from supportdesk.web import answer, current, form_refusals

from .. import reviewing
from ..actions import ask as asking
from ..actions import draft as drafts
from ..actions import hold as holding
from ..actions import inquire as inquiring
from ..actions import note as noting
from ..actions import reply as replying
from ..actions.use_macro import use_macro
from ..models import Inquiry
from . import shown
from .answers import changed
from .talk_forms import AskForm, NoteForm, ReplyForm, questions_in
from .ticket import desk_only, seen_ticket


@require_POST
def reply(request, pk):
    """At once for a requester; for the desk after its hold."""
    ticket = seen_ticket(request, pk)
    form = ReplyForm(request.POST)

    def send():
        said = form.said() | {"promise": form.cleaned_data["promise"], "files": coming.given(request)}
        macro = form.cleaned_data["macro"] if request.user.serves else None
        if held(request, ticket):
            return holding.hold(ticket, by=shown.actor(request), macro=macro, **said)
        if macro:
            return use_macro(ticket, by=shown.actor(request), macro=macro, **said).ticket
        return replying.reply(ticket, by=shown.actor(request), **said).ticket

    return carried_out(request, ticket, form, "reply", send, "Sent.")


@desk_only
@require_POST
def note(request, pk):
    ticket = seen_ticket(request, pk)
    form = NoteForm(request.POST, viewer=request.user)

    def keep():
        said = form.said() | {"by": shown.actor(request)}
        given = form.cleaned_data
        if given["asked"]:
            return inquiring.inquire(ticket, asked=given["asked"], needed_by=given["needed_by"], **said)
        answers = answered_by(request.user, ticket, given["answers"])
        if given["macro"]:
            said |= {"answers": answers, "files": coming.given(request)}
            return use_macro(ticket, macro=given["macro"], internal=True, **said)
        return noting.note(ticket, answers=answers, files=coming.given(request), **said)

    return carried_out(request, ticket, form, "note", keep, "Note kept.")


def answered_by(person, ticket, pk):
    """The ask of a colleague's that this note answers by name."""
    if not pk:
        return None
    mine = Inquiry.objects.filter(ticket=ticket, asked=person, pk=pk).first()
    if mine is None:
        raise Refused("Nobody asked you that here.", field="answers")
    return mine


@desk_only
@require_POST
def asks(request, pk):
    """Ask the requester for details (T-25)."""
    ticket = seen_ticket(request, pk)
    form = AskForm(request.POST)

    def send():
        said = form.said() | {"questions": questions_in(request.POST), "by": shown.actor(request)}
        macro = form.cleaned_data["macro"]
        if (held(request, ticket) or macro) and not said["questions"]:
            raise Refused("Ask at least one question.", field="questions", missing=("questions",))
        if held(request, ticket):
            return holding.hold(ticket, macro=macro, **said)
        if macro:
            return use_macro(ticket, macro=macro, **said)
        return asking.ask(ticket, **said)

    return carried_out(request, ticket, form, "ask", send, "Asked.")


def held(request, ticket):
    if not request.user.serves or request.user.pk == ticket.requester_id:
        return False
    return bool(settings.REPLY_HOLD) or reviewing.required(shown.actor(request), ticket)


def carried_out(request, ticket, form, mode, act, done):
    """Say it; whatever stands in the way comes back with the words as they were."""
    stands = {}
    if form.is_valid():
        try:
            with form_refusals(form):
                made = act()
                drafts.spend_draft(ticket, by=shown.actor(request), **form.spent())
                return answered(request, ticket, made, done)
        except Unseen as refusal:
            if not request.user.serves:
                raise
            stands = {"fresh": refusal.new, "seen": current(refusal), "status": refusal.status}
    return composer(request, ticket, form, mode, stands)


def answered(request, ticket, made, done):
    if getattr(made, "subject", "") == "ticket" and made.pk != ticket.pk:
        return gone_on(request, ticket, made)
    ticket.refresh_from_db()
    waits = getattr(made, "subject", "") == "outgoing"
    return changed(request, seen_ticket(request, ticket.pk), "" if waits else done, sent=f"ticket-{ticket.pk}")


def gone_on(request, ticket, follow_up):
    """To the page of the ticket that goes on from the one that is over."""
    messages.success(request, f"{ticket.reference} is over for good. Your message is here, on {follow_up.reference}.")
    there = reverse("ticket", args=[follow_up.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


def composer(request, ticket, form, mode, stands):
    """The composer again: what was typed, what is wrong with it, and what is new since it was begun."""
    context = shown.context(request, ticket) | {
        "said_form": form,
        "mode": mode,
        "findings": getattr(form, "guarded", []),
    }
    status = stands.pop("status", 422)
    if "fresh" in stands:
        news = {one["event"] for one in stands.pop("fresh")}
        told = [stretch for stretch in context["stretches"] if news & events_of(stretch)]
        context |= {"fresh": told, "newest": stands["seen"]}
    if not request.htmx:
        page = "tickets/detail.html" if request.user.serves else "portal/ticket.html"
        return render(request, page, context, status=status)
    part = "tickets/_composer.html" if request.user.serves else "portal/_ticket.html"
    return answer(request, page="", fragments=[part], context=context, status=status)


def events_of(stretch):
    entries = [stretch.said] if stretch.said else stretch.quiet
    return {entry.event.pk for entry in entries}
