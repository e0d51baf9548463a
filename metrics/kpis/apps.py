from django.apps import AppConfig


class KpisConfig(AppConfig):
    name = "metrics.kpis"
    label = "kpis"
