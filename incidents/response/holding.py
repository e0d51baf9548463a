"""What files hang on in an incident: the rights to a file are those to the incident, asked at every use."""

from supportdesk.files.holders import Held
from tickets.desk.holding import WHY_NOT

from .models import EntryFile, Incident


def held(pk, person):
    """The file of an entry, or nothing when this person may not know of it. A light seat opens no file (ROLE-06)."""
    if person.sits_lightly:
        return None
    seen = Incident.objects.visible_to(person).order_by().values("pk")
    one = EntryFile.objects.select_related("file").filter(pk=pk, entry__incident__in=seen).first()
    if one is None:
        return None
    return Held(one.file, *WHY_NOT.get(one.file.state, (200, "")))
