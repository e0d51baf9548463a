from django.apps import AppConfig


class MacrosConfig(AppConfig):
    name = "kb.macros"
    label = "macros"
