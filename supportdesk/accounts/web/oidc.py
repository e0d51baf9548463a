"""Signing in by OpenID Connect: only into an account that is here and open, found by a verified address."""

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.shortcuts import render

from supportdesk.accounts.models import Person

log = structlog.get_logger(__name__)


class OidcAdapter(DefaultSocialAccountAdapter):
    """Nothing is stored and nobody is signed up: each sign-in looks for the account anew, so that whoever was closed
    here stays outside whatever the provider says."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified is True]
        person = Person.objects.active().filter(email__in=verified, is_machine=False).first()
        if person is None or sociallogin.state.get("process") != "login":
            log.warning("sign_in_failed", reason="no open account with a verified address", verified=bool(verified))
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        sociallogin.user = person
