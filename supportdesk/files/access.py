"""From a signed link to a file: whose link it is, whether it still lives, and whether its reader may still read."""

import hashlib

from supportdesk import clock

from . import holders, links, store

OVER = "This link is over. Open the file again from where it stands."
MISSING = "The file itself is missing. Please tell an administrator."


class Over(Exception):
    """Why this reader cannot open now what they may know of."""

    def __init__(self, why, status=410):
        super().__init__(why)
        self.status = status


def bound_to(request) -> str:
    """The session or the token that a link is good for, not readable from the link."""
    token = getattr(request, "auth", None)
    key = f"token-{token.pk}" if token else f"session-{request.session.session_key}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def link_for(request, holder, pk, *, preview=False):
    return links.make(holder, pk, person=request.user, bound=bound_to(request), now=clock.now(), preview=preview)


def held(request, signed):
    """The link and what its holder gives, or nothing: as if there were no such address. Raises Over."""
    link = links.read(signed)
    if link is None or link.person != request.user.pk or link.bound != bound_to(request):
        return None
    found = holders.find(link.holder, link.pk, request.user)
    if found is None or (link.preview and not found.file.preview_type):
        return None
    if clock.now().timestamp() >= link.until:
        raise Over(OVER)
    if found.why_not:
        raise Over(found.why_not, found.status)
    if not store.path_of(found.file.key, preview=link.preview).exists():
        raise Over(MISSING)
    return link, found
