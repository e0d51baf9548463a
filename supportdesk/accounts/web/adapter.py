import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records

from supportdesk.accounts.actions.sign_in import sign_in_failed, signed_in
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation, and every sign-in stands in the log."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **details):
        methods = [record["method"] for record in get_authentication_records(request, user)]
        signed_in(user, by=Actor(user, "browser"), methods=methods)
        return super().post_login(request, user, **details)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Wrong passwords count against whoever guesses: nobody locks others out of their accounts from elsewhere."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"

    def authentication_failed(self, request, **credentials):
        person = Person.objects.filter(email=credentials.get("email") or "").first()
        if person:
            sign_in_failed(person, by=system("browser"))
        else:
            log.warning("sign_in_failed", reason="no such account")
        return super().authentication_failed(request, **credentials)
