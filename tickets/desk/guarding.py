"""The guard at the door (SEC-02, SEC-16): before anything is kept, what must not be written is refused and what is to
be taken out is gone."""

from supportdesk.errors import Guarded
from supportdesk.privacy import policies, screening

from . import guards

ASKING = {guards.PASSWORD_REQUEST.code, guards.CARD_REQUEST.code}


def screened(by, text, confirmed=(), *, field="body", asks=True):
    """The text as it may be kept. Raises Guarded while something stands in its way. Where `asks` is False, as in a note
    or with a requester, one may speak of asking. What an import or the clock says was written elsewhere and stands."""
    if by.via in ("import", "clock") or not text:
        return text
    rules = policies.rules()
    found = [one for one in guards.findings(text, rules) if asks or one.code not in ASKING]
    standing = screening.standing(found, confirmed)
    if standing:
        raise Guarded([one.told() for one in standing], field=field)
    return screening.kept(text, rules)


def parts(by, said, confirmed=()):
    """The same for each of several fields by its name."""
    return {name: screened(by, text, confirmed, field=name, asks=False) for name, text in said.items()}
