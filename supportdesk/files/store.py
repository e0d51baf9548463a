"""The folder the bytes stand in. Everything in it has a name of ours, is no program, and is served by nobody else."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

CHUNK = 64 * 1024
MODE = 0o640
PREVIEW = ".preview"


def folder() -> Path:
    return Path(settings.FILES_DIR)


def incoming() -> Path:
    """Where an upload grows, on the same disk, so that keeping it is one rename."""
    place = folder() / "incoming"
    place.mkdir(parents=True, exist_ok=True, mode=0o750)
    return place


def path_of(key: str, *, preview: bool = False) -> Path:
    return folder() / key[:2] / (key + PREVIEW if preview else key)


def take(grown: Path, key: str, *, preview: bool = False) -> None:
    """Make a file that has grown in `incoming` the one under this key, all of it or nothing, and surely on disk."""
    with grown.open("rb") as file:
        os.fsync(file.fileno())
    target = path_of(key, preview=preview)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    grown.chmod(MODE)
    grown.replace(target)


def remove(key: str) -> None:
    for preview in (False, True):
        path_of(key, preview=preview).unlink(missing_ok=True)


class Growing(TemporaryUploadedFile):
    """An upload on its way, which goes with the request unless it is kept."""

    def __init__(self, name, content_type, size, charset, content_type_extra=None):
        file = NamedTemporaryFile(dir=incoming(), suffix=".upload")  # noqa: SIM115 (closed with the upload)
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


def upload(name: str, content: bytes) -> Growing:
    """What a program has at hand, as if somebody had just sent it."""
    made = Growing(name, "application/octet-stream", len(content), None)
    made.write(content)
    made.seek(0)
    return made


def aged(before: float) -> Iterator[Path]:
    """Everything in the folder that was last touched before this instant (seconds since 1970)."""
    for place, _, names in os.walk(folder()):
        for name in names:
            found = Path(place) / name
            try:
                if found.stat().st_mtime < before:
                    yield found
            except FileNotFoundError:
                continue
