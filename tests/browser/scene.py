"""A desk with something on every page of it, for whoever looks at all of them."""

from datetime import timedelta
from types import SimpleNamespace

from supportdesk import clock
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Region
from supportdesk.approvals.actions.ask import ask as ask_approval
from tests.factories import ComponentFactory, PersonFactory, TagFactory
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.staffing import keep_skill, set_strategy
from tickets.desk.actions.ask import ask
from tickets.desk.actions.bulk import bulk, start
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.plan import plan
from tickets.desk.actions.reply import reply
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.models import Ticket
from tickets.views.actions.save import save_view

# `{ticket}` and the like are of what `Scene` made.
DESK = (
    "/tickets/",
    "/tickets/?owner=me",
    "/tickets/?status=asleep",
    "/tickets/?columns=owner,tags,queue&group=owner",
    "/tickets/filter",
    "/tickets/new",
    "/tickets/{ticket}",
    "/tickets/{ticket}/clocks/resolution",
    "/tickets/{ticket}/resolution",
    "/tickets/{ticket}/moves?action=wait_requester",
    "/tickets/{ticket}/assignment",
    "/tickets/{ticket}/classification",
    "/tickets/{ticket}/links",
    "/tickets/{ticket}/routing",
    "/tickets/{ticket}/snooze",
    "/tickets/{ticket}/split",
    "/tickets/{ticket}/customer",
    "/tickets/{ticket}/restriction",
    "/tickets/{ticket}/watchers",
    "/tickets/{new}/triage",
    "/search",
    "/search?q=printer",
    "/search?q=statsu:x",
    "/notices/",
    "/tickets/triage",
    "/tickets/agenda",
    "/tickets/grooming",
    "/tickets/board",
    "/tickets/kanban",
    "/tickets/kanban?queue={queue}",
    "/tickets/reviews",
    "/views/",
    "/views/new?q=printer",
    "/approvals/",
    "/operations/",
    "/operations/{operation}",
    "/operations/new?verb=tag&ticket={ticket}",
    "/tickets/merge?ticket={ticket}&ticket={new}",
    "/availability",
    "/reports/misroutes",
    "/accounts/shortcuts/",
    "/accounts/profile/",
    "/tickets/999999",
)
OFFICE = (
    "/administration/",
    "/administration/people/",
    "/administration/people/new",
    "/administration/people/{person}",
    "/administration/teams/",
    "/administration/teams/{team}",
    "/administration/organisations/",
    "/administration/organisations/{organisation}",
    "/administration/queues/",
    "/administration/queues/{queue}",
    "/administration/types/",
    "/administration/types/{type}",
    "/administration/categories/",
    "/administration/categories/{category}",
    "/administration/components/",
    "/administration/tags/",
    "/administration/regions/",
    "/administration/regions/{region}",
    "/administration/settings/",
    "/administration/workflow/",
    "/administration/time-boxes/",
    "/administration/tokens/",
    "/administration/routing",
    "/administration/routing/rules/1",
)
REQUESTER = (
    "/tickets/",
    "/tickets/?status=ended",
    "/tickets/{ticket}",
    "/tickets/{asked}",
    "/tickets/{solved}",
    "/tickets/{solved}/reopening",
    "/tickets/new",
    "/tickets/new?type=incident",
    "/search?q=printer",
    "/notices/",
    "/accounts/profile/",
    "/nowhere",
)


class Scene:
    """What there is to see, and its addresses."""

    def __init__(self, people, ticket, solved, opened, by, queue):
        self.people, self.by, self.opened, self.ticket = people, by, opened, ticket
        self.new = opened(title="A subject as long as people sometimes write them " * 4)
        self.ids = {"ticket": ticket.pk, "solved": solved.pk, "new": self.new.pk, "queue": queue.pk}
        self.ids |= {"person": people.ann.pk, "team": queue.team_id, "organisation": ticket.organisation_id}
        self.ids |= {"type": ticket.type_id, "category": ticket.category_id}
        for step in (self.said, self.office, self.routed, self.operated, self.waiting):
            step(queue)

    def addresses(self, paths):
        return [path.format(**self.ids) for path in paths]

    def said(self, queue):
        asked = self.opened(title="Which one?")
        ask(asked, by=self.by(self.people.ann), questions=[{"question": "Which floor?", "why": "To find it."}])
        self.ids["asked"] = asked.pk
        reply(self.ticket, by=self.by(self.people.ann), body="We are **on it**, see the `log`.")

    def office(self, queue):
        self.ids["region"] = Region.objects.create(key="north", name="North", zone="Europe/Lisbon").pk
        TagFactory(name="vip")
        issue_token(self.people.ann, by=system("import"), name="Reports", scopes=["tickets:read"], days=3)
        save_view("Mine in the north", by=self.by(self.people.ann), owner=self.people.ann, filter="owner:me")
        save_view("All printers", by=self.by(self.people.max), filter="printer", columns=("owner", "tags"))

    def routed(self, queue):
        ComponentFactory(key="spooler", name="Spooler")
        lead = self.by(self.people.tess)
        set_rule(queue, by=lead, conditions={"component": ["spooler"], "words": ["printer"]})
        set_strategy(queue, by=lead, kind="round_robin")
        keep_skill("Printing", by=lead, people=[self.people.tess])
        set_limit(queue, by=lead, most=1)

    def operated(self, queue):
        tickets = Ticket.objects.filter(pk__in=[self.ticket.pk, self.new.pk])
        made = bulk(tickets, by=self.by(self.people.max), verb="note", body="The vendor knows.")
        start(made, by=self.by(self.people.max))
        while carry_out(made, by=system("clock")):
            pass
        self.ids["operation"] = made.pk

    def waiting(self, queue):
        self.ticket.refresh_from_db()
        tomorrow = clock.now() + timedelta(days=1)
        plan(self.ticket, by=self.by(self.people.ann), seen=self.ticket.version, what="Call Rob back", at=tomorrow)
        high = {"action": "set_high", "arguments": {"priority": 1}, "reason": "The ward has no printer."}
        ask_approval(self.ticket, by=self.by(self.people.joe), **high)


def staff(team):
    """Somebody who may open every page of the desk and of its administration."""
    return PersonFactory(name="Kim", roles=["TL", "AN", "SM", "OA"], team=team, team__lead=True)


def people(**named):
    return SimpleNamespace(**named)
