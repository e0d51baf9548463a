"""How a client of the API shows who it is: Authorization: Bearer sd_…"""

import structlog
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from supportdesk import clock
from supportdesk.accounts import known, secret

NOBODY = secret.digest("")
log = structlog.get_logger(__name__)


class TokenAuthentication(BaseAuthentication):
    """One statement. Wrong and unknown tokens get the same answer; only the true holder learns why theirs is over."""

    def authenticate(self, request):
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find(text.strip())
        now = clock.asked(token.person)
        reason = over(token, now)
        if reason:
            raise refused(reason, token)
        token.touch(now)
        return token.person, token

    def authenticate_header(self, request):
        return 'Bearer realm="supportdesk"'


def find(text):
    prefix = secret.prefix_of(text)
    token = prefix and known.holder(prefix)
    same = secret.same(text, token.digest if token else NOBODY)
    if not (token and same):
        raise refused("This token is not known.", token)
    return token


def over(token, now):
    if token.revoked_at:
        return "This token was revoked."
    if now >= token.expires_at:
        return f"This token expired on {token.expires_at:%Y-%m-%d}."
    if not token.person.is_active:
        return "The account of this token is closed."
    return None


def refused(reason, token):
    log.warning("token_refused", reason=reason, prefix=token.prefix if token else None)
    return AuthenticationFailed(reason)


def require_scope(request, scope):
    """What a token may be used for at all, before the matrix asks who holds it. Browser sessions have every scope."""
    token = request.auth
    if token is None or scope in token.scopes:
        return
    log.warning("scope_refused", scope=scope, prefix=token.prefix, person=token.person_id)
    raise PermissionDenied(f"This token lacks the scope {scope}.", code="scope")
