"""The demo's approved wording and playbooks, in each of their states, and some of both at work on tickets."""

from datetime import timedelta

from django.db import transaction

from kb.macros.actions import propose as macros
from kb.macros.actions.publish import publish
from kb.macros.actions.retire import retire
from kb.macros.models import Macro
from kb.playbooks.actions import propose as playbooks
from kb.playbooks.actions.publish import publish as publish_playbook
from kb.playbooks.actions.retire import retire as retire_playbook
from kb.playbooks.actions.tested import note_test
from kb.playbooks.models import Playbook
from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from supportdesk.catalogue.models import Component

from ..actions.playbooks import begin_playbook, end_playbook, take_step
from ..actions.use_macro import use_macro
from ..models import Ticket
from .wordings import AROUND, MACROS, PLAYBOOKS

NEEDED = {"ann", "joe", "sam", "tess", "max"}
WEEKLY = "Asked for every week."
TICKETS = 8


@transaction.atomic
def fill() -> int:
    """Answers how many macros there are now; what is there already stays."""
    staff = Person.objects.filter(email__endswith="@demo.example")
    by = {person.email.partition("@")[0]: Actor(person, "browser") for person in staff}
    tickets = list(Ticket.objects.filter(status="in_progress", restricted=False, priority__gte=3)[:TICKETS])
    if Macro.objects.exists() or not set(by) >= NEEDED or len(tickets) < TICKETS:
        return 0
    made = [published(said, by["tess"]) for said in MACROS]
    propose_changes(made, by)
    guides = [guide(said, by) for said in PLAYBOOKS]
    try_them(guides, by)
    insert(tickets, made, by)
    work_through(tickets, guides, by)
    return len(made)


def published(said, by):
    content = {"audience": "end_user", "fields": {}} | said
    return publish(macros.propose(None, by=by, content=content, reason=WEEKLY), by=by).macro


def propose_changes(made, by):
    """A second version; one that waits for a word, one granted, one withdrawn; one macro that is retired."""
    first, asking, *_, last = made
    warmer = first.live.plain() | {"body": first.live.body.replace("thank you,", "thank you for writing,")}
    publish(macros.propose(first, by=by["joe"], content=warmer, reason="Warmer."), by=by["tess"])
    shorter = asking.live.plain() | {"body": asking.live.body.replace("to find out what happens to", "about")}
    macros.propose(asking, by=by["joe"], content=shorter, reason="Requesters read the first line only.")
    night = first.live.plain() | {"name": "Acknowledge at night", "purpose": "Nobody looks at it before the morning."}
    granted = macros.propose(None, by=by["joe"], content=night, reason="Asked for by the night shift.")
    grant(Approval.objects.about(granted).get(), by=by["tess"], comment="Good.")
    dropped = macros.propose(None, by=by["ann"], content=night | {"name": "Good night"}, reason="For the night.")
    macros.withdraw_proposal(dropped, by=by["ann"])
    retire(last, by=by["tess"], reason="Access is granted by the portal now.")


def guide(said, by):
    component = Component.objects.filter(key=said.get("component", "")).first()
    content = AROUND | said | {"component": component and component.pk, "steps": [step(*one) for one in said["steps"]]}
    made = playbooks.propose(None, by=by["sam"], content=content, reason=WEEKLY)
    return publish_playbook(made, by=by["max"]).playbook


def step(title, body, more):
    """With what is expected, or with answers and where they lead."""
    answers = [{"label": label, "to": to} for label, to in more] if isinstance(more, list) else []
    return {"title": title, "body": body, "expected": "" if answers else more, "answers": answers}


def try_them(guides, by):
    """Tested, tested too long ago, found wanting, never tested; one retired; two changes that wait for a word."""
    printing, dropping, restoring, old, response = guides
    note_test(printing, by=by["ann"], held=True, words="On floor 3.")
    note_test(dropping, by=by["sam"], held=True)
    Playbook.objects.filter(pk=dropping.pk).update(tested_at=clock.now() - timedelta(days=130))
    note_test(restoring, by=by["ann"], held=False, words="The backup is kept elsewhere by now.")
    retire_playbook(old, by=by["tess"], reason="The server is gone.")
    shorter = response.live.plain() | {"trigger": "A SEV1 or SEV2 is declared."}
    playbooks.propose(response, by=by["ann"], content=shorter, reason="SEV2 goes the same way.")
    longer = printing.live.plain() | {"verification": "The requester says so."}
    playbooks.propose(printing, by=by["joe"], content=longer, reason="Nobody asked them.")


def insert(tickets, made, by):
    """Used as they are and tailored; by several people."""
    for ticket, macro, who in zip(tickets, made[2:6], ("ann", "sam", "ann", "tess"), strict=False):
        use_macro(ticket, by=by[who], macro=macro.live, body=None if who == "ann" else tailored(ticket))


def tailored(ticket):
    return f"Hello {ticket.requester.name},\n\nwe are at it, and you hear from us soon."


def work_through(tickets, guides, by):
    """Under way with two of five done, solved, exhausted, stopped."""
    printing, dropping, restoring, *_ = guides
    one = begin_playbook(tickets[4], by=by["ann"], playbook=printing)
    take_step(one, by=by["ann"], seen=0, step=1, outcome="done")
    take_step(one, by=by["ann"], seen=1, step=3, outcome="failed", words="The service does not start.")
    exhausted = begin_playbook(tickets[5], by=by["sam"], playbook=dropping)
    take_step(exhausted, by=by["sam"], seen=0, step=1, answer="Yes")
    take_step(exhausted, by=by["sam"], seen=1, step=4, answer="No")
    solved = begin_playbook(tickets[6], by=by["ann"], playbook=restoring)
    for number in (1, 2):
        take_step(solved, by=by["ann"], seen=number - 1, step=number, outcome="done")
    end_playbook(solved, by=by["ann"], outcome="solved")
    stopped = begin_playbook(tickets[7], by=by["joe"], playbook=printing)
    end_playbook(stopped, by=by["joe"], outcome="stopped", words="It is the network, not the printer.")
