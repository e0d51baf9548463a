"""What somebody may change of themselves."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actions.change_profile import change_profile
from supportdesk.accounts.actor import Actor
from supportdesk.web import form_refusals


def zones(present):
    """The world's places; an odd one that somebody has stays on offer."""
    places = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
    return [(name, name.replace("_", " ")) for name in ["UTC", *sorted(places | {present} - {"UTC"})]]


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=200)

    def __init__(self, *args, person, **kwargs):
        kwargs["initial"] = {"name": person.name, "zone": person.zone}
        super().__init__(*args, **kwargs)
        hint = "Times are shown to you in it, here and in mails."
        self.fields["zone"] = forms.ChoiceField(label="Time zone", choices=zones(person.zone), help_text=hint)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, person=request.user)
    if form.is_valid():
        with form_refusals(form):
            change_profile(request.user, by=Actor(request.user, "browser"), **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("profile")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)
