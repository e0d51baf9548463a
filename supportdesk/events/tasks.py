"""The clock's way in: woken by a nudge, and by the beat every ten seconds in case no nudge came."""

from celery import shared_task

from supportdesk.events import relay


@shared_task(ignore_result=True)
def relay_people():
    relay.drain("people")


@shared_task(ignore_result=True)
def relay_figures():
    relay.drain("figures")
