import struct
import zlib

import pytest
from PIL import Image

from supportdesk.errors import Refused
from supportdesk.files import limits, pictures
from tests.attached import LOG, SCRIPT, picture


@pytest.fixture
def look(tmp_path):
    def at(content):
        path = tmp_path / "grown"
        path.write_bytes(content)
        return pictures.look(path, "shot.png", tmp_path / "preview")

    return at


@pytest.fixture
def preview(tmp_path):
    return tmp_path / "preview"


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_a_picture_is_measured_and_drawn_anew(look, preview, kind):
    found = look(picture(kind))
    assert (found.type, found.width, found.height) == (f"image/{kind.lower()}", 60, 40)
    with Image.open(preview) as drawn:
        assert drawn.size == (60, 40)
        assert f"image/{drawn.format.lower()}" == found.preview_type


def test_what_is_shown_has_nothing_of_what_was_hidden_in_it(look, preview):
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    look(picture("JPEG", exif=exif, comment=SCRIPT) + SCRIPT)
    assert b"script" not in preview.read_bytes()


def test_a_large_picture_is_shown_small(look, preview):
    found = look(picture(size=(4000, 1000)))
    assert (found.width, found.height) == (4000, 1000)
    with Image.open(preview) as drawn:
        assert drawn.size == (limits.PREVIEW, limits.PREVIEW // 4)


@pytest.mark.parametrize("content", [LOG, b"", picture()[:40], b"GIF89a" + b"\x00" * 20, b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_any_other_file(look, preview, content):
    assert look(content) is None
    assert not preview.exists()


def test_a_flood_of_pixels_is_refused_before_one_is_drawn(look):
    """A PNG of 200,000 by 200,000: 300 bytes that would become 160 GB."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 200_000, 200_000, 8, 6, 0, 0, 0)
    flood = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(Refused, match="million pixels"):
        look(flood)
