from django.apps import AppConfig


class ConfigurationConfig(AppConfig):
    name = "supportdesk.configuration"
    label = "configuration"
