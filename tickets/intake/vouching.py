"""What the environment says of mail that comes in."""

from supportdesk import env


def trusted_host() -> str:
    """The name under which our own mail server writes Authentication-Results; none is believed without."""
    return env.MAIL_TRUSTED_HOST


def secret(name: str) -> str:
    """A password by the name under which it stands in the environment."""
    return env.env.str(name, default="") if name else ""
