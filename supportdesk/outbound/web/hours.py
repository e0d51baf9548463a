"""The hours in which one hears of levels of a promise."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actor import Actor
from supportdesk.outbound import quiet
from supportdesk.outbound.actions.set_hearing import forget_hearing, set_hearing
from supportdesk.outbound.models import HearingHours
from supportdesk.web import form_refusals

DESK, ALWAYS, OWN = "desk", "always", "own"


class HoursForm(forms.Form):
    when = forms.ChoiceField(
        label="Warnings and breaches of promises reach me",
        choices=[(DESK, "In the desk's hours"), (ALWAYS, "At any time"), (OWN, "In my own hours")],
        widget=forms.RadioSelect,
    )
    starts = forms.TimeField(label="From", required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label="Until", required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    days = forms.TypedMultipleChoiceField(
        label="On",
        choices=list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request):
    person = request.user
    if not person.serves:
        raise Http404
    kept = HearingHours.objects.filter(person=person).first()
    form = HoursForm(request.POST or None, initial=initial(kept))
    if form.is_valid():
        with form_refusals(form):
            keep(person, form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("hearing-hours")
    context = {"form": form, "desk": quiet.of_desk()}
    return render(request, "account/hours.html", context, status=422 if form.errors else 200)


def initial(kept):
    if kept is None:
        return {"when": DESK, "starts": "08:00", "ends": "18:00", "days": list(range(5))}
    own = {"starts": kept.starts, "ends": kept.ends, "days": kept.days}
    return {"when": ALWAYS if kept.always else OWN} | own


def keep(person, given):
    by, when = Actor(person, "browser"), given.pop("when")
    if when == DESK:
        forget_hearing(person, by=by)
    elif when == ALWAYS:
        set_hearing(person, by=by, always=True)
    else:
        set_hearing(person, by=by, **given)
