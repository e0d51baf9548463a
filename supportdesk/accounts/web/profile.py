"""What somebody may change of themselves."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actions.change_profile import change_profile
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.languages import NAMES
from supportdesk.accounts.profiles import FIELDS
from supportdesk.accounts.zones import known
from supportdesk.web import form_refusals


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=200)
    language = forms.ChoiceField(
        choices=NAMES.items(),
        required=False,
        help_text="What you write to the desk can go to somebody who speaks it.",
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        help_text="The desk sees its end alone, unless somebody says why they need it.",
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args, person, **kwargs):
        kwargs["initial"] = {name: getattr(person, name) for name in FIELDS}
        super().__init__(*args, **kwargs)
        hint = "Times are shown to you in it, here and in mails."
        places = [(name, name.replace("_", " ")) for name in known()]
        self.fields["zone"] = forms.ChoiceField(label="Time zone", choices=places, help_text=hint)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, person=request.user)
    if form.is_valid():
        with form_refusals(form):
            change_profile(request.user, by=Actor(request.user, "browser"), **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("profile")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)
