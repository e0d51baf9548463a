"""Under /administration/: the addresses people write to (INT-05)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk import times
from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing

from .. import mail_policy as policy
from ..actions.mailboxes import add_mailbox, change_mailbox, end_mailbox
from ..models import Mailbox
from .mail_forms import MailboxForm, NewMailboxForm

ALL, ONE, END = "administration-mailboxes", "administration-mailbox", "administration-mailbox-end"
INTRO = "What is written to one of these addresses becomes a ticket in its queue."
for_anyone = require_http_methods(["GET", "HEAD", "POST"])


@office_only
@for_anyone
def mailboxes(request):
    form = NewMailboxForm(request.POST or None, viewer=request.user)
    if request.method == "POST":
        act = partial(added, actor(request))
        page = partial(all_boxes, request)
        return carried_out(request, form, act, done="It takes mail now.", to=lambda made: reverse(ALL), page=page)
    return all_boxes(request, form)


def added(by, *, address, **given):
    return add_mailbox(address, by=by, **given)


def all_boxes(request, form):
    may = policy.can(actor(request), "keep_mailbox", None)
    card = Card("New mailbox", form if may else None, reverse(ALL), "Add the mailbox")
    rows = Mailbox.objects.visible_to(request.user).select_related("queue", "type")
    columns = ("Address", "Queue", "Type", "Mail comes", "State")
    return listed(request, rows, row, title="Mailboxes", columns=columns, cards=[card], intro=INTRO)


def row(box):
    state = "Ended" if box.ended_at else box.fetch_error or "Takes mail"
    cells = (box.queue, box.type, f"from {box.imap_host}" if box.imap_host else "brought by your mail server", state)
    return Row(box.address, reverse(ONE, args=[box.pk]), cells, over=bool(box.ended_at))


def found(request, pk):
    return get_object_or_404(Mailbox.objects.visible_to(request.user).select_related("queue", "type"), pk=pk)


@office_only
@for_anyone
def mailbox(request, pk):
    box = found(request, pk)
    form = MailboxForm(request.POST or None, viewer=request.user, thing=box)
    if request.method == "POST":
        act, page = partial(change_mailbox, box, by=actor(request)), partial(one_box, request, box)
        return carried_out(request, form, act, done="Saved.", to=lambda made: reverse(ONE, args=[made.pk]), page=page)
    return one_box(request, box, form)


def one_box(request, box, form):
    may = not box.ended_at and policy.can(actor(request), "keep_mailbox", box)
    cards = [Card("About the mailbox", form if may else None, reverse(ONE, args=[box.pk]), "Save")]
    fetched = times.shortinstant(box.fetched_at) if box.fetched_at else None
    facts = [("Queue", box.queue), ("Type", box.type), ("Fetched last", fetched), ("What went wrong", box.fetch_error)]
    template, end = "administration/mailbox.html", reverse(END, args=[box.pk]) if may else ""
    back = ("Mailboxes", reverse(ALL))
    return thing(request, title=box.address, back=back, facts=facts, cards=cards, template=template, end=end)


@office_only
@require_POST
def mailbox_end(request, pk):
    box = end_mailbox(found(request, pk), by=actor(request))
    messages.success(request, f"{box} takes no mail any more.")
    return redirect(ALL)
