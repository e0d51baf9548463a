from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "tickets.automation"
