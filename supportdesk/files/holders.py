"""What files hang on. Files know nothing of tickets; whoever holds files says who may read them."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from .models import StoredFile


class Held(NamedTuple):
    """A file as its holder gives it to a reader. `status` and `why_not` answer somebody who may know of it and cannot
    open it now. `opened` is called before the first byte leaves and may refuse: where a file may be seen once, that is
    settled there."""

    file: StoredFile
    status: int = 200
    why_not: str = ""
    opened: Callable[[], None] | None = None


def find(holder: str, pk: int, person) -> Held | None:
    """The file that this thing holds, as far as this person may know of it."""
    known = settings.FILE_HOLDERS.get(holder)
    return import_string(known)(pk, person) if known else None
