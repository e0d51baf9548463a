"""What is written for all to use holds no secret (SEC-02)."""

from supportdesk.errors import Refused
from supportdesk.privacy import policies, screening


def require_no_secret(text, *, field):
    """Raise Refused at the field while its text holds what nobody may write anywhere."""
    found = [one for one in screening.findings(text, policies.rules()) if one.level == screening.BLOCK]
    if found:
        raise Refused(f"{found[0].message} {found[0].instead}", field=field)
