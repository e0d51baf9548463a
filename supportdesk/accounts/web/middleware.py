from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

# Signing in, setting the second factor up and signing out must stay possible without one.
OPEN = ("/accounts/", "/static/", "/healthz", "/readyz")


class SecondFactorMiddleware:
    """Whoever holds a role of MFA_REQUIRED_ROLES sees nothing in a session that was opened by a password alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.MFA_REQUIRED_ROLES and not request.path.startswith(OPEN) and lacks_factor(request):
            return refusal(request)
        return self.get_response(request)


def lacks_factor(request):
    person = request.user
    return (
        person.is_authenticated
        and person.has_role(*settings.MFA_REQUIRED_ROLES)
        and not any(record["method"] == "mfa" for record in get_authentication_records(request, person))
    )


def refusal(request):
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": "Your role needs a second factor. Sign in with it first.",
            "status": 403,
            "code": "second_factor",
        }
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    step = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
    return redirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
