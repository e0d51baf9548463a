"""What a newcomer finds in the box. Installing again never undoes what somebody edited or retired."""

from functools import partial

from django.utils.text import slugify

TYPES = {
    "incident": "Incident",
    "service_request": "Service request",
    "access_request": "Access request",
    "question": "Question",
    "defect": "Defect",
    "feedback": "Feedback",
}
CATEGORIES = (
    "Access & identity",
    "Email & collaboration",
    "Network & VPN",
    "Hardware",
    "Software & apps",
    "Security",
    "Data & reporting",
    "How-to",
    "Other",
)
TAGS = ("vip", "outage", "regression", "workaround", "needs-kb", "duplicate", "security")
QUEUES = (("service-desk", "Service desk", "First line", 1), ("engineering", "Engineering", "Engineering", 3))


def install(apps):
    """Make what is absent; `apps` is the registry of a migration or django.apps itself."""
    model = partial(apps.get_model, "catalogue")
    for key, name in TYPES.items():
        model("TicketType").objects.get_or_create(key=key, defaults={"name": name})
    for name in CATEGORIES:
        model("Category").objects.get_or_create(key=slugify(name), defaults={"name": name})
    for name in TAGS:
        model("Tag").objects.get_or_create(name=name)
    for key, name, team_name, level in QUEUES:
        team, _ = apps.get_model("accounts", "Team").objects.get_or_create(name=team_name, defaults={"level": level})
        model("Queue").objects.get_or_create(key=key, defaults={"name": name, "team": team})
