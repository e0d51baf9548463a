"""What somebody says of themselves, or another of them: brought into form, or refused under its name."""

from supportdesk.accounts import phones
from supportdesk.accounts.languages import require_language
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused

FIELDS = ("name", "zone", "language", "phone")


def sound(name, value):
    """One of FIELDS as it is kept. Raises Refused."""
    if name == "phone":
        return phones.sound(value)
    if name == "zone":
        require_zone(value)
    elif name == "language":
        require_language(value)
    elif not (value := " ".join(value.split())):
        raise Refused("Give a name.", field="name", missing=("name",))
    return value
