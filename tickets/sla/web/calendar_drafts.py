"""A draft of a calendar: one form with many buttons. Each keeps whatever was typed, then does its own thing."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk import clock
from supportdesk.administration import office_only
from supportdesk.approvals import policy as approvals_policy
from supportdesk.approvals import queries as approvals
from supportdesk.approvals.actions.ask import ask
from supportdesk.errors import Refused
from supportdesk.web import form_refusals

from .. import calendar_files, calendar_terms, calendars, policy, public_holidays
from ..actions.drafts import change_draft, discard_draft
from ..actions.publish import publish
from ..editing import closing, reopened, staffing, usual
from ..standing import step
from .calendar_forms import CloseForm, DraftForm, FileForm, PlaceForm, StaffForm
from .calendar_pages import LIST, ONE, actor, address, found, marked, trial

PARTS = {"close": CloseForm, "staff": StaffForm, "file": FileForm}


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request, calendar_draft):
    one = found(request, calendar_draft)
    return saved(request, one) if request.method == "POST" else page(request, one)


def saved(request, one):
    policy.require(actor(request), "draft_terms", one)
    act, _, which = request.POST.get("act", "save").partition(":")
    form = DraftForm(request.POST, draft=one, counting=counting(one))
    part = part_of(act, request)
    if form.is_valid() and (part is None or part.is_valid()):
        with form_refusals(form):
            content = edited(one.content | form.content(), act, which, part, clock.now())
            seen = form.cleaned_data["seen"]
            change_draft(one, by=actor(request), seen=seen, content=content, **form.terms())
            form.data = renewed(form.data, one)
            return gone_on(request, one, act, part)
    return page(request, one, form=form, **({act: part} if part else {}))


def renewed(data, one):
    """What was sent, on the version that it has become: for a form that stands here again after it was saved."""
    copy = data.copy()
    copy["seen"] = one.version
    return copy


def part_of(act, request):
    if act not in PARTS:
        return None
    more = {"today": clock.asked(request.user).date()} if act == "file" else {}
    return PARTS[act](request.POST, request.FILES, prefix=act, **more)


def edited(content, act, which, part, now):
    """The content with what the button that was pressed adds to it or takes from it."""
    if act == "close":
        return closing(content, dict.fromkeys(part.days(), part.cleaned_data["name"]), now)
    if act == "staff":
        given = part.cleaned_data
        return staffing(content, given["day"], given["windows"], given["why"])
    if act == "open":
        return reopened(content, which)
    return usual(content, which) if act == "usual" else content


def gone_on(request, one, act, part):
    if act == "publish" and one.also_open:
        return redirect(f"{address(one)}#confirm")
    if act == "publish":
        made, moved = publish(one, by=actor(request))
        count = (
            f" {len(moved)} policies moved to it." if len(moved) > 1 else " One policy moved to it." if moved else ""
        )
        messages.success(request, f"{made.name} is in its version {made.version}.{count}")
        return redirect(ONE, made.key)
    if act == "ask":
        return asked(request, one)
    if act == "file":
        return previewed(request, one, part)
    if act == "holidays":
        return redirect("administration-calendar-holidays", one.pk)
    messages.success(request, "The draft is saved.")
    return redirect(address(one))


def asked(request, one):
    given = {"action": "publish_terms", "arguments": {"version": one.version}, "reason": one.reason}
    made = ask(one, by=actor(request), **given)
    messages.success(request, f"Asked for: {made.words}. You hear as soon as somebody answers.")
    return redirect(address(one))


def previewed(request, one, part):
    """What a file holds, before anything is taken from it."""
    try:
        read = calendar_files.read(part.cleaned_data["text"], part.numbers())
    except calendar_files.Unreadable as error:
        part.add_error("upload", str(error))
        return page(request, one, file=part)
    shown = [(day, name, day.isoformat() in one.content["holidays"]) for day, name in read.days.items()]
    return render(request, "sla/days.html", {"draft": one, "days": shown, "timed": read.timed, "source": "the file"})


@office_only
@require_http_methods(["GET", "HEAD"])
def holidays(request, calendar_draft):
    """Holidays of a country, or of a part of it, shown before any is taken."""
    one = found(request, calendar_draft)
    form = PlaceForm(request.GET, today=clock.asked(request.user).date()) if request.GET else empty_place(request)
    shown = None
    if request.GET and form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            days = public_holidays.days(given["country"], given.get("subdivision", ""), form.numbers())
            shown = [(day, name, day.isoformat() in one.content["holidays"]) for day, name in days.items()]
    context = {"draft": one, "form": form, "days": shown}
    return render(request, "sla/holidays.html", context, status=422 if form.is_bound and form.errors else 200)


def empty_place(request):
    return PlaceForm(today=clock.asked(request.user).date())


@office_only
@require_POST
def take(request, calendar_draft):
    """The days that stayed ticked, each with its name."""
    one = found(request, calendar_draft)
    days = dict(taken(text) for text in request.POST.getlist("day"))
    content = closing(one.content, days, None)
    change_draft(one, by=actor(request), content=content)
    messages.success(request, "Nothing was taken." if not days else f"{len(days)} closed days are in the draft.")
    return redirect(f"{address(one)}#dates")


def taken(text):
    day, _, name = text.partition(" ")
    try:
        return date.fromisoformat(day), name
    except ValueError:
        raise Refused(f"“{day}” is no date.", field="day") from None


@office_only
@require_POST
def discard(request, calendar_draft):
    discard_draft(found(request, calendar_draft), by=actor(request))
    messages.success(request, "The draft is discarded; nothing has changed.")
    return redirect(LIST)


def counting(one):
    return calendars.policies_of(one.key, one.effective_from or clock.now()) if one.base else []


def page(request, one, *, form=None, **parts):
    """The draft; a form that was not in order stands here again with what is wrong with it."""
    now = clock.asked(request.user)
    by, built = actor(request), one.build(now)
    may = one.is_open and policy.can(by, "draft_terms", one)
    context = {
        "draft": one,
        "before": one.before,
        "form": (form or DraftForm(draft=one, counting=counting(one))) if may else None,
        **{name: parts.get(name) or kept(name, request, now) for name in PARTS},
        "week": calendars.week(built),
        "dates": calendars.upcoming(built, now),
        "past": calendars.past(built, now),
        "changes": marked(calendar_terms.changes(one.before, built)),
        "step": step(by, one),
        "approvals": approvals.of_thing(one),
        "actor": by,
        "rules": approvals_policy.can,
        **trial(request, built, now),
    }
    wrong = (form is not None and form.errors) or any(part.errors for part in parts.values())
    return render(request, "sla/calendar_draft.html", context, status=422 if wrong else 200)


def kept(name, request, now):
    """A part that was not asked for, with what was typed into it."""
    more = {"today": now.date()} if name == "file" else {}
    typed = {key.partition("-")[2]: value for key, value in request.POST.items() if key.startswith(f"{name}-")}
    if name == "file" and typed:
        typed["years"] = request.POST.getlist("file-years")
    return PARTS[name](prefix=name, initial=typed, **more)
