"""The desk's side of the status page: how every part fares, and what is said about it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import policy, queries
from ..actions import keep_component as keeping
from ..actions import notices as noticing
from ..actions.set_health import set_health
from ..models import Notice, StatusComponent
from . import forms

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 30


def desk_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@desk_only
@for_anyone
def board(request):
    """A notice begins here; it is public with its first post."""
    form = forms.NoticeForm(request.POST or None, viewer=request.user, incident=request.GET.get("incident"))
    if form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            begun = noticing.begin_notice(given.pop("title"), by=actor(request), **given)
            return redirect("status-notice", pk=begun.pk)
    return page(request, form=form)


def page(request, *, form=None, part_form=None):
    by = actor(request)
    parts = list(queries.board())
    context = {
        "parts": [(part, forms.HealthForm(initial={"health": part.health}, auto_id=False)) for part in parts],
        "notices": Notice.objects.visible_to(request.user).select_related("incident")[:SHOWN],
        "form": form if policy.can(by, "draft_notice", None) and parts else None,
        "part_form": part_form or (forms.NewPartForm() if policy.can(by, "keep_status_page", None) else None),
        "may_set": any(map(asks, request.user.roles)),
        "may_keep": policy.can(by, "keep_status_page", None),
    }
    refused = any(one is not None and one.errors for one in (form, part_form))
    return render(request, "statuspage/board.html", context, status=422 if refused else 200)


def asks(role):
    """Whether this role may, or may ask to."""
    cell = policy.RULES["set_health"].get(role)
    return cell is not None and cell.code in "ALQ"


@desk_only
@require_POST
def parts(request):
    form = forms.NewPartForm(request.POST)
    if form.is_valid():
        with form_refusals(form):
            given = dict(form.cleaned_data)
            kept = keeping.keep_component(given.pop("component"), by=actor(request), **given)
            messages.success(request, f"{kept} stands on the status page.")
            return redirect("status-board")
    return page(request, form=forms.NoticeForm(viewer=request.user), part_form=form)


@desk_only
@for_anyone
def part(request, pk):
    kept = get_object_or_404(StatusComponent.objects.visible_to(request.user).select_related("component"), pk=pk)
    initial = {name: getattr(kept, name) for name in ("name", "description", "position", "shown")}
    form = forms.PartForm(request.POST or None, initial=initial)
    if form.is_valid():
        with form_refusals(form):
            keeping.keep_component(kept.component, by=actor(request), **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("status-board")
    may = policy.can(actor(request), "keep_status_page", kept)
    context = {"part": kept, "form": form if may else None, "spells": kept.spells.order_by("-began_at")[:SHOWN]}
    return render(request, "statuspage/part.html", context, status=422 if form.errors else 200)


@desk_only
@require_POST
def health(request, pk):
    kept = get_object_or_404(StatusComponent.objects.visible_to(request.user), pk=pk)
    form = forms.HealthForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"health": "", "seen": None}
    set_health(kept, by=actor(request), health=given["health"], seen=given["seen"])
    messages.success(request, f"{kept} is shown as “{kept.get_health_display()}”.")
    return redirect("status-board")


def seen(request, pk):
    found = Notice.objects.visible_to(request.user).select_related("incident")
    found = found.prefetch_related("posts__by", "components")
    return get_object_or_404(found, pk=pk)


@desk_only
@for_anyone
def notice(request, pk):
    """What was posted, and the next post."""
    one = seen(request, pk)
    form = forms.PostForm(request.POST or None, notice=one)
    if form.is_valid():
        with form_refusals(form):
            said = {name: form.cleaned_data[name] for name in ("stage", "body", "seen")}
            noticing.post(one, by=actor(request), health=form.health(), **said)
            messages.success(request, "Everybody can read it now.")
            return redirect("status-notice", pk=pk)
    return notice_page(request, one, form)


def notice_page(request, one, form=None, withdraw_form=None):
    by = actor(request)
    open_one = not one.ended_at and not one.withdrawn_at
    may_post = open_one and any(asks(role) for role in request.user.roles)
    may_withdraw = not one.withdrawn_at and policy.can(by, "withdraw_notice", one)
    context = {
        "notice": one,
        "form": (form or forms.PostForm(notice=one)) if may_post else None,
        "withdraw_form": (withdraw_form or forms.WithdrawForm()) if may_withdraw else None,
    }
    refused = any(item is not None and item.errors for item in (form, withdraw_form))
    return render(request, "statuspage/notice.html", context, status=422 if refused else 200)


@desk_only
@require_POST
def withdrawal(request, pk):
    one = seen(request, pk)
    form = forms.WithdrawForm(request.POST)
    if form.is_valid():
        with form_refusals(form):
            noticing.withdraw(one, by=actor(request), **form.cleaned_data)
            messages.success(request, "It stands on the page no more.")
            return redirect("status-board")
    return notice_page(request, one, withdraw_form=form)
