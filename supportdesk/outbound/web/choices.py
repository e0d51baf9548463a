"""By which way one hears of what (COM-14)."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actor import Actor
from supportdesk.outbound.actions.set_notices import set_notices
from supportdesk.outbound.models import NoticeChoice, NoticeGroup, NoticeWay


class ChoicesForm(forms.Form):
    """One field for each group."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for group in NoticeGroup:
            self.fields[group.value] = forms.ChoiceField(label=group.label, choices=NoticeWay.choices)


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request):
    if not request.user.serves:
        raise Http404
    form = ChoicesForm(request.POST or None, initial=chosen(request.user))
    if form.is_valid():
        set_notices(request.user, by=Actor(request.user, "browser"), ways=form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("notice-choices")
    return render(request, "account/notices.html", {"form": form}, status=422 if form.errors else 200)


def chosen(person):
    kept = dict(NoticeChoice.objects.filter(person=person).values_list("group", "way"))
    return {group.value: kept.get(group, NoticeWay.PAGE) for group in NoticeGroup}
