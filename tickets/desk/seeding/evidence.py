"""Small real files for the demo: what people send with their tickets."""

import io
import zlib
from datetime import timedelta

from PIL import Image, ImageDraw

from supportdesk.files import store
from supportdesk.files.actions.keep import keep

ONE_IN = 12
LINES = ("INFO connected to {host}", "WARN retry 1 of 3", "WARN retry 2 of 3", "ERROR {error}", "INFO session closed")


def some(case, at, *, by):
    """The numbers of the files that come with this ticket: a log, a picture, or mostly none. Told by its title, so that
    nothing else of the demo is drawn differently."""
    which = zlib.crc32(case.title.encode()) % ONE_IN
    made = {0: ("connection.log", log(case, at)), 1: ("screenshot.png", picture(case.title))}.get(which)
    if made is None:
        return ()
    upload = store.upload(*made)
    try:
        return (keep(upload, by=by, at=at).pk,)
    finally:
        upload.close()


def log(case, at):
    words = case.fill(" | ".join(LINES)).split(" | ")
    lines = [f"{at + timedelta(seconds=7 * number):%Y-%m-%dT%H:%M:%SZ} {line}" for number, line in enumerate(words * 4)]
    return "\n".join(lines).encode()


def picture(text):
    """A window with a message in it."""
    made = Image.new("RGB", (640, 300), "#e8ebf2")
    pen = ImageDraw.Draw(made)
    pen.rectangle((60, 60, 580, 240), fill="white", outline="#5b6b8c")
    pen.rectangle((60, 60, 580, 90), fill="#5b6b8c")
    pen.text((76, 69), "Error", fill="white")
    pen.text((76, 120), text.encode("latin-1", "replace").decode("latin-1")[:70], fill="#222")
    pen.rectangle((470, 196, 560, 224), fill="#3552c8")
    pen.text((505, 204), "OK", fill="white")
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()
