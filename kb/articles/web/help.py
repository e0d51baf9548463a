"""The help centre: for anybody, without a script and without an account. What is shown to nobody in particular may be
kept by anybody; it is made of copies that hold no word of the desk's."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from supportdesk.accounts.actor import Actor, actor, system
from supportdesk.web import anonymous_allowed, form_refusals

from ..actions.misses import note_miss
from ..actions.rate import rate
from ..models import IssueStatus
from ..queries import centre, search
from ..shapes import ArticleKind
from . import forms
from .seats import for_anyone

PAGE, KEPT = 50, 60
OVER = (IssueStatus.FIXED, IssueStatus.WILL_NOT_FIX, IssueStatus.INTENDED)


def reader(request):
    """Somebody whose account opens more than everybody may read, or nobody in particular."""
    return request.user if request.user.is_authenticated else None


def by_whom(request):
    return actor(request) if request.user.is_authenticated else Actor(system().person, "browser")


def kept_by_anybody(view):
    """What was made for nobody in particular may be kept for a minute; what somebody signed in reads, by nobody."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if reader(request) is None and response.status_code == 200:
            response["Cache-Control"] = f"public, max-age={KEPT}"
        patch_vary_headers(response, ["Cookie"])
        return response

    return keeping


@anonymous_allowed
@require_safe
@kept_by_anybody
def home(request):
    who = reader(request)
    category = request.GET.get("category", "")
    context = {"shelves": centre.shelves(who), "best": centre.most_helpful(who), "text": "", "page": None}
    if category.isdecimal() and len(category) < 18:
        rows = centre.copies(who).filter(category=int(category)).select_related("category__parent")
        rows = rows.defer("document", "names").order_by("title", "pk")
        context |= {"page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "chosen": int(category)}
    return render(request, "help/home.html", context)


@anonymous_allowed
@require_safe
@kept_by_anybody
def find(request):
    text, who = request.GET.get("q", "").strip()[:300], reader(request)
    rows = search.found(centre.copies(who), text, limit=20) if text else []
    if text and not rows:
        note_miss(text, by=by_whom(request), outside=True)
    lines = [(one, search.snippet(one, text)) for one in rows]
    return render(request, "help/results.html", {"text": text, "lines": lines})


@anonymous_allowed
@require_safe
@kept_by_anybody
def article(request, pk):
    """An old link to what was merged leads on, and says so (KB-23)."""
    copy = centre.copy(reader(request), pk)
    if copy is None:
        heir = centre.heir(reader(request), pk)
        if heir is None:
            raise Http404
        return redirect(f"{reverse('help-article', args=[heir.article_id])}?from={pk}")
    came = request.GET.get("from", "")
    came = came if came.isdecimal() and len(came) < 18 else ""
    said = "said" in request.GET
    return render(
        request, "help/article.html", {"copy": copy, "came": came, "said": said, "kind": ArticleKind(copy.kind)}
    )


@anonymous_allowed
@require_safe
@kept_by_anybody
def known_issues(request):
    rows = list(centre.known_issues(reader(request))[:200])
    standing = [one for one in rows if one.article.issue_status not in OVER]
    over = [one for one in rows if one.article.issue_status in OVER]
    return render(request, "help/known_issues.html", {"standing": standing, "over": over})


@anonymous_allowed
@for_anyone
def feedback(request, pk):
    """Whether it helped: a page with a form, so that the article itself needs none and may be kept."""
    copy = centre.copy(reader(request), pk)
    if copy is None:
        raise Http404
    asked = {"helpful": request.GET["helpful"]} if request.GET.get("helpful") in ("yes", "no") else {}
    form = forms.FeedbackForm(request.POST or None, initial=asked)
    if form.is_valid():
        with form_refusals(form):
            rate(copy, by=by_whom(request), address=request.META.get("REMOTE_ADDR", ""), **form.cleaned_data)
            return redirect(f"{reverse('help-article', args=[pk])}?said=1")
    return render(request, "help/feedback.html", {"copy": copy, "form": form}, status=422 if form.errors else 200)


@anonymous_allowed
@require_safe
@kept_by_anybody
def feed(request):
    """What is new, as Atom."""
    rows = centre.newest(reader(request))
    home_page = request.build_absolute_uri(reverse("help"))
    lines = [(one, request.build_absolute_uri(reverse("help-article", args=[one.article_id]))) for one in rows]
    context = {"lines": lines, "home": home_page, "itself": request.build_absolute_uri(), "newest": rows[:1]}
    return render(request, "help/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


@anonymous_allowed
@require_safe
@kept_by_anybody
def export(request):
    """Everything that this reader may read, as JSON, for search engines and archives of their own."""
    rows = centre.newest(reader(request), limit=5000)
    return JsonResponse({"articles": [told(one) for one in rows]})


def told(one):
    same = ("reference", "kind", "title", "summary", "sections", "error_codes", "versions")
    about = {"id": one.article_id, "changed_at": one.changed_at.isoformat()}
    return about | {name: getattr(one, name) for name in same}


@require_POST
def suggestions(request):
    """What may help with the ticket that somebody is just writing (KB-12)."""
    text = " ".join(request.POST.getlist("title") + request.POST.getlist("body"))[: search.LONGEST]
    rows = search.suggested(centre.copies(request.user), text, limit=3) if text.strip() else []
    return render(request, "help/_suggestions.html", {"rows": rows})
