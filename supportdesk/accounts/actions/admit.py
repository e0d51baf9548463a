from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Person, Role
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.record import record


@transaction.atomic
def admit(address, *, by, name=""):
    """A stranger who wrote to us becomes a requester: of no organisation, seeing nothing but what was written from this
    address, and that only after proving by a code that it is theirs. Only the machine admits, by mail and chat."""
    if not (by.person.is_system and by.via in ("mail", "chat")):
        raise NotAllowed("admit")
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused("This is not an e-mail address.", field="email") from error
    said = {"name": " ".join(name.split())[:200] or address, "roles": [Role.RQ], "password": make_password(None)}
    person, new = Person.objects.get_or_create(email=address.lower(), defaults=said)
    if new:
        record(Kind.ADMITTED, person, by=by, at=clock.now(), text={"name": person.name, "email": person.email})
    return person
