"""People and what they belong to, as the API tells them."""

from supportdesk.accounts.mask import mask_person, phone_for


def person(viewer, one):
    """A light seat sees that there is a requester, not which one; roles are told to the desk and to oneself."""
    card = mask_person(viewer, one)
    told = {
        "id": card.id,
        "name": card.name,
        "email": card.email,
        "masked": card.masked,
        "organisation": one.organisation and {"id": one.organisation_id, "name": one.organisation.name},
        "is_active": one.is_active,
    }
    own = {"roles": list(one.roles), "zone": one.zone, "language": one.language, "version": one.version}
    own["phone"] = phone_for(viewer, one)
    return told | own if viewer.serves or one.pk == viewer.pk else told


def me(viewer):
    scope = viewer.scope
    return person(viewer, viewer) | {
        "serves": viewer.serves,
        "organisation_access": viewer.organisation_access,
        "teams": sorted(scope.teams),
        "leads": sorted(scope.led),
        "regions": sorted(scope.regions),
    }


def organisation(viewer, one):
    """The account (T-33) is the desk's to read; a requester sees the own organisation's name and tier."""
    region = one.region and one.region.key
    told = {"id": one.pk, "name": one.name, "colour": one.colour, "tier": one.tier, "region": region, "zone": one.zone}
    return told | account(one) if viewer.serves else told


def account(one):
    owner = one.account_owner
    return {
        "entitlement": one.entitlement,
        "flags": list(one.flags),
        "health": one.health,
        "renews_on": one.renews_on and one.renews_on.isoformat(),
        "account_owner": owner and {"id": owner.pk, "name": owner.name},
        "version": one.version,
    }


def team(one):
    region = one.region and one.region.key
    told = {"id": one.pk, "name": one.name, "level": one.level, "region": region, "organisation": one.organisation_id}
    return told | {"version": one.version}


def region(one):
    return {"id": one.pk, "key": one.key, "name": one.name, "zone": one.zone}


def token(one):
    """Never the secret, and never its digest."""
    return {
        "id": one.pk,
        "name": one.name,
        "prefix": f"sd_{one.prefix}",
        "person": one.person_id,
        "scopes": list(one.scopes),
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "revoked_at": one.revoked_at,
        "last_used_at": one.last_used_at,
    }
