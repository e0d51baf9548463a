"""Signing in by OpenID Connect: off until OIDC_ISSUER names who answers for people."""

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "sso"


def providers(env, *, production):
    """What allauth wants to know of the one provider; nothing while there is none."""
    issuer = env.str("OIDC_ISSUER", default="").rstrip("/")
    if not issuer:
        return {}
    if production and not issuer.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER must be an https:// address in production")
    app = {
        "provider_id": PROVIDER,
        "name": env.str("OIDC_NAME", default="your organisation"),
        "client_id": env.str("OIDC_CLIENT_ID"),
        "secret": env.str("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def name_of(configured):
    """How the button is called; empty while there is none."""
    return configured["openid_connect"]["APPS"][0]["name"] if configured else ""
