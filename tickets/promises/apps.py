from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "tickets.promises"
    label = "promises"
