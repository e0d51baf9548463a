"""What other systems post with a signature of their own instead of a token."""

from drf_spectacular.plumbing import ResolvedComponent

from supportdesk.api.errors import Problem
from supportdesk.api.schema import Schema

from .hooks import signed
from .models.source import secrets_of


class SignedBody(Schema):
    """The body is read as bytes, for the signature is over them; the shape is what it holds."""

    def get_auth(self):
        scheme = {"type": "apiKey", "in": "header", "name": "Webhook-Signature"}
        named = ResolvedComponent("signature", ResolvedComponent.SECURITY_SCHEMA, scheme)
        self.registry.register_on_missing(named)
        return [{"signature": []}]


def signer(source, request, sent, now):
    """The id of the message; an unknown source is answered like a wrong signature."""
    try:
        return signed.require_signed(secrets_of(source, now), request.headers, sent, now)
    except signed.Unsigned as why:
        raise Problem(401, "not_signed", str(why)) from why
