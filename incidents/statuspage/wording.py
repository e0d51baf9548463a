"""What may stand on a public page. Whatever must not leave the desk is refused before anything is kept."""

from supportdesk.errors import Refused

LONGEST = 5_000


def line(text, field, longest, *, needed=True):
    said = " ".join(text.split())
    if needed and not said:
        raise Refused("Write something first.", field=field, missing=(field,))
    if len(said) > longest:
        raise Refused(f"At most {longest} characters fit here.", field=field)
    return said


def body(text):
    said = text.strip()
    if not said:
        raise Refused("Write what customers should read.", field="body", missing=("body",))
    if len(said) > LONGEST:
        raise Refused(f"At most {LONGEST} characters fit here.", field="body")
    return said
