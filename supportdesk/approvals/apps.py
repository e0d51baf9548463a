from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "supportdesk.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
