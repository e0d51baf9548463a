"""How queues give out their tickets, skills, limits, and one's own availability."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from supportdesk.web import form_refusals
from tickets.desk.actions.set_limit import set_limit

from .. import policy
from ..actions.staffing import drop_skill, keep_skill, set_availability, set_strategy
from ..models import Availability, Skill
from . import forms
from .pages import actor, done, for_anyone, page
from .seats import desk_only


@desk_only
@require_POST
def strategy(request, pk):
    queue = get_object_or_404(Queue.objects.visible_to(request.user), pk=pk)
    kept = set_strategy(queue, by=actor(request), kind=request.POST.get("strategy", ""))
    return done(request, f"{queue}: {kept.get_kind_display()}.")


@desk_only
@require_POST
def skills(request):
    form = forms.SkillForm(request.POST, viewer=request.user, auto_id="skill-%s")
    if form.is_valid():
        with form_refusals(form):
            given = form.given()
            skill = keep_skill(given.pop("name"), by=actor(request), **given)
            return done(request, f"The skill {skill} is kept.")
    return page(request, skill_form=form)


@desk_only
@require_POST
def skill_end(request, skill_pk):
    skill = get_object_or_404(Skill, pk=skill_pk)
    drop_skill(skill, by=actor(request))
    return done(request, "Nothing needs that skill any more.")


@desk_only
@require_POST
def limits(request):
    form = forms.LimitForm(request.POST, viewer=request.user, auto_id="limit-%s")
    if form.is_valid():
        with form_refusals(form):
            place, values = form.given()
            limit = set_limit(place, by=actor(request), **values)
            return done(request, f"{limit}." if limit else "There is no such limit any more.")
    return page(request, limit_form=form)


@desk_only
@for_anyone
def availability(request, pk=None):
    """One's own, or that of somebody in a team that one leads."""
    person = get_object_or_404(Person.objects.visible_to(request.user).active(), pk=pk) if pk else request.user
    kept = Availability.objects.filter(person=person).first() or Availability(person=person)
    names = ("away", "starts", "ends", "days", "share")
    form = forms.AvailabilityForm(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            made = set_availability(person, by=actor(request), **form.cleaned_data)
            said = "No new tickets come by themselves." if made.away else "Tickets may come."
            return done(request, said, "person-availability" if pk else "availability", **({"pk": pk} if pk else {}))
    context = {"form": form, "one": person, "may": policy.can(actor(request), "set_availability", person)}
    return render(request, "automation/availability.html", context, status=422 if form.errors else 200)
