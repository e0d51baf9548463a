"""What a newcomer finds in the box. Installing again never undoes what somebody edited or retired."""

from django.db import transaction
from django.utils.text import slugify

from supportdesk.accounts.models import Team
from supportdesk.catalogue.models import Category, Queue, Tag, TicketType

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


@transaction.atomic
def install():
    for key, name in TYPES.items():
        TicketType.objects.get_or_create(key=key, defaults={"name": name})
    for name in CATEGORIES:
        Category.objects.get_or_create(key=slugify(name), defaults={"name": name})
    for name in TAGS:
        Tag.objects.get_or_create(name=name)
    for key, name, team_name, level in QUEUES:
        team, _ = Team.objects.get_or_create(name=team_name, defaults={"level": level})
        Queue.objects.get_or_create(key=key, defaults={"name": name, "team": team})
