"""What the demo shows around its incidents: approved wording, who sends alerts and what they sent, updates."""

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component

from .actions.sources import add_source
from .actions.take_alert import take_alert
from .actions.update import write_update
from .actions.wordings import keep_wording
from .alerts import reading
from .models import Incident, UpdateTemplate
from .states import COMMANDED, RECOVERED, Audience

WORDINGS = (
    (
        "We look into it",
        "Trouble with {{service}}",
        "Since {{started}} {{service}} does not work as it should. We look into it.\n\n"
        "We write again by {{next update}}, sooner if there is news.",
    ),
    (
        "There is a way around",
        "{{service}}: what helps until then",
        "{{workaround}}\n\nMore by {{next update}}.",
    ),
    (
        "It works again",
        "{{service}} works again",
        "What began at {{started}} is over. Thank you for waiting.",
    ),
)
ALERTS = (
    {"title": "Error rate above 5 %", "fingerprint": "shop-errors", "severity": "critical", "component": "web-shop"},
    {"title": "Error rate above 5 %", "fingerprint": "shop-errors", "severity": "critical", "component": "web-shop"},
    {"title": "Queue of print jobs above 500", "fingerprint": "print-jobs", "severity": "warning"},
    {"title": "Queue of print jobs above 500", "fingerprint": "print-jobs", "status": "resolved"},
)


@transaction.atomic
def fill() -> int:
    """Answers how many wordings there are now; what is there already stays."""
    ian = Person.objects.filter(email="ian@demo.example").first()
    if ian is None or UpdateTemplate.objects.exists():
        return 0
    commander, now = Actor(ian, "browser"), clock.now()
    made = [keep_wording(None, by=commander, name=name, headline=head, body=body) for name, head, body in WORDINGS]
    prints = Component.objects.filter(key="print-service").first()
    source, _ = add_source("Prometheus", by=system("import"), component=prints)
    for number, alert in enumerate(ALERTS):
        take_alert(source, by=system("rule"), said=reading.read(alert, now), message_id=f"demo_{number}")
    say(commander, made[0])
    return len(made)


def say(commander, wording):
    """The worst incident that is commanded is told of; a junior's own words about it wait for approval."""
    running = Incident.objects.filter(state__in=COMMANDED - RECOVERED, restricted=False, drill=False)
    worst = running.filter(links__isnull=False).order_by("severity", "pk").first() or running.first()
    if worst is None:
        return
    write_update(worst, by=commander, audience=Audience.EXTERNAL, template=wording)
    write_update(worst, by=commander, audience=Audience.INTERNAL, body="The vendor is on the line.")
    joe = Person.objects.filter(email="joe@demo.example").first()
    if joe:
        own = {"headline": "Almost there", "body": "It looks better. Please try again."}
        write_update(worst, by=Actor(joe, "browser"), audience=Audience.EXTERNAL, **own)
