"""The web's entry point: pages and REST."""

from supportdesk import boot  # isort: skip

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

__all__ = ["application", "boot"]

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view now, before the fork, so that the processes share the memory
import_module("supportdesk.health").known_migrations()  # the first to ask whether we are ready shall not wait for files
