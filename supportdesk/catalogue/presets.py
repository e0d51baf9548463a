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
DESCRIPTIONS = {
    "incident": "Something does not work, or not as it should.",
    "service_request": "You would like something set up, changed or delivered.",
    "access_request": "You need to get into a system, or more rights in it.",
    "question": "You would like to know how something is done.",
    "defect": "The product itself does something wrong, and you can say what.",
    "feedback": "An idea, praise or a complaint. Nothing is broken.",
}
CHOOSE_A_CATEGORY = ("incident", "service_request", "question")
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


def describe(apps):
    """What a requester reads when choosing a type, and which types ask for a category; what has words keeps them."""
    types, categories = (apps.get_model("catalogue", name).objects for name in ("TicketType", "Category"))
    for key, words in DESCRIPTIONS.items():
        types.filter(key=key, description="").update(description=words)
    shipped = categories.filter(key__in=[slugify(name) for name in CATEGORIES], retired_at=None)
    for one in types.filter(key__in=CHOOSE_A_CATEGORY, categories=None):
        one.categories.set(shipped)
