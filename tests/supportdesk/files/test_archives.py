"""Archives that would harm whoever unpacks them, and those that would not."""

import bz2
import gzip
import io
import lzma
import stat
import tracemalloc
import zipfile

import pytest

from supportdesk.errors import Refused
from supportdesk.files import archives, limits
from tests.attached import LOG, archive, picture

ZEROS = bytes(30 * limits.MEGABYTE)


@pytest.fixture
def look(tmp_path):
    def at(content):
        path = tmp_path / "grown"
        path.write_bytes(content)
        return archives.look(path, "logs.zip")

    return at


HARMLESS = {
    "logs": archive({"a.log": LOG, "folder/b.log": LOG}),
    "logs in logs": archive({"inner.zip": archive({"a.log": LOG}), "a.gz": gzip.compress(LOG)}),
    "gzip": gzip.compress(LOG),
    "broken": archive({"a.log": LOG})[:-30],
    "cut gzip": gzip.compress(LOG)[:-4],
    "none": LOG,
    "picture": picture(),
    "empty": archive({}),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_harms_nobody_is_let_through(look, content):
    look(content)


BOMBS = {
    "one file": lambda: archive({"zeros": ZEROS}),
    "gzip": lambda: gzip.compress(ZEROS),
    "second member": lambda: gzip.compress(LOG) + gzip.compress(ZEROS),
    "bzip2": lambda: bz2.compress(ZEROS),
    "xz": lambda: lzma.compress(ZEROS),
    "second stream": lambda: lzma.compress(LOG) + lzma.compress(ZEROS),
    "inside": lambda: archive({"inner.zip": archive({"zeros": ZEROS})}),
    "in a gzip": lambda: gzip.compress(archive({"zeros": ZEROS})),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_and_not_unpacked(look, bomb):
    content = bomb()
    tracemalloc.start()
    with pytest.raises(Refused, match="densely"):
        look(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * limits.MEGABYTE


def test_a_bomb_that_lies_about_its_size_is_counted_all_the_same(look):
    honest = archive({"zeros": ZEROS})
    size = len(ZEROS).to_bytes(4, "little")
    with pytest.raises(Refused):
        look(gzip.compress(honest.replace(size, (10).to_bytes(4, "little"))) + gzip.compress(ZEROS))


def test_more_than_may_be_unpacked_is_refused_by_what_it_says_of_itself(look, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED", 1000)
    with pytest.raises(Refused, match="unpack to more than"):
        look(archive({"a.log": LOG}))


def test_too_many_entries_are_refused(look):
    with pytest.raises(Refused, match="10,000 entries"):
        look(archive({str(number): b"" for number in range(limits.ENTRIES + 1)}))


def test_archives_in_archives_in_archives_are_refused(look):
    inner = archive({"a.log": LOG})
    look(archive({"b.zip": inner}))
    with pytest.raises(Refused, match="archives in archives"):
        look(archive({"c.zip": archive({"b.zip": inner})}))


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/cron.d/evil", "..\\evil", "C:evil"])
def test_what_would_leave_its_folder_is_refused(look, name):
    with pytest.raises(Refused, match="outside"):
        look(archive({name: b"*"}))


def test_links_are_refused(look):
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(entry, "/etc/passwd")
    with pytest.raises(Refused, match="links"):
        look(made.getvalue())
