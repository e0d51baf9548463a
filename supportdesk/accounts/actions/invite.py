from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Person, Role
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def invite(organisation, *, by, email, name, roles=(Role.RQ,), zone="UTC", machine=False):
    """Open an account; without an organisation, one of the provider's own staff. `machine` makes an API client."""
    person = Person(
        email=usable_address(email),
        name=" ".join(name.split()),
        organisation=organisation,
        roles=[Role(role) for role in roles],
        zone=zone,
        is_machine=machine,
    )
    policy.require(by, "invite", person)
    require_zone(zone)
    if not person.name:
        raise Refused("Give a name.", field="name")
    if not person.roles:
        raise Refused("Give the account at least one role.", field="roles")
    person.set_unusable_password()
    person.save()
    record(
        Kind.INVITED,
        person,
        by=by,
        at=clock.now(),
        roles=person.roles,
        machine=machine,
        text={"name": person.name, "email": person.email},
    )
    return person


def usable_address(email):
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("This is not an e-mail address.", field="email") from error
    if Person.objects.filter(email=email).exists():
        raise Refused("Somebody has an account with this address already.", field="email")
    return email
