"""The demo's problems and known errors, one in every state, by the real actions."""

from datetime import timedelta

from django.db import transaction

from incidents.response.models import Incident
from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Component
from tickets.desk.models import Ticket

from .actions.chain import chain
from .actions.fixing import do_action, plan_action
from .actions.flag import flag_recurring
from .actions.gather import gather
from .actions.meet import meet
from .actions.merge import merge
from .actions.move import move
from .actions.offer import offer_workaround
from .actions.open import open_problem
from .actions.record_error import publish_error, record_error
from .actions.turn_error import turn_error
from .models import Problem, Spike
from .states import Dimension

NAMES = ("joe", "ann", "sam", "tess", "max", "erin")
WALK = ("accept", "investigate", "name_cause", "plan_fix", "deploy", "verify", "close")
# What, its component, its signature, and how far it has come
STORIES = (
    ("Sessions end at noon", "vpn-gateway", "VPN-809", None),
    ("The queue of the printers stops on Mondays", "print-service", "SPL-17", "accept"),
    ("Invoices are printed twice", "erp", "ERP-2210", "investigate"),
    ("Contacts vanish after a sync", "crm", "SYNC-409", "name_cause"),
    ("Baskets are emptied at checkout", "web-shop", "CART-500", "plan_fix"),
    ("The nightly load is late", "data-warehouse", "ETL-12", "deploy"),
    ("Laptops lose the docking screen", "laptop-fleet", "DOCK-3", "verify"),
    ("Old invoices open slowly", "erp", "ERP-1999", "close"),
)
NEEDS = {
    "name_cause": {"root_cause": "A limit that nobody watched", "cause_category": "capacity", "cause_key": "no-alarm"},
    "plan_fix": {"fix": "Raise the limit, and watch it"},
    "verify": {"result": "No report in a week"},
}
WHY = (
    {"statement": "The service refused new work", "evidence": "Its log of that morning"},
    {"statement": "Its limit was reached", "evidence": "The graph of the week before"},
)
ERRORS = (
    ("open", "public", "Sign-in asks twice on old browsers", "AUTH-77"),
    ("fix_scheduled", "public", "Prices show without tax for a moment", "CART-501"),
    ("fixed", "public", "Exports stop at ten thousand lines", "EXP-10"),
    ("will_not_fix", "internal", "The old report needs its plug-in", "RPT-4"),
    ("intended", "public", "A password cannot be used again", "AUTH-12"),
)


@transaction.atomic
def fill() -> int:
    """Answers how many problems there are now; what is there already stays."""
    found = Person.objects.filter(email__in=[f"{name}@demo.example" for name in NAMES])
    by = {one.email.partition("@")[0]: Actor(one, "browser") for one in found}
    tickets = list(Ticket.objects.live().filter(restricted=False).order_by("-pk")[:40])
    if Problem.objects.exists() or len(by) < len(NAMES) or len(tickets) < 30:
        return 0
    parts = {one.key: one for one in Component.objects.all()}
    for number, (title, part, signature, last) in enumerate(STORIES):
        about = {"component": parts.get(part), "signature": signature, "statement": "Seen again and again."}
        problem = open_problem(title, by=by["sam"], tickets=tickets[number * 3 : number * 3 + 3], **about)
        walk(problem, last, by)
    caused(by)
    leave(by, tickets)
    explain(by, tickets)
    notice(by, tickets)
    return Problem.objects.count()


def caused(by):
    """Two incidents as evidence, where the demo has them."""
    real = Incident.objects.filter(drill=False, dismissed_at=None, restricted=False).order_by("pk")[:2]
    problem = Problem.objects.filter(state="investigating").first()
    if real and problem:
        gather(problem, by=by["sam"], incidents=list(real), words="The same certificate")


def walk(problem, last, by):
    """Along the line until this move is made, with everything that it needs."""
    for name in WALK[: WALK.index(last) + 1] if last else ():
        needs = {"owner": by["sam"].person} if name == "accept" else NEEDS.get(name, {})
        if name == "name_cause":
            chain(problem, by=by["sam"], seen=None, steps=WHY)
        if name == "plan_fix":
            due = clock.now().date() + timedelta(days=14)
            plan = {"kind": "monitoring", "words": "Alarm at 80 %", "owner": by["erin"].person, "due_on": due}
            plan_action(problem, by=by["sam"], **plan)
        if name == "verify":
            for action in problem.actions.open():
                do_action(action, by=by["erin"], outcome="It rang in the drill")
        move(problem, by=by["sam"], action=name, **needs)


def leave(by, tickets):
    """The three ways out, each with its reason."""
    later = clock.now().date() + timedelta(days=90)
    rare = open_problem("The lobby screen flickers", by=by["ann"], tickets=tickets[24:25])
    move(rare, by=by["tess"], action="decline", reason="Once a year, and nobody is held up", review_on=later)
    old = open_problem("The fax server drops pages", by=by["ann"], tickets=tickets[25:26])
    move(old, by=by["max"], action="accept_risk", reason="It is switched off in March", review_on=later)
    twin = open_problem("Printers stop after the weekend", by=by["joe"], tickets=tickets[26:27])
    into = Problem.objects.get(title=STORIES[1][0])
    merge(twin, by=by["sam"], into=into, reason="The same queue on the same mornings")


def explain(by, tickets):
    """A known error in each of its states, a draft, and a workaround that waits for an owner's word."""
    for status, audience, title, code in ERRORS:
        words = {"symptom": "As the title says.", "workaround": "Reload the page.", "error_codes": [code]}
        public = {"words_public": f"We know of it: {title.lower()}."} if audience == "public" else {}
        made = record_error(by=by["sam"], title=title, audience=audience, **words, **public)
        publish_error(made, by=by["tess"])
        if status != "open":
            turn_error(made, by=by["tess"], status=status)
        else:
            for ticket in tickets[27:29]:
                meet(made, by=by["ann"], ticket=ticket)
            offer_workaround(made, by=by["tess"])
    record_error(by=by["joe"], title="The scanner beeps twice", symptom="Two beeps, one page.")


def notice(by, tickets):
    """Two flags of one signature, and a spike."""
    for name, ticket in zip(("joe", "ann"), tickets[28:30], strict=True):
        flag_recurring(ticket, by=by[name], signature="Timeout after 30 s", evidence="The third of this kind this week")
    now = clock.now()
    part = Component.objects.earliest("pk")
    counted = {"count": 6, "mean": 1.25, "raised_at": now, "counted_at": now}
    spike = Spike.objects.create(dimension=Dimension.COMPONENT, key=str(part.pk), label=part.name, **counted)
    spike.tickets.set(tickets[30:36])
