"""The beat: says when, knows no app. Celery's own program loads all of Django for it, 50 MB more."""

from supportdesk import boot  # isort: skip

from celery.beat import Scheduler, Service

from supportdesk.celery import app

__all__ = ["boot"]

if __name__ == "__main__":
    Service(app, scheduler_cls=Scheduler).start()
