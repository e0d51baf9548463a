from django.apps import AppConfig


class StatuspageConfig(AppConfig):
    name = "incidents.statuspage"
    label = "statuspage"
