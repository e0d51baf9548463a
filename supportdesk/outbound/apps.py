from django.apps import AppConfig


class OutboundConfig(AppConfig):
    name = "supportdesk.outbound"
