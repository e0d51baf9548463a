"""The lines of a timeline with their files, in one statement."""

from supportdesk.byhand import NAME, rows_of
from supportdesk.files.models import StoredFile

from ..models import Entry

FILES = """
ARRAY (SELECT json_build_object('pk', kept.id, 'name', file.name, 'size', file.size, 'scan', file.scan,
                                'discarded_at', file.discarded_at)
       FROM response_entryfile kept JOIN files_storedfile file ON file.id = kept.file_id
       WHERE kept.entry_id = one.id ORDER BY kept.id)
"""
LATEST = "ORDER BY one.at DESC, one.id DESC LIMIT {most}"


def lines_of(incident, most):
    """The latest first; `attached` has the number and the file of each, as much of it as its state needs."""
    tail = LATEST.format(most=int(most))
    read = rows_of(Entry, "incident", incident.pk, parts=(("author", NAME),), also=(("read", FILES),), tail=tail)
    return [with_files(one) for one in read]


def with_files(entry):
    entry.attached = [(said.pop("pk"), StoredFile(**said)) for said in entry.read]
    return entry
