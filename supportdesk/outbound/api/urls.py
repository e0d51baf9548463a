from django.urls import path

from . import choices, hours, webhooks

urlpatterns = [
    path("me/hearing-hours", hours.OwnHours.as_view(), name="api-hearing-hours"),
    path("me/notices", choices.NoticeChoices.as_view(), name="api-notice-choices"),
    path("webhooks", webhooks.Webhooks.as_view(), name="api-webhooks"),
    path("webhooks/<int:pk>", webhooks.OneWebhook.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/secret", webhooks.WebhookSecret.as_view(), name="api-webhook-secret"),
    path("webhooks/<int:pk>/test", webhooks.WebhookTest.as_view(), name="api-webhook-test"),
    path("webhooks/<int:pk>/stop", webhooks.WebhookStop.as_view(), name="api-webhook-stop"),
    path("webhooks/<int:pk>/resume", webhooks.WebhookResume.as_view(), name="api-webhook-resume"),
    path("webhooks/<int:pk>/replay", webhooks.WebhookReplay.as_view(), name="api-webhook-replay"),
    path("webhooks/<int:pk>/end", webhooks.WebhookEnd.as_view(), name="api-webhook-end"),
    path("webhooks/<int:pk>/deliveries", webhooks.WebhookDeliveries.as_view(), name="api-webhook-deliveries"),
    path("webhook-deliveries/<int:pk>", webhooks.OneWebhookDelivery.as_view(), name="api-webhook-delivery"),
    path("webhook-deliveries/<int:pk>/replay", webhooks.DeliveryReplay.as_view(), name="api-webhook-delivery-replay"),
    path("webhook-deliveries/<int:pk>/skip", webhooks.DeliverySkip.as_view(), name="api-webhook-delivery-skip"),
]
