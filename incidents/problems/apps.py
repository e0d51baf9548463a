from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "incidents.problems"
    label = "problems"
