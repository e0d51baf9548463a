"""A masked number, shown once to whoever says why (SEC-06)."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actions.reveal import reveal_phone
from supportdesk.accounts.actor import actor
from supportdesk.accounts.mask import mask_person, phone_for
from supportdesk.accounts.models import Person
from supportdesk.web import form_refusals


class LookForm(forms.Form):
    reason = forms.CharField(label="Why you need it", max_length=500, widget=forms.Textarea({"rows": 2}))


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request, pk):
    if not request.user.serves:
        raise Http404
    one = get_object_or_404(Person.objects.visible_to(request.user).filter(is_machine=False), pk=pk)
    form, number = LookForm(request.POST or None), ""
    if form.is_valid():
        with form_refusals(form):
            number = reveal_phone(one, by=actor(request), reason=form.cleaned_data["reason"])
    context = {"form": form, "number": number, "masked": phone_for(request.user, one)}
    context["called"] = mask_person(request.user, one).name
    return render(request, "account/phone.html", context, status=422 if form.errors else 200)
