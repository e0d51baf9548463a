"""The evidence of a packet as one file: what leaves of it in words, and the files that somebody cleared (ESC-16)."""

import json
import tempfile
import zipfile

from supportdesk.files import store

from . import exporting

IN_MEMORY = 4 * 1024 * 1024


def bundle(told, artefacts):
    """An open file with the archive, from its beginning. Files that may not leave (infected, not checked yet, gone) are
    named in the packet and are not in it."""
    made = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("packet.md", exporting.markdown(told))
        archive.writestr("packet.json", json.dumps(told, indent=2, default=str))
        for number, (one, said) in enumerate(zip(artefacts, told["files"], strict=True), start=1):
            place = store.path_of(one.attachment.file.key)
            if one.attachment.state == "open" and place.exists():
                archive.write(place, f"files/{number:02d}-{plain(said['name'])}")
    made.seek(0)
    return made


def plain(name):
    """As a name in a folder: nothing that leads out of it."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name).lstrip(".") or "file"
