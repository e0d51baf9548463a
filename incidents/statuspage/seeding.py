"""The demo's status page: parts in every state, notices from draft to withdrawn."""

from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component

from .actions.keep_component import keep_component
from .actions.notices import begin_notice, post, withdraw
from .actions.set_health import set_health
from .models import Spell, StatusComponent

PARTS = (
    ("web-shop", "Web shop", "Ordering and paying"),
    ("vpn-gateway", "Remote access", "Working from elsewhere"),
    ("erp", "Order desk", "Orders, stock, invoices"),
    ("crm", "Customer file", ""),
    ("print-service", "Printing", ""),
)
AGE = timedelta(days=40)


@transaction.atomic
def fill() -> int:
    """Answers how many parts stand on the page now; what is there already stays."""
    ian = Person.objects.filter(email="ian@demo.example").first()
    components = {one.key: one for one in Component.objects.all()}
    if ian is None or StatusComponent.objects.exists():
        return 0
    by = Actor(ian, "browser")
    parts = {
        key: keep_component(components[key], by=by, name=name, description=words, position=10 * number)
        for number, (key, name, words) in enumerate(PARTS, 1)
        if key in components
    }
    since = clock.now() - AGE
    Spell.objects.update(began_at=since)
    StatusComponent.objects.update(since=since)
    tell(parts, by)
    return len(parts)


def tell(parts, by):
    shop, vpn, printing = parts.get("web-shop"), parts.get("vpn-gateway"), parts.get("print-service")
    if vpn:
        over = begin_notice("Connections break off", by=by, components=[vpn])
        post(over, by=by, stage="investigating", body="Some of you lose the connection.", health={vpn.pk: "degraded"})
        post(over, by=by, stage="resolved", body="A line was repaired. Connections hold again.")
        withdraw(begin_notice("Sent by mistake", by=by, components=[vpn]), by=by, reason="The wrong part")
    if shop:
        runs = begin_notice("Paying takes longer than usual", by=by, components=[shop])
        post(runs, by=by, stage="investigating", body="We look into it.", health={shop.pk: "degraded"})
        post(
            runs,
            by=by,
            stage="identified",
            body="A payment provider is slow. Orders are kept.",
        )
        begin_notice("Maintenance on Sunday", by=by, components=[shop])
    if printing:
        set_health(printing, by=by, health="maintenance")
