from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "tickets.escalations"
    label = "escalations"
