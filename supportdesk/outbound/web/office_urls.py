from django.urls import path

from . import webhooks

ONE, DELIVERY = "webhooks/<int:pk>", "webhook-deliveries/<int:pk>"

urlpatterns = [
    path("webhooks/", webhooks.webhooks, name="administration-webhooks"),
    path(ONE, webhooks.webhook, name="administration-webhook"),
    path(f"{ONE}/secret", webhooks.webhook_secret, name="administration-webhook-secret"),
    path(f"{ONE}/test", webhooks.webhook_test, name="administration-webhook-test"),
    path(f"{ONE}/stop", webhooks.webhook_stop, name="administration-webhook-stop"),
    path(f"{ONE}/resume", webhooks.webhook_resume, name="administration-webhook-resume"),
    path(f"{ONE}/replay", webhooks.webhook_replay, name="administration-webhook-replay"),
    path(f"{ONE}/end", webhooks.webhook_end, name="administration-webhook-end"),
    path(DELIVERY, webhooks.delivery, name="administration-webhook-delivery"),
    path(f"{DELIVERY}/replay", webhooks.delivery_replay, name="administration-webhook-delivery-replay"),
    path(f"{DELIVERY}/skip", webhooks.delivery_skip, name="administration-webhook-delivery-skip"),
]
