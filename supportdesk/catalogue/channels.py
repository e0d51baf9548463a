"""The ways in which people turn to the desk: below policies, routing and tickets, which all name them."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """How the contact came in (T-02), kept for reports."""

    PORTAL = "portal", "Portal"
    EMAIL = "email", "Email"
    CHAT = "chat", "Chat"
    API = "api", "REST client"
    PHONE = "phone", "Phone"
    WALK_UP = "walk_up", "Walk-up"
