"""Somebody must be able to administer the desk: the last one who can is neither closed nor loses the role."""

from django.db import connection

from supportdesk.accounts.models import Person, Role
from supportdesk.errors import Refused

LOCK = 7_310_001  # one at a time, so that two admins cannot end each other at the same moment


def require_another(person):
    if Role.OA not in person.roles or person.organisation_id is not None or person.is_machine:
        return
    hold()
    if not admins().exclude(pk=person.pk).exists():
        raise Refused("This is the last operations admin. Make somebody else one first.")


def admins():
    """Who administers the whole desk: people of the provider's own."""
    return Person.objects.active().filter(roles__contains=[Role.OA], organisation=None, is_machine=False)


def hold():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
