"""Archives are counted, never unpacked: how much would come out, how many, how deep, and where it would want to go."""

import bz2
import gzip
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Protocol

from supportdesk.errors import Refused

from . import limits, store

WHOLE = 256 * 1024
MEMORY = 64 * 1024 * 1024
LOCKED = 1  # the flag of an entry that wants a password
COUNTED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


class SupportsRead(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Budget:
    """What may still come out of one uploaded file, over all archives in it."""

    def __init__(self, name: str, packed: int):
        self.name, self.packed, self.out, self.entries = name, packed, 0, 0

    def spend(self, count: int) -> None:
        self.out += count
        self.require(self.out)

    def require(self, out: int) -> None:
        if out > limits.UNPACKED:
            self.refuse(f"would unpack to more than {limits.megabytes(limits.UNPACKED)}")
        if out > limits.RATIO_FROM and out > self.packed * limits.RATIO:
            self.refuse("is packed so densely that it could fill a disk")

    def enter(self, count: int) -> None:
        self.entries += count
        if self.entries > limits.ENTRIES:
            self.refuse(f"has more than {limits.ENTRIES:,} entries")

    def refuse(self, reason: str) -> None:
        raise Refused(f"“{self.name}” {reason}.", field="files")


def look(path: Path, name: str) -> None:
    """Raise Refused for an archive that would harm whoever unpacks it."""
    budget = Budget(name, path.stat().st_size)
    with path.open("rb") as file:
        count(file, budget, 1)


def count(file: IO[bytes], budget: Budget, depth: int) -> None:
    head = file.read(8)
    file.seek(0)
    try:
        if zipfile.is_zipfile(file):
            nested(budget, depth)
            count_zip(file, budget, depth)
        elif packing := next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None):
            nested(budget, depth)
            file.seek(0)
            inner(unpacked(file, packing), budget, depth)
    except BROKEN:
        return  # what cannot be read cannot unpack either; it is kept like any other file


def nested(budget: Budget, depth: int) -> None:
    if depth > limits.DEPTH:
        budget.refuse(f"has archives in archives in archives, more than {limits.DEPTH} deep")


def count_zip(file: IO[bytes], budget: Budget, depth: int) -> None:
    """First what it says of itself, then what truly comes out: the two differ where somebody means harm."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        budget.enter(len(entries))
        for entry in entries:
            require_inside(entry, budget)
        budget.require(budget.out + sum(entry.file_size for entry in entries))
        for entry in entries:
            if entry.flag_bits & LOCKED or entry.is_dir() or entry.compress_type not in COUNTED:
                continue
            with archive.open(entry) as content:
                inner(pieces(content), budget, depth)


def require_inside(entry: zipfile.ZipInfo, budget: Budget) -> None:
    """A way out of the folder it is unpacked into, or a link that leads somewhere else."""
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
        budget.refuse("wants to write outside of the folder it is unpacked into")
    if stat.S_ISLNK(entry.external_attr >> 16):
        budget.refuse("has links in it")


def inner(content: Iterator[bytes], budget: Budget, depth: int) -> None:
    """Count one entry; when it is an archive itself, also what is in that."""
    first = next(content, b"")
    budget.spend(len(first))
    archive = first.startswith((b"PK\x03\x04", *MAGIC))
    if not archive:
        for piece in content:
            budget.spend(len(piece))
        return
    nested(budget, depth + 1)
    with TemporaryFile(dir=store.incoming()) as file:
        file.write(first)
        for piece in content:
            budget.spend(len(piece))
            file.write(piece)
        file.seek(0)
        count(file, budget, depth + 1)


def pieces(content: SupportsRead) -> Iterator[bytes]:
    while piece := content.read(WHOLE):
        yield piece


def unpacked(file: IO[bytes], packing: str) -> Iterator[bytes]:
    """What a packed stream becomes, in pieces of bounded size however dense it is."""
    if packing == "xz":
        return unpacked_xz(file)
    return pieces(bz2.BZ2File(file) if packing == "bzip2" else gzip.GzipFile(fileobj=file))


def unpacked_xz(file: IO[bytes]) -> Iterator[bytes]:
    """By hand, for this format lets a sender say how much memory its reader takes."""
    machine, packed = lzma.LZMADecompressor(memlimit=MEMORY), b""
    while packed or not machine.needs_input or (packed := file.read(WHOLE)):
        yield machine.decompress(packed, WHOLE)
        packed = b""
        if machine.eof:
            machine, packed = lzma.LZMADecompressor(memlimit=MEMORY), machine.unused_data
