"""The folder of people's files as one archive beside the database's, and back."""

import tarfile
from pathlib import Path

from django.conf import settings


def beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.files")


def pack(file: Path) -> None:
    """After the database: whatever that knows of is in it. What is still on its way in is not."""
    target = beside(file)
    part = target.with_name(f"{target.name}.part")
    part.touch(mode=0o600)
    folder = Path(settings.FILES_DIR)
    with tarfile.open(part, "w") as archive:
        for path in sorted(folder.glob("??/*")):
            archive.add(path, arcname=str(path.relative_to(folder)), recursive=False)
    part.replace(target)


def unpack(file: Path) -> None:
    if beside(file).exists():
        with tarfile.open(beside(file)) as archive:
            archive.extractall(settings.FILES_DIR, filter="data")
