from django.apps import AppConfig


class ViewsConfig(AppConfig):
    name = "tickets.views"
    label = "views"
