"""Secrets that both sides need in words, so that a digest would not do: locked with a key made from `SECRET_KEY`, so
that a copy of the database signs nothing. Each use has a key of its own."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

ALERT_SOURCES, CHATS, WEBHOOKS = "alert source", "chat", "webhook"


def lock(secret: str, use: str) -> str:
    return vault(use).encrypt(secret.encode()).decode()


def unlock(locked: str, use: str) -> str:
    return vault(use).decrypt(locked.encode()).decode()


def vault(use: str) -> MultiFernet:
    """Locks with the newest key and opens with the older ones too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(key, use)) for key in keys])


def key_from(secret: str, use: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"{use}:{secret}".encode()).digest())
