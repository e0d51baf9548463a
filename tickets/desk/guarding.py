"""The guard at the door (SEC-16): what must not be written is refused before anything is kept."""

from supportdesk.errors import Guarded

from . import guards

ASKING = {guards.PASSWORD_REQUEST.code, guards.CARD_REQUEST.code}


def require(by, text, confirmed=(), *, internal=False):
    """Raise Guarded unless the text may go out as it is. A note may speak of asking; it holds no secret either. What
    an import or the clock says was written elsewhere and stands."""
    if by.via in ("import", "clock"):
        return
    found = [one for one in guards.standing(text, confirmed) if not (internal and one.code in ASKING)]
    if found:
        raise Guarded([one.told() for one in found])
