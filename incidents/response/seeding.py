"""The demo's incidents, one in every state, by the real actions."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component
from supportdesk.privacy.models import RestrictionKind
from tickets.desk.models import Ticket

from .actions.carry import carry_next
from .actions.checks import add_check, do_check
from .actions.declare import declare
from .actions.dismiss import dismiss
from .actions.enter import enter
from .actions.impact import capture_impact
from .actions.items import add_item
from .actions.link import link
from .actions.move import move
from .actions.reviews import sign_review, write_review
from .actions.roles import accept_role, give_role
from .actions.settle import settle
from .actions.suspect import suspect
from .actions.walls import restrict_incident
from .actions.workarounds import approve_workaround, propose_workaround
from .models import Incident, RoleSpan
from .reviewing import PARTS
from .states import ORDER, State
from .stories import CAUSE, REVIEW, STORIES
from .workflow import MOVES

DOMAIN = "demo.example"
NAMES = ("joe", "ann", "sam", "tess", "max", "erin", "ian")
STEPS = {move.target: name for name, move in MOVES.items() if name != "back"}


@transaction.atomic
def fill() -> int:
    """Answers how many incidents there are now; what is there already stays."""
    people = {one.email.split("@")[0]: one for one in Person.objects.filter(email__endswith=f"@{DOMAIN}")}
    if Incident.objects.exists() or not set(NAMES) <= set(people):
        return 0
    by = {name: Actor(people[name], "browser") for name in NAMES}
    for story in STORIES:
        tell(story, by)
    while carry_next(by=system("clock")):
        pass
    for incident in Incident.objects.live().exclude(title__startswith="Nobody").filter(verified_at=None):
        if incident.acknowledged_at:
            enter(incident, by=by["tess"], kind="internal_update", text="On it; nothing new. Next word in time.")
    for incident in Incident.objects.filter(state=State.REVIEW, review__signed_at__isnull=False):
        move(incident, by=by["ian"], seen=incident.version, step="close", at=incident.review_at + timedelta(days=2))
    for incident in Incident.objects.exclude(acknowledged_at=None):
        back_then(incident)
    return Incident.objects.count()


WHEN = {"role": "acknowledged_at", "decision": "acknowledged_at", "workaround": "mitigated_at", "test": "restored_at"}


def back_then(incident):
    """As if each thing had been written down when it happened."""
    for kind, stamp in WHEN.items():
        late = incident.entries.filter(kind=kind, at__gt=incident.acknowledged_at + timedelta(minutes=60))
        late.update(at=getattr(incident, stamp) or incident.acknowledged_at)
    incident.entries.filter(at__lt=F("entered_at")).update(entered_at=F("at"))
    incident.workarounds.update(proposed_at=incident.mitigated_at, approved_at=incident.mitigated_at)
    incident.checks.update(at=incident.restored_at)
    taken = incident.acknowledged_at
    RoleSpan.objects.filter(incident=incident, accepted_at__isnull=False).update(offered_at=taken, accepted_at=taken)


def tell(story, by):
    """From its beginning to the state that it shall have."""
    now = clock.now()
    components = list(Component.objects.filter(key__in=story.components))
    began = now - story.ago
    noticed = {"started_at": began, "detected_at": began + timedelta(minutes=7), "source": story.source}
    said = {"severity": story.severity, "components": components, "summary": story.summary, "drill": story.drill}
    incident = suspect(story.title, by=by["ann"], **noticed, **said)
    tickets = Ticket.objects.live().filter(component__in=components, incident_links=None).order_by("-pk")
    if found := list(tickets[: story.tickets]):
        link(incident, by=by["joe"], tickets=[one.pk for one in found])
    if story.walled:
        wall = {"kind": RestrictionKind.SECURITY, "reason": story.walled, "people": [by["max"].person]}
        restrict_incident(incident, by=by["ian"], **wall)
    if story.dismissed:
        dismiss(incident, by=by["tess"], seen=incident.version, reason=story.dismissed)
        return
    reach(incident, story, by, began)


def reach(incident, story, by, began):
    step = min(story.ago / 14, timedelta(minutes=21))
    for place, state in enumerate(ORDER[1 : ORDER.index(story.state) + 1], start=1):
        if state == State.CLOSED:
            finish(incident, by)
            break
        if state == State.VERIFIED:
            proved(incident, by)
        move(
            incident,
            by=by["ian"],
            seen=incident.version,
            step=STEPS[state],
            at=began + step * (place + 1),
            **CAUSE,
        )
        if state == State.ACKNOWLEDGED:
            commanded(incident, story, by)
        if state == State.MITIGATED and story.workaround:
            way = propose_workaround(incident, by=by["joe"], text=story.workaround, availability="Everybody")
            approve_workaround(way, by=by["sam"])
        if state == State.REVIEW:
            discussed(incident, by)


def commanded(incident, story, by):
    if story.criteria:
        declare(incident, by=by["ian"], seen=incident.version, criteria=story.criteria)
    for role, name in (("communications", "tess"), ("technical", "erin"), ("liaison", "ann")):
        accept_role(give_role(incident, by=by["ian"], role=role, to=by[name].person), by=by[name])
    if story.state != State.ACKNOWLEDGED and not story.walled:
        give_role(incident, by=by["ian"], role="scribe", to=by["joe"].person)
    for after, kind, text in story.entries:
        at = incident.acknowledged_at + timedelta(minutes=after)
        enter(incident, by=by["erin"], kind=kind, text=text, at=min(at, clock.now()))
    if story.users:
        said = {"field": "users", "value": str(story.users), "reason": "From the sign-in figures of the service."}
        capture_impact(incident, by=by["ann"], **said)


def proved(incident, by):
    for what in ("A sign-in from outside", "The figures of the service for ten minutes", "Two customers say so"):
        do_check(add_check(incident, by=by["sam"], what=what), by=by["sam"], passed=True)


def discussed(incident, by):
    soon = clock.now() + timedelta(days=10)
    items = (("fix", "Renew certificates by a job", "erin"), ("monitoring", "Alert three weeks before they end", "sam"))
    for kind, what, name in items:
        add_item(incident, by=by["ian"], what=what, kind=kind, owner=by[name].person, due_at=soon)
    parts = {name: REVIEW[name] for name, _, _ in PARTS[:4]}
    write_review(incident.review, by=by["sam"], seen=None, parts=parts, facilitator=by["tess"].person)


def finish(incident, by):
    """Told, reviewed and signed; closing follows once every ticket has had its message."""
    settle(incident, by=by["ian"], message="The service is back to normal since noon. Thank you for your patience.")
    parts = {name: REVIEW[name] for name, _, _ in PARTS}
    attendees = [by[name].person for name in ("ian", "erin", "sam", "tess")]
    write_review(incident.review, by=by["sam"], seen=None, parts=parts, attendees=attendees, severity_reviewed=2)
    sign_review(incident.review, by=by["ian"], seen=None)
    incident.roles.offered().update(ended_at=clock.now())
