from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "metrics.facts"
    label = "facts"
