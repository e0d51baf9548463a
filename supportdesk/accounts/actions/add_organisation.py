from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Organisation
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def add_organisation(name, *, by, tier=Organisation.Tier.STANDARD, region=None, zone="UTC", colour=""):
    """Take on a customer."""
    organisation = Organisation(name=name.strip(), tier=tier, region=region, zone=zone, colour=colour)
    policy.require(by, "add_customer", organisation)
    if not organisation.name or Organisation.objects.filter(name=organisation.name).exists():
        raise Refused("Give the organisation a name that no other one has.", field="name")
    organisation.save()
    record(Kind.ORGANISATION_ADDED, organisation, by=by, at=clock.now(), text={"name": organisation.name}, tier=tier)
    return organisation
