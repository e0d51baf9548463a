"""A form inside somebody else's page, for people without an account: no session, no script, and nothing comes of it
before its writer has pressed once behind a link that goes to their own address."""

from csp.decorators import csp_replace
from django import forms
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actor import Actor, system
from supportdesk.errors import Refused, WrongState
from supportdesk.numbers import whole
from supportdesk.web import anonymous_allowed

from .. import links
from ..actions.fill_form import CHANGED
from ..actions.request_form import confirm_request, request_form
from ..models import AwaitedRequest, Form
from .fill import at_question, more
from .filling import Filling

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


class WhoForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=200)
    email = forms.EmailField(
        label="Your e-mail address", help_text="We send you a link: press it, and your request is sent."
    )


def by_nobody():
    return Actor(system().person, "browser")


@csrf_exempt  # in another's frame there is no cookie, and without one nothing that a forged form could abuse
@xframe_options_exempt  # who may frame it stands in the policy of the content
@anonymous_allowed
@for_anyone
def embedded(request, form_key):
    form = Form.objects.in_use().filter(key=form_key).select_related("live").first()
    origins = form.live.content["embed_on"] if form else []
    if not origins:
        raise Http404
    response = answered(request, form)
    return csp_replace({"frame-ancestors": origins})(lambda _: response)(request)


def answered(request, form):
    filling = Filling(form.live, request.POST if request.method == "POST" else None)
    who = WhoForm(request.POST or None)
    if filling.data is None:
        return page(request, form, filling, who)
    if whole(request.POST.get("number"), digits=6) != form.live.number:
        return page(request, form, filling, who, note=CHANGED, status=409)
    if "look" in request.POST or filling.brings_up():
        return page(request, form, filling, who, note=more(filling, pressed="look" in request.POST))
    if not who.is_valid():
        return page(request, form, filling, who, status=422)
    return asked(request, form, filling, who)


def asked(request, form, filling, who):
    about = {"given": filling.given(), "number": form.live.number, "confirmed": request.POST.getlist("confirmed")}
    try:
        made = request_form(form, by=by_nobody(), **who.cleaned_data, **about)
    except Refused as refusal:
        filling.faults = getattr(refusal, "faults", {}) or at_question(filling, refusal)
        findings = getattr(refusal, "findings", [])
        note = "" if filling.faults and not findings else refusal.message
        return page(request, form, filling, who, note=note, findings=findings, status=refusal.status)
    return render(request, "forms/asked.html", {"form": form, "made": made})


def page(request, form, filling, who, *, note="", findings=(), status=200):
    context = {"form": form, "content": form.live.content, "filling": filling, "who": who, "note": note}
    return render(request, "forms/embedded.html", context | {"findings": findings}, status=status)


@anonymous_allowed
@for_anyone
def confirm(request, request_signed):
    """Opening it shows what will be sent, and changes nothing: scanners of mail open links."""
    try:
        made = get_object_or_404(AwaitedRequest.objects.select_related("version__form"), pk=links.read(request_signed))
    except BadSignature as error:
        raise Http404 from error
    said = ""
    if request.method == "POST":
        try:
            confirm_request(made, by=by_nobody())
            return redirect("form-request", request_signed)
        except (Refused, WrongState) as refusal:
            said = refusal.message
    told = [(one.label, one.said(made.answers[one.key])) for one in made.version.questions if one.key in made.answers]
    context = {"made": made, "form": made.version.form, "told": told, "said": said}
    return render(request, "forms/request.html", context, status=422 if said else 200)
