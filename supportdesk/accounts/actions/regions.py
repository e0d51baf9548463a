from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.keys import key_for
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Region
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def add_region(name, *, by, zone="UTC", key=""):
    """Add a place where data lives and people work."""
    region = Region(key=key or key_for(Region, name), name=" ".join(name.split()), zone=zone)
    policy.require(by, "change_region", region)
    require_sound(region)
    region.save()
    record(Kind.REGION_ADDED, region, by=by, at=clock.now(), text={"name": region.name}, zone=zone)
    return region


@transaction.atomic
def change_region(region, *, by, name, zone):
    """Give a region another name or zone."""
    region.lock()
    policy.require(by, "change_region", region)
    was = {"name": region.name, "zone": region.zone}
    region.name, region.zone = " ".join(name.split()), zone
    require_sound(region)
    changes = {each: [was[each], getattr(region, each)] for each in was if was[each] != getattr(region, each)}
    if changes:
        region.save(update_fields=list(changes))
        record(Kind.REGION_CHANGED, region, by=by, at=clock.now(), text={"changes": changes})
    return region


def require_sound(region):
    others = Region.objects.exclude(pk=region.pk)
    if not region.name or others.filter(name=region.name).exists():
        raise Refused("Give the region a name that no other one has.", field="name")
    if others.filter(key=region.key).exists():
        raise Refused("That key is taken.", field="key")
    require_zone(region.zone)
