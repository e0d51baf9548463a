import hashlib
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Sum

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.files import archives, limits, names, pictures, policy, secrets_in, store, types
from supportdesk.files.kinds import Kind
from supportdesk.files.models import Scan, StoredFile
from supportdesk.privacy import policies


class Seen(NamedTuple):
    """What a look at the file itself brought: its type, the kind it is as evidence (T-09), the picture it may be."""

    type: str
    kind: str
    flagged: bool
    holds: list[str]
    picture: pictures.Picture | None


@transaction.atomic
def keep(upload, *, by, secret=False, at=None):
    """Keep what was uploaded, loose: it belongs to its sender and to nothing yet, and goes after a day unless something
    takes hold of it. A text loses what the desk takes out (SEC-02), unless it is a `secret` to be opened once.
    Raises Refused for what is too large, too many, or would harm whoever opens it."""
    policy.require(by, "upload")
    grown = Path(upload.temporary_file_path())
    name = names.clean(upload.name or "")
    require_size(grown, name)
    if not secret and types.is_text_file(grown):
        secrets_in.take_out(grown, policies.rules())
    size = grown.stat().st_size
    preview = grown.with_name(f"{grown.name}{store.PREVIEW}")
    seen = look(grown, name, preview)
    require_rate(by, size, now := at or clock.now())
    picture = seen.picture
    made = StoredFile.objects.create(
        name=name,
        size=size,
        sha256=digest(grown),
        type=seen.type,
        kind=seen.kind,
        flagged=seen.flagged,
        holds=seen.holds,
        width=picture and picture.width,
        height=picture and picture.height,
        preview_type=picture.preview_type if picture else "",
        scan=Scan.PENDING if settings.CLAMD_URL else Scan.UNSCANNED,
        uploaded_by=by.person,
        stored_at=now,
        discard_at=now + limits.LOOSE,
    )
    store.take(grown, made.key)
    if picture:
        store.take(preview, made.key, preview=True)
    record(Kind.STORED, made, by=by, at=now, text={"name": name}, size=size, type=made.type)
    return made


def require_size(grown, name):
    size = grown.stat().st_size
    if size == 0:
        raise Refused(f"“{name}” is empty.", field="files")
    if size > limits.FILE:
        raise Refused(f"“{name}” is larger than {limits.megabytes(limits.FILE)}.", field="files")


def look(grown, name, preview):
    picture = pictures.look(grown, name, preview)
    if picture:
        return Seen(picture.type, "screenshot", flagged=False, holds=[], picture=picture)
    archives.look(grown, name)
    if types.is_har(grown):
        holds = secrets_in.look(grown, policies.rules())
        return Seen("application/json", "har", secrets_in.secret(holds) or types.names_secrets(grown), holds, None)
    found = types.detect(grown)
    if found in types.TEXTS:
        holds = secrets_in.look(grown, policies.rules())
        return Seen(found, "log", secrets_in.secret(holds), holds, None)
    return Seen(found, "video" if found.startswith("video/") else "", flagged=False, holds=[], picture=None)


def require_rate(by, size, now):
    """One person's uploads within an hour have an end; two at once wait for each other to be counted."""
    if by.via == "import":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('files_hour'), %s)", [by.person.pk % 2**31])
    recent = StoredFile.objects.filter(uploaded_by=by.person, stored_at__gt=now - limits.RATE_SPAN)
    sent = recent.aggregate(number=Count("pk"), size=Sum("size"))
    if sent["number"] >= limits.HOUR_NUMBER or (sent["size"] or 0) + size > limits.HOUR_BYTES:
        raise Refused("That is more than one person may send within an hour. Try again later.", field="files")


def digest(grown):
    with grown.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
