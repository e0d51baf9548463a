"""Secrets of sources are kept locked with a key made from `SECRET_KEY`, so that a copy of the database signs nothing.
Both sides need the same words, so a digest would not do."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def mint():
    return "whsec_" + secrets.token_urlsafe(32)


def lock(secret):
    return vault().encrypt(secret.encode()).decode()


def unlock(locked):
    return vault().decrypt(locked.encode()).decode()


def vault():
    """Locks with the newest key and opens with the older ones too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(key)) for key in keys])


def key_from(secret):
    return base64.urlsafe_b64encode(hashlib.sha256(b"alert source:" + secret.encode()).digest())
