from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "tickets.intake"
