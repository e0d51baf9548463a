"""A file on its way out: inert, whole or one stretch of it. The right to it is settled before."""

import re

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from . import store
from .types import BINARY

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


class Stretch:
    """Some bytes of a file, read as one reads a file."""

    def __init__(self, file, start, length):
        self.file, self.left = file, length
        file.seek(start)

    def read(self, size=-1):
        piece = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self):
        self.file.close()


def serve(request, file, *, preview, whole):
    """The bytes with headers under which no browser runs, frames, sniffs or keeps them. Only a preview, which we drew
    ourselves, is shown in a page; everything else is for saving, and says nothing of what it is. `whole`: no
    stretches."""
    path = store.path_of(file.key, preview=preview)
    size, etag = path.stat().st_size, f'"{file.sha256[:32]}{"-p" if preview else ""}"'
    headers = {**INERT, "ETag": etag, "Accept-Ranges": "none" if whole else "bytes"}
    headers["Content-Disposition"] = content_disposition_header(not preview, file.name) or "attachment"
    kind = file.preview_type if preview else BINARY
    wanted = None if whole else stretch(request, size, etag)
    if wanted == ():
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"}, content_type=kind)
    start, end = wanted or (0, size - 1)
    headers["Content-Length"] = str(end - start + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    status = 206 if wanted else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=kind)
    content = Stretch(path.open("rb"), start, end - start + 1)
    return FileResponse(content, status=status, headers=headers, content_type=kind)


def stretch(request, size, etag):
    """First and last byte of the one stretch that is asked for; nothing for the whole file, which also answers several
    stretches, another version's and what is no range; () for one that lies outside."""
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not asked or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if first and last and int(last) < int(first):
        return None
    return (start, end) if start <= end else ()
