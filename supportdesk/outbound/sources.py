"""What may be said of a source of signed messages, whichever way in it is."""

from supportdesk.errors import Refused, WrongState


def named(name):
    said = " ".join(name.split())
    if not said or len(said) > 100:
        raise Refused("A source has a name of at most 100 characters.", field="name", missing=("name",))
    return said


def require_answering(source):
    if source.ended_at:
        raise WrongState("This source was ended. Add a new one.")
