"""The floor and the roof: settings, servers, people, events, the catalogue and the ways in and out."""

from supportdesk.celery import app as celery_app

__all__ = ["celery_app"]
