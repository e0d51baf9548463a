"""The demo's rules, skills and limits."""

from django.db import transaction

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component, Queue
from tickets.desk.actions.set_limit import set_limit

from .actions.rules import set_rule
from .actions.staffing import keep_skill, set_strategy
from .models import RoutingRule

RULES = (
    ("network", 10, {"component": ["vpn-gateway"]}),
    ("business-apps", 20, {"component": ["erp", "crm", "web-shop", "data-warehouse"]}),
    ("access", 30, {"words": ["password", "account locked", "second factor"]}),
    ("workplace", 40, {"component": ["print-service", "laptop-fleet"], "tier": ["gold", "silver"]}),
)
STRATEGIES = {"network": "least_load", "business-apps": "skills"}
KNOWS = {
    "ERP": (("nora@demo.example",), ("erp",)),
    "Web shop": (("luis@demo.example", "nora@demo.example"), ("web-shop",)),
}


@transaction.atomic
def fill() -> int:
    """Answers how many rules there are now; what is there already stays."""
    queues = {queue.key: queue for queue in Queue.objects.all()}
    if RoutingRule.objects.exists() or not set(STRATEGIES) <= set(queues):
        return 0
    by = system("import")
    for key, position, conditions in RULES:
        set_rule(queues[key], by=by, position=position, conditions=conditions)
    for key, kind in STRATEGIES.items():
        set_strategy(queues[key], by=by, kind=kind)
    for name, (people, components) in KNOWS.items():
        able, needing = Person.objects.filter(email__in=people), Component.objects.filter(key__in=components)
        keep_skill(name, by=by, people=able, components=needing)
    set_limit(queues["service-desk"], by=by, most=8)
    set_limit(queues["service-desk"], by=by, most=12, status="in_progress")
    return len(RULES)
