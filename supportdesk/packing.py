"""The folder of people's files as one archive beside the database's, and back."""

import re
import shutil
import tarfile
from pathlib import Path

from django.conf import settings

PLACE = re.compile(r"[\w-]{2}/[\w-][\w.-]*")


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


def strange(file: Path) -> list[str]:
    """Names of entries that no backup of ours writes, such as one that would be put elsewhere."""
    if not beside(file).exists():
        return []
    with tarfile.open(beside(file)) as archive:
        return [one.name for one in archive if not (one.isfile() and PLACE.fullmatch(one.name))]


def unpack(file: Path) -> None:
    """Entry by entry: Python before 3.11.4 knows no filter against archives that write elsewhere."""
    if beside(file).exists():
        with tarfile.open(beside(file)) as archive:
            for member in archive:
                put_back(archive, member)


def put_back(archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    target = Path(settings.FILES_DIR) / member.name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    part = target.with_name(f"{target.name}.part")
    source = archive.extractfile(member)
    with part.open("wb") as grown:
        shutil.copyfileobj(source, grown)  # type: ignore[arg-type]  # a regular file, so never None
    part.chmod(member.mode & 0o640)
    part.replace(target)
