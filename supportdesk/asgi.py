"""The live stream's entry point: `/live/` and nothing else is sent here."""

from supportdesk import boot  # isort: skip

from django.core.asgi import get_asgi_application

__all__ = ["application", "boot"]

application = get_asgi_application()
