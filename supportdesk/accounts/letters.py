"""The mail with the link by which somebody chooses a password: allauth's own, good for one use and an hour."""

import structlog
from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

log = structlog.get_logger(__name__)


def send_link(person, *, invited):
    """To the person's own address and to nobody else. Says whether the mail went out."""
    adapter = get_adapter()
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    context = {"person": person, "address": adapter.get_reset_password_from_key_url(key), "invited": invited}
    try:
        adapter.send_mail("account/email/access", person.email, context)
    except OSError as error:
        log.warning("link_not_sent", person=person.pk, error=type(error).__name__)
        return False
    return True
