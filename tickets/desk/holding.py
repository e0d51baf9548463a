"""What files hang on at the desk: the rights to a file are those to the ticket it stands on, asked at every use."""

from functools import partial

from supportdesk.accounts.actor import Actor
from supportdesk.files.holders import Held

from .actions.view_once import VIEWED, view_once
from .models import Attachment

WHY_NOT = {
    "removed": (410, "This file was removed."),
    "viewed": (410, VIEWED),
    "gone": (410, "This file is no longer kept."),
    "infected": (410, "This file is infected. Nobody can open it."),
    "waiting": (409, "This file is being checked for viruses. Try again in a moment."),
}


def held(pk, person):
    """The file of an attachment, or nothing when this person may not know of it."""
    one = Attachment.objects.visible_to(person).select_related("file", "ticket").filter(pk=pk).first()
    if one is None:
        return None
    status, words = WHY_NOT.get(one.state, (200, ""))
    if one.once and one.added_by_id != person.pk:
        return Held(one.file, status, words, opened=partial(view_once, one, by=Actor(person, "browser")))
    return Held(one.file, status, words)
