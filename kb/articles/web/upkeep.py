"""What has to be done about articles, and who did it."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import policy
from ..actions.flag import flag, settle_flag
from ..actions.issue import move_issue
from ..actions.synonyms import drop_synonyms, keep_synonyms
from ..models import Flag, Synonyms
from ..queries import ledger, reading, upkeep
from ..shapes import ArticleKind
from . import forms
from .pages import show
from .seats import desk_only, for_anyone, found

MOST = 100
PERIODS = {"30": "30 days", "90": "90 days", "365": "A year"}


@desk_only
@require_safe
def tasks(request):
    """What waits for the reader, and what the library needs from anybody."""
    person, now, by = request.user, clock.asked(request.user), actor(request)
    mine = request.GET.get("owner") == "me"
    waiting = [one for one in reading.asked_of(person)[:MOST] if policy.can(by, "review_article", one)]
    context = {
        "mine": mine,
        "waiting": waiting,
        "flags": list(upkeep.flags(person, owner=person if mine else None)[:MOST]),
        "due": list(upkeep.due(person, now)[:MOST]),
        "orphans": [(one, upkeep.why_orphan(one)) for one in upkeep.orphans(person)[:MOST]],
        "broken": upkeep.broken(person),
        "ownerless": list(upkeep.ownerless(person)[:MOST]),
        "doubtful": [*upkeep.contradicted(person)[:MOST], *upkeep.unused(person, now)[:MOST]],
        "now": now,
        "actor": by,
        "rules": policy.can,
    }
    return render(request, "articles/tasks.html", context)


@desk_only
@require_POST
def flags(request, pk):
    one = found(request, pk)
    form = forms.FlagForm(request.POST, auto_id="flag-%s")
    if form.is_valid():
        with form_refusals(form):
            flag(one, by=actor(request), **form.cleaned_data)
            messages.success(request, f"{one.owner.name} has a task, and colleagues see that it is under review.")
            return redirect("article", pk=pk)
    return show(request, found(request, pk), status=422, flagging=form)


@desk_only
@for_anyone
def settle(request, pk, flag_pk):
    one = found(request, pk)
    raised = get_object_or_404(Flag.objects.filter(article=one).select_related("owner", "raised_by"), pk=flag_pk)
    form = forms.SettleForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            settle_flag(raised, by=actor(request), **form.cleaned_data)
            messages.success(request, "Settled.")
            return redirect("article", pk=pk)
    context = {"article": one, "flag": raised, "form": form}
    return render(request, "articles/flag.html", context, status=422 if form.errors else 200)


@desk_only
@require_POST
def issue(request, pk):
    one = found(request, pk)
    form = forms.IssueForm(request.POST, auto_id="issue-%s")
    if form.is_valid():
        with form_refusals(form):
            move_issue(one, by=actor(request), **form.cleaned_data)
            messages.success(request, "Kept: readers see it now.")
            return redirect("article", pk=pk)
    return show(request, found(request, pk), status=422, issue=form)


@desk_only
@require_safe
def known_issues(request):
    rows = reading.listed(request.user).filter(kind=ArticleKind.KNOWN_ISSUE, live__isnull=False)
    rows = rows.order_by("-issue_status_at", "-pk")
    return render(request, "articles/known_issues.html", {"rows": list(rows[:200])})


@desk_only
@require_safe
def contributions(request):
    days = request.GET.get("days", "90")
    days = days if days in PERIODS else "90"
    now = clock.asked(request.user)
    lines = ledger.contributions(request.user, now - timedelta(days=int(days)), now)
    return render(request, "articles/contributions.html", {"lines": lines, "periods": PERIODS, "days": days})


@desk_only
@for_anyone
def synonyms(request):
    by = actor(request)
    form = forms.SynonymsForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            keep_synonyms(form.cleaned_data["words"], by=by)
            return redirect("synonyms")
    context = {"groups": list(Synonyms.objects.all()[:500]), "form": form}
    context["may"] = policy.can(by, "keep_synonyms", Synonyms())
    return render(request, "articles/synonyms.html", context, status=422 if form.errors else 200)


@desk_only
@require_POST
def synonyms_drop(request, pk):
    group = Synonyms.objects.filter(pk=pk).first()
    if group is None:
        raise Http404
    drop_synonyms(group, by=actor(request))
    return redirect("synonyms")
