"""The address in the mail that proves one's own: signed, so that nobody guesses another's."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "tickets.intake.requests"


def address(made) -> str:
    return settings.SITE_URL + reverse("form-request", args=[signing.Signer(salt=SALT).sign(made.pk)])


def read(signed) -> int:
    """The number of what waits. Raises BadSignature."""
    return int(signing.Signer(salt=SALT).unsign(signed))
