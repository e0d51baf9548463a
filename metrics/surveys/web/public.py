"""The page behind the signed link. Mail scanners open links: opening shows, and only a press counts."""

from contextlib import suppress

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.errors import WrongState
from supportdesk.web import anonymous_allowed, form_refusals

from .. import links
from ..actions.answer import answer_survey
from ..models import Survey
from .forms import AnswerForm


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def satisfaction(request, rating):
    survey = found(rating)
    if request.user.is_authenticated and request.user.pk != survey.person_id:
        raise Http404  # a link that was passed on: nobody answers for somebody else
    form = AnswerForm(request.POST or None, steps=survey.steps)
    if form.is_valid():
        with form_refusals(form), suppress(WrongState):  # answered already, or too late: the page says which
            confirmed = request.POST.getlist("confirmed")
            answer_survey(survey, by=Actor(survey.person, "browser"), confirmed=confirmed, **form.cleaned_data)
        if not form.errors:
            return redirect("satisfaction", rating)
    over = survey.answered_at is None and survey.ends_at <= clock.now()
    context = {"survey": survey, "form": form, "over": over}
    return render(request, "surveys/satisfaction.html", context, status=422 if form.is_bound else 200)


def found(signed):
    try:
        pk = links.read(signed)
    except BadSignature as error:
        raise Http404 from error
    return get_object_or_404(Survey.objects.select_related("ticket", "person"), pk=pk)
