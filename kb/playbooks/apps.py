from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "kb.playbooks"
    label = "playbooks"
