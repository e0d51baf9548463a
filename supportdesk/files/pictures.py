"""Pictures: looked through to the last pixel, and drawn anew for pages. Only what we drew ourselves is ever shown."""

import warnings
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from supportdesk.errors import Refused

from . import limits

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
TYPES = {name: f"image/{name.lower()}" for name in FORMATS}
LOSSY = ("JPEG", "WEBP")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError)


class Picture(NamedTuple):
    type: str
    width: int
    height: int
    preview_type: str


def look(path: Path, name: str, preview: Path) -> Picture | None:
    """The picture a file is, its preview written to `preview`; or None. Raises Refused for one of too many pixels. A
    file that begins like a picture and is none is any other file: kept, never shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                if picture.width * picture.height > limits.PIXELS:
                    raise Image.DecompressionBombError
                return drawn(picture, preview)
    except Image.DecompressionBombError:
        most = limits.PIXELS // 1_000_000
        raise Refused(f"“{name}” has more than {most} million pixels.", field="files") from None
    except BROKEN:
        preview.unlink(missing_ok=True)
        return None


def drawn(picture, preview: Path) -> Picture:
    kind, width, height = str(picture.format), picture.width, picture.height
    picture.draft("RGB", (limits.PREVIEW, limits.PREVIEW))  # a large photograph is decoded smaller
    picture.load()
    lossy = kind in LOSSY and not picture.has_transparency_data
    turned = ImageOps.exif_transpose(picture.convert("RGB" if lossy else "RGBA"))
    turned.thumbnail((limits.PREVIEW, limits.PREVIEW))
    turned.info = {}
    turned.save(preview, "JPEG" if lossy else "PNG", quality=85)
    return Picture(TYPES[kind], width, height, "image/jpeg" if lossy else "image/png")
