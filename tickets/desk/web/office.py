"""Names of statuses, gates of the types, and time-boxes: what the desk decides about its own work."""

from functools import partial

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing
from supportdesk.catalogue.models import TicketType
from supportdesk.configuration import policy
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.models import Setting
from supportdesk.configuration.values import value

from .. import configured, gate
from ..actions.time_box_rules import end_time_box_rule, set_time_box
from ..models import TimeBoxRule
from .office_forms import GatesForm, LabelsForm, TimeBoxForm

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
WORKFLOW, BOXES = "administration-workflow", "administration-time-boxes"


def offered(request, form):
    """The form, for whoever may."""
    return form if policy.can(actor(request), "configure", Setting()) else None


@office_only
@for_anyone
def workflow(request):
    form = LabelsForm(request.POST or None)
    if request.method == "POST":
        act = partial(naming, actor(request))
        return carried_out(request, form, act, done="Saved.", to=to_workflow, page=partial(all_types, request))
    return all_types(request, form)


def naming(by, **names):
    return confirm("status_labels", by=by, value=names)


def to_workflow(made):
    return reverse(WORKFLOW)


def all_types(request, form):
    hint = "A status keeps what it means for clocks and gates; only its name changes."
    card = Card("Names of the statuses", offered(request, form), reverse(WORKFLOW), "Save the names", hint)
    intro = "What must be known before a ticket of each type counts as triaged, and as resolved."
    columns = ("Type", "Triage asks for", "A resolution has")
    rows = TicketType.objects.offered()
    return listed(request, rows, type_row, title="Workflow", columns=columns, cards=[card], intro=intro)


def type_row(one):
    asked = configured.triage_fields(one.key), configured.resolution_fields(one.key)
    return Row(one.name, reverse("administration-gates", args=[one.pk]), tuple(map(gate.words, asked)))


@office_only
@for_anyone
def gates(request, pk):
    one = get_object_or_404(TicketType, pk=pk)
    held = {
        "triage_fields": configured.triage_fields(one.key),
        "resolution_fields": configured.resolution_fields(one.key),
    }
    form = GatesForm(request.POST or None, initial=held)
    if request.method == "POST":
        act = partial(gating, one, actor(request))
        return carried_out(
            request, form, act, done="Saved.", to=to_workflow, page=partial(one_type, request, one, held)
        )
    return one_type(request, one, held, form)


@transaction.atomic
def gating(one, by, **asked):
    """The lists of this type; those of the others stay as they are."""
    for key, names in asked.items():
        confirm(key, by=by, value=value(key) | {one.key: names})


def one_type(request, one, held, form):
    always = gate.words(gate.ALWAYS_AT_TRIAGE), gate.words(gate.ALWAYS_AT_RESOLUTION)
    hint = f"Always needed: {always[0]}; {always[1]}."
    action = reverse("administration-gates", args=[one.pk])
    card = Card("Gates", offered(request, form), action, "Save", hint)
    facts = [("Triage asks for", gate.words(held["triage_fields"]))]
    facts.append(("A resolution has", gate.words(held["resolution_fields"])))
    return thing(request, title=one.name, back=("Workflow", reverse(WORKFLOW)), cards=[card], facts=facts)


@office_only
@for_anyone
def time_boxes(request):
    form = TimeBoxForm(request.POST or None)
    if request.method == "POST":
        act = partial(boxing, actor(request))
        return carried_out(request, form, act, done="Set.", to=to_boxes, page=partial(all_boxes, request))
    return all_boxes(request, form)


def boxing(by, *, level, **given):
    return set_time_box(level, by=by, **given)


def to_boxes(made):
    return reverse(BOXES)


def all_boxes(request, form):
    card = Card(
        "Set a time-box", offered(request, form), reverse(BOXES), "Set it", "Saying it again changes the minutes."
    )
    intro = "How long an owner looks for the cause alone before being asked how to go on."
    rows = TimeBoxRule.objects.select_related("category__parent")
    columns = ("Tier", "Category", "Working minutes")
    return listed(request, rows, box_row, title="Time-boxes", columns=columns, cards=[card], intro=intro)


def box_row(rule):
    address = reverse("administration-time-box", args=[rule.pk])
    return Row(f"Tier {rule.level}", address, (rule.category or "Any other", rule.minutes))


@office_only
@require_http_methods(["GET", "HEAD"])
def time_box(request, pk):
    rule = get_object_or_404(TimeBoxRule.objects.select_related("category__parent"), pk=pk)
    action = reverse("administration-time-box-end", args=[rule.pk])
    form, hint = offered(request, forms.Form()), "Boxes that run go on."
    return thing(
        request,
        title=str(rule),
        back=("Time-boxes", reverse(BOXES)),
        cards=[Card("End it", form, action, "End it", hint, "")],
    )


@office_only
@require_POST
def time_box_end(request, pk):
    end_time_box_rule(get_object_or_404(TimeBoxRule, pk=pk), by=actor(request))
    messages.success(request, "Nobody is boxed by it any more.")
    return redirect(BOXES)
