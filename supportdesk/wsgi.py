"""The web's entry point: pages and REST."""

from supportdesk import boot  # isort: skip

from django.core.wsgi import get_wsgi_application

__all__ = ["application", "boot"]

application = get_wsgi_application()
