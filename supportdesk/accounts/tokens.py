"""How a client of the API shows who it is: Authorization: Bearer sd_…"""

from typing import Any

import structlog
from django.db import connection
from psycopg.sql import SQL, Identifier
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from supportdesk import clock
from supportdesk.accounts import secret
from supportdesk.accounts.models import Organisation, Person, Token

NOBODY = secret.digest("")
KINDS = (Token, Person, Organisation)
NAMES = [[field.attname for field in kind._meta.concrete_fields] for kind in KINDS]
COLUMNS = [
    Identifier(alias, str(field.column))
    for alias, kind in zip(("token", "person", "organisation"), KINDS, strict=True)
    for field in kind._meta.concrete_fields
]
# By hand, for every request of a client pays for it: through the ORM it takes three times as long to put together.
FIND = SQL("""
SELECT {columns}, clock_timestamp()
FROM accounts_token token
JOIN accounts_person person ON person.id = token.person_id
LEFT JOIN accounts_organisation organisation ON organisation.id = person.organisation_id
WHERE token.prefix = %s
""")
FOUND = FIND.format(columns=SQL(", ").join(COLUMNS)).as_string()
log = structlog.get_logger(__name__)


class TokenAuthentication(BaseAuthentication):
    """One statement. Wrong and unknown tokens get the same answer; only the true holder learns why theirs is over."""

    def authenticate(self, request):
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find(text.strip())
        now = token.asked_at + clock.offset()
        reason = over(token, now)
        if reason:
            raise refused(reason, token)
        token.touch(now)
        return token.person, token

    def authenticate_header(self, request):
        return 'Bearer realm="supportdesk"'


def find(text):
    prefix = secret.prefix_of(text)
    token = prefix and held_under(prefix)
    known = secret.same(text, token.digest if token else NOBODY)
    if not (token and known):
        raise refused("This token is not known.", token)
    return token


def held_under(prefix):
    """The token of this prefix with its holder and their organisation, and the instant of asking."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [prefix])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    made: list[Any] = [
        kind.from_db(connection.alias, names, [next(values) for _ in names])
        for kind, names in zip(KINDS, NAMES, strict=True)
    ]
    token, person, organisation = made
    person.organisation = organisation if organisation.pk else None
    token.person, token.asked_at = person, next(values)
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
