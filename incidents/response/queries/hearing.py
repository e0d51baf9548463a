"""What a page of incidents may go on listening to."""

import re

from ..models import Incident

INCIDENT = re.compile(r"incident-(\d{1,18})")


def incidents_heard(person, names):
    """Those of these names that this person may still hear."""
    asked = {int(found[1]): name for name in names if (found := INCIDENT.fullmatch(name))}
    if not asked:
        return set()
    return {asked[pk] for pk in Incident.objects.visible_to(person).filter(pk__in=asked).values_list("pk", flat=True)}
