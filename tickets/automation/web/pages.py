"""Everything about routing on one page, a rule by itself, and what one would have done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.administration import opens_office
from supportdesk.catalogue.models import Queue
from supportdesk.web import form_refusals

from .. import policy
from ..actions.rules import end_rule, set_rule
from ..models import Skill
from ..queries import rules as queries
from . import forms
from .seats import desk_only

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def done(request, said, to="administration-routing", **where):
    messages.success(request, said)
    return redirect(to, **where)


@desk_only
@require_GET
def routing(request):
    return page(request)


def page(request, **bound):
    """Everything about routing; a form that was not in order stands here again with what is wrong with it."""
    viewer, by = request.user, actor(request)
    queues = Queue.objects.visible_to(viewer).offered().select_related("team", "strategy").order_by("name")
    context = {
        "rules": queries.in_words(queries.rules(viewer, clock.asked(viewer))),
        "queues": [(queue, getattr(queue, "strategy", None), strategy_form(by, queue)) for queue in queues],
        "skills": Skill.objects.prefetch_related("people", "categories", "components"),
        "limits": queries.limits(viewer),
        "rule_form": forms.RuleForm(viewer=viewer),
        "skill_form": forms.SkillForm(viewer=viewer, auto_id="skill-%s"),
        "limit_form": forms.LimitForm(viewer=viewer, auto_id="limit-%s"),
        "may_skills": policy.can(by, "keep_skills", None),
        "may_ask": may_ask(by, queues),
        "now": clock.asked(viewer),
        "office": opens_office(viewer),
    }
    return render(request, "automation/routing.html", context | bound, status=422 if bound else 200)


def may_ask(by, queues):
    """Whether this person could change anything at all, at once or with somebody's word."""
    return any(policy.open_to(by, "change_routing", queue) for queue in queues)


def strategy_form(by, queue):
    """Where this person could say it, at once or with somebody's word."""
    if not policy.open_to(by, "change_routing", queue):
        return None
    kind = queue.strategy.kind if hasattr(queue, "strategy") else "none"
    return forms.StrategyForm(initial={"strategy": kind}, auto_id=f"strategy-{queue.pk}-%s")


@desk_only
@require_POST
def new_rule(request):
    form = forms.RuleForm(request.POST, viewer=request.user)
    if form.is_valid():
        if "preview" in request.POST:
            return preview(request, form)
        with form_refusals(form):
            rule = set_rule(**given(request, form))
            return done(request, f"Rule {rule.number} sends them to {rule.queue}.")
    return page(request, rule_form=form)


def given(request, form):
    values = {name: form.cleaned_data[name] for name in ("queue", "position", "active_from")}
    return values | {"conditions": form.conditions(), "by": actor(request)}


@desk_only
@for_anyone
def one_rule(request, number):
    """Change it: the next version. What it decided before keeps the version that decided it."""
    rule = found(request, number)
    form = forms.RuleForm(request.POST or None, viewer=request.user, rule=rule)
    if form.is_valid():
        if "preview" in request.POST:
            return preview(request, form, rule=rule)
        with form_refusals(form):
            made = set_rule(**given(request, form), replaces=rule)
            return done(request, f"Rule {made.number} is in its version {made.version}.")
    return rule_page(request, form, rule)


def found(request, number):
    standing = queries.rules(request.user, clock.now()).filter(number=number, ended_at=None)
    return get_object_or_404(standing, number=number)


def rule_page(request, form, rule, *, shown=None):
    said = queries.in_words([rule])[0][1] if rule else ""
    context = {"form": form, "rule": rule, "said": said, "tried": shown}
    context["office"] = opens_office(request.user)
    return render(request, "automation/rule.html", context, status=422 if form.errors else 200)


def preview(request, form, *, rule=None):
    """What it would have done to the last hundred tickets: nothing is changed."""
    values = given(request, form)
    number = rule.number if rule else None
    asked = (request.user, values["queue"], values["conditions"], values["position"], clock.now())
    return rule_page(request, form, rule, shown=queries.tried(*asked, instead_of=number))


@desk_only
@require_POST
def rule_end(request, number):
    rule = end_rule(found(request, number), by=actor(request))
    return done(request, f"Rule {rule.number} decides nothing any more.")
