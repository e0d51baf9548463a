"""Who asks: what every request needs to know of a person, in one statement."""

from allauth.account.auth_backends import AuthenticationBackend

from supportdesk import clock
from supportdesk.accounts.models import Organisation, Person, Scope, Token
from supportdesk.accounts.models.person import SCOPE
from supportdesk.byhand import made, row, statement

PERSON = """
SELECT {person}, clock_timestamp(), {scope} FROM accounts_person person WHERE id = %(asked)s
"""
HOLDER = """
SELECT {token}, {organisation}, {person}, clock_timestamp(), {scope}
FROM accounts_token token
JOIN accounts_person person ON person.id = token.person_id
LEFT JOIN accounts_organisation organisation ON organisation.id = person.organisation_id
WHERE token.prefix = %(asked)s
"""
BY_NUMBER = statement(PERSON.replace("{scope}", SCOPE), person=Person)
BY_PREFIX = statement(HOLDER.replace("{scope}", SCOPE), person=Person, token=Token, organisation=Organisation)


class Backend(AuthenticationBackend):
    """Signing in is allauth's; being signed in costs one statement."""

    def get_user(self, user_id):
        values = found(BY_NUMBER, user_id)
        person = values and person_of(values)
        return person if person and self.user_can_authenticate(person) else None


def holder(prefix):
    """The token of this prefix with its holder and their organisation, or nothing."""
    values = found(BY_PREFIX, prefix)
    if values is None:
        return None
    token, organisation = made(Token, values), made(Organisation, values)
    token.person = person_of(values)
    token.person.organisation = organisation if organisation.pk else None
    return token


def found(question, asked):
    return row(question, {"asked": asked, "offset": clock.offset()})


def person_of(values):
    """The person, the instant at which the database was asked, and where the person works."""
    person = made(Person, values)
    person.asked_at = next(values)
    person.scope = Scope.of(values)
    return person
