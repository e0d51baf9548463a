"""Imported first: Django stands before any of its models is."""

import os

import django

from supportdesk import boot

__all__ = ["boot"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportdesk.settings")
django.setup()
