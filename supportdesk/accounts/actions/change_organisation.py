from django.core.exceptions import ValidationError
from django.db import models, transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Organisation
from supportdesk.errors import Refused
from supportdesk.events.record import record

FIELDS = (
    *("name", "colour", "tier", "region", "zone"),
    *("entitlement", "flags", "health", "renews_on", "account_owner"),
)


@transaction.atomic
def change_organisation(organisation, *, by, seen, **values):
    """Change what is known of a customer (T-33); `values` are among FIELDS. A ticket keeps the tier it was
    opened with, so that last week's figures stand. Raises Conflict when `seen` is not the present version."""
    organisation.lock(seen)
    policy.require(by, "change_customer", organisation)
    was = {name: spoken(getattr(organisation, name)) for name in values}
    for name in FIELDS:
        if name in values:
            setattr(organisation, name, values[name])
    require_sound(organisation, values)
    changes = {name: [was[name], now] for name in values if (now := spoken(getattr(organisation, name))) != was[name]}
    if changes:
        organisation.version += 1
        organisation.save(update_fields=[*changes, "version"])
        record(
            Kind.ORGANISATION_CHANGED,
            organisation,
            by=by,
            at=clock.now(),
            text={"changes": changes},
            version=organisation.version,
        )
    return organisation


def require_sound(organisation, values):
    """Every value that the model itself cannot hold is refused under its name."""
    organisation.name = " ".join(organisation.name.split())
    owner = organisation.account_owner
    if "account_owner" in values and owner and not (owner.serves and owner.is_active):
        raise Refused("An account is looked after by somebody of the desk.", field="account_owner")
    if "flags" in values:
        organisation.flags = [flag for flag in Organisation.Flag.values if flag in set(organisation.flags)]
    try:
        organisation.full_clean(exclude={field.name for field in Organisation._meta.fields} - values.keys())
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(" ".join(messages), field=field) from error


def spoken(value):
    """A value as the log keeps it."""
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
