"""One article: read, written, its history."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import difference, internal, policy, workflow
from ..actions.draft import draft
from ..actions.revise import revise
from ..models import Review, State
from ..queries import history, reading
from ..shapes import SECTIONS, ArticleKind
from . import forms
from .seats import desk_only, for_anyone, found

MOVES = ("submit", "withdraw", "publish", "discard", "confirm")


@desk_only
@require_safe
def article(request, pk):
    """What the desk reads. An old link to what was merged leads on, and says so (KB-23)."""
    one = found(request, pk)
    if one.successor and "here" not in request.GET:
        heir = reading.article(request.user, one.current.pk)
        if heir:
            messages.info(request, f"{one} was merged into {heir}: {one.title}")
            return redirect("article", pk=heir.pk)
    return show(request, one)


def show(request, one, *, status=200, **bound):
    by = actor(request)
    draft_asked = request.GET.get("version") == "draft" or one.live is None
    shown = one.working if draft_asked else one.live
    reviews = reading.latest_reviews(one, 10)
    asked = [each for each in reviews if each.answer == Review.Answer.ASKED]
    waiting = min(asked, key=lambda each: each.afterwards, default=None)
    context = {
        "article": one,
        "shown": shown,
        "moves": [move for move in MOVES if workflow.can(one, move) and may(by, move, one)],
        "labels": {name: move.label for name, move in workflow.MOVES.items()},
        "may_edit": workflow.can(one, "revise") and policy.can(by, "draft_article", one),
        "may_retire": workflow.can(one, "retire"),
        "reviews": reviews,
        "waiting": waiting,
        "may_answer": waiting is not None and policy.can(by, "review_article", waiting),
        "flags": history.flags(one),
        "feedback": history.feedback(one),
        "filing": bound.get("filing"),
        "retiring": bound.get("retiring") or forms.RetireForm(auto_id="retire-%s"),
        "flagging": bound.get("flagging") or forms.FlagForm(auto_id="flag-%s"),
        "issue": bound.get("issue") or forms.IssueForm(auto_id="issue-%s", initial=standing(one)),
        "open": bound.keys(),
        "actor": by,
        "rules": policy.can,
        "State": State,
    }
    return render(request, "articles/article.html", context, status=status)


def standing(one):
    return {"status": one.issue_status, "fixed_in": one.fixed_in}


def may(by, move, one):
    """Whether to show the button. To publish may be refused all the same: then it is said whom to ask."""
    if move == "confirm":
        return policy.can(by, "confirm_article", one)
    if move == "publish" and one.state != State.APPROVED:
        return policy.can(by, policy.right(one.working), one) or (
            one.live is not None and policy.can(by, "publish_minor", one)
        )
    return policy.can(by, "draft_article", one)


@desk_only
@for_anyone
def new(request):
    """First the kind, then its sections (KB-01)."""
    kind = request.GET.get("kind", "")
    if kind not in ArticleKind.values:
        kinds = [(one, [section.title for section in SECTIONS[one]]) for one in ArticleKind]
        return render(request, "articles/kinds.html", {"kinds": kinds})
    form = forms.ArticleForm(request.POST or None, viewer=request.user, kind=kind)
    if form.is_valid() and "preview" not in request.POST:
        with form_refusals(form):
            made = draft(kind, by=actor(request), **form.given())
            return redirect("article", pk=made.pk)
    return editor(request, form, kind)


@desk_only
@for_anyone
def edit(request, pk):
    one = found(request, pk)
    form = forms.ArticleForm(request.POST or None, viewer=request.user, kind=one.kind, article=one)
    if form.is_valid() and "preview" not in request.POST:
        with form_refusals(form):
            given = form.given()
            revise(one, by=actor(request), seen=given.pop("seen"), **given)
            return redirect(f"{request.path.removesuffix('/edit')}?version=draft")
    return editor(request, form, one.kind, one)


def editor(request, form, kind, one=None):
    """The form, and what it would look like where that was asked for."""
    preview = None
    if "preview" in request.POST and form.is_valid():
        given = form.given()
        written = [(section.title, given["texts"][section.key], section.key) for section in SECTIONS[kind]]
        sections = [{"title": title, "text": text, "internal": key in given["inside"]} for title, text, key in written]
        preview = {"title": given["title"], "summary": given["summary"], "sections": internal.inward(sections)}
    context = {"form": form, "kind": ArticleKind(kind), "article": one, "preview": preview, "mark": internal.MARK}
    return render(request, "articles/editor.html", context, status=422 if form.errors else 200)


@desk_only
@require_safe
def versions(request, pk):
    """All revisions, and the words that differ between two of them (KB-06)."""
    one = found(request, pk)
    rows = list(reading.revisions(one))
    newer, older = chosen(request, rows)
    changes = []
    if newer and older:
        changes = [(title, difference.parts(was, now)) for title, was, now in history.compared(older, newer)]
    context = {"article": one, "rows": rows, "newer": newer, "older": older, "changes": changes}
    may_edit = workflow.can(one, "revise") and policy.can(actor(request), "draft_article", one)
    return render(request, "articles/versions.html", context | {"may_edit": may_edit})


def chosen(request, rows):
    """The two to compare: as asked for, else the newest and the one before it."""
    numbered = {str(row.number): row for row in rows}
    newer = numbered.get(request.GET.get("new", ""), rows[0] if rows else None)
    before = next((row for row in rows if newer and row.number < newer.number), None)
    return newer, numbered.get(request.GET.get("old", ""), before)


@desk_only
@require_safe
def version(request, pk, number):
    one = found(request, pk)
    revision = reading.revision(one, number)
    if revision is None:
        raise Http404
    return render(request, "articles/version.html", {"article": one, "shown": revision})
