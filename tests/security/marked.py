"""A desk with a mark of its own in every field that is not everybody's, so that a mark on a page says what leaked."""

from datetime import date, timedelta

from supportdesk import clock
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Organisation, Person, Role
from supportdesk.approvals.actions.ask import ask as ask_approval
from supportdesk.approvals.actions.refuse import refuse
from supportdesk.catalogue.models import Component, Queue
from tests.at_work import RESOLVED
from tests.attached import put_on, upload
from tests.factories import (
    CategoryFactory,
    OrganisationFactory,
    PersonFactory,
    QueueFactory,
    TagFactory,
    TeamFactory,
    TicketTypeFactory,
)
from tickets.desk.actions.ask import ask
from tickets.desk.actions.assign import assign
from tickets.desk.actions.bulk import bulk, start
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.classify import classify
from tickets.desk.actions.close import close
from tickets.desk.actions.draft import save_draft
from tickets.desk.actions.help import add_helper
from tickets.desk.actions.hold import hold
from tickets.desk.actions.identify import identify
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.link import link
from tickets.desk.actions.merge import merge
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.plan import plan
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.split import split
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.actions.watch import watch
from tickets.desk.models import Ticket
from tickets.views.actions.save import save_view

PREFIX = "zq7"
RENEWAL = date(2031, 7, 19)


def mark(name):
    """One word, the same in any case and after any escaping."""
    return f"{PREFIX}{name}"


class Marked:
    """What was built: `robs`, the ticket that everything internal hangs on, and the other things to look for."""

    def __init__(self):
        self.marks = set()
        self.people()
        self.account()
        self.robs = self.opened("Rob's own")
        steps = (self.filed, self.handed, self.written, self.attachments, self.asked, self.worked, self.joined)
        for step in (*steps, self.ended, self.strangers):
            step()

    def people(self):
        """The ones of every test, made once for the whole crawl."""
        self.first_line = TeamFactory(name="First line", level=1)
        self.acme, self.globex = (OrganisationFactory(name=name) for name in ("Acme", "Globex"))
        for name, roles in (("ann", Role.AN), ("joe", Role.JA), ("tess", Role.TL)):
            lead = {"team__lead": True} if name == "tess" else {}
            setattr(self, name, PersonFactory(name=name.title(), roles=[roles], team=self.first_line, **lead))
        self.rob = PersonFactory(name="Rob", organisation=self.acme)
        self.rita = PersonFactory(name="Rita", organisation=self.acme, organisation_access=True)
        self.sue = PersonFactory(name="Sue", organisation=self.globex)
        self.desk = QueueFactory(key="service-desk", name="Service desk", team=self.first_line)
        self.network = QueueFactory(key="network", name="Network", team=self.first_line)
        self.printing, self.incident = CategoryFactory(key="printing"), TicketTypeFactory(key="incident")

    def by(self, person):
        return Actor(person, "browser")

    def opened(self, title, body="It blinks red.", who=None):
        who = who or self.rob
        given = {"requester": who, "title": title, "body": body, "type": self.incident, "channel": "portal"}
        return open_ticket(self.desk, by=self.by(who), **given)

    def m(self, name):
        self.marks.add(name)
        return mark(name)

    def fresh(self):
        self.robs.refresh_from_db()
        return {"by": self.by(self.ann), "seen": self.robs.version}

    def staff(self, name, role=Role.AN):
        return PersonFactory(name=self.m(name), roles=[role], team=self.first_line)

    def account(self):
        owner = self.staff("accountowner")
        Organisation.objects.filter(name="Acme").update(
            name=self.m("acme"), entitlement=self.m("entitlement"), account_owner=owner, renews_on=RENEWAL, health=73
        )
        Person.objects.filter(pk=self.ann.pk).update(email=f"{self.m('annmail')}@example.org")
        Queue.objects.filter(pk=self.desk.pk).update(name=self.m("queue"))
        self.ann.refresh_from_db()
        issue_token(self.ann, by=system("import"), name=self.m("token"), scopes=["tickets:read"], days=3)

    def filed(self):
        component = Component.objects.create(key="spooler", name=self.m("component"))
        triage(self.robs, impact=2, urgency=2, category=self.printing, component=component, **self.fresh())
        tags = [TagFactory(name=self.m("tag"))]
        classify(self.robs, tags=tags, **self.fresh())
        more = {"priority": 3, "rationale": self.m("rationale"), "impact": 1, "urgency": 3}
        prioritise(self.robs, **more, **self.fresh())
        identify(self.robs, by=self.by(self.ann), kind="trace", value=self.m("trace"))
        link(self.robs, by=self.by(self.ann), kind="bug", reference=self.m("bug"))

    def handed(self):
        self.owner = self.staff("owner")
        assign(self.robs, to=self.owner, reason=self.m("assignreason"), **self.fresh())
        add_helper(self.robs, by=self.by(self.ann), helper=self.staff("helper"))
        watch(self.robs, by=self.by(self.ann), person=self.staff("watcher"))
        offer(self.robs, to=self.staff("offered"), reason=self.m("offerreason"), **self.fresh())

    def written(self):
        ann = self.by(self.ann)
        reply(self.robs, by=ann, body="We are on it.")
        note(self.robs, by=ann, body=self.m("note"))
        tomorrow = clock.now() + timedelta(days=1)
        asked = self.staff("askedcolleague")
        inquire(self.robs, by=ann, asked=asked, body=self.m("inquiry"), needed_by=tomorrow)
        save_draft(self.robs, by=ann, body=self.m("draft"))
        hold(self.robs, by=ann, body=self.m("outgoing"))

    def attachments(self):
        name, content = f"{self.m('filename')}.log", f"{self.m('bytes')}\n".encode() * 9
        put_on(self.robs, self.ann, name, content, internal=True)
        file = upload(self.ann, f"{self.m('notefile')}.log", f"{self.m('notebytes')}\n".encode() * 9)
        note(self.robs, by=self.by(self.ann), body="With a file.", files=[file.pk])
        put_on(self.robs, self.ann, "public.log", b"open to Rob\n" * 9)

    def asked(self):
        approval = {"action": "set_high", "arguments": {"priority": 1}, "reason": self.m("approvalreason")}
        made = ask_approval(self.robs, by=self.by(self.joe), **approval)
        refuse(made, by=self.by(self.tess), comment=self.m("approvalcomment"))

    def worked(self):
        plan(self.robs, what=self.m("plan"), at=clock.now() + timedelta(days=1), **self.fresh())
        wait = {"action": "wait_vendor", "waiting_reason": "vendor", "waiting_for": self.m("vendor")}
        move(self.robs, reason=self.m("waitreason"), until=clock.now() + timedelta(days=2), **wait, **self.fresh())
        one = bulk(Ticket.objects.filter(pk=self.robs.pk), by=self.by(self.ann), verb="note", body=self.m("operation"))
        self.carried(one)
        save_view(self.m("view"), by=self.by(self.ann), owner=self.ann, filter="status=live")

    def joined(self):
        """Another ticket of Rob's merged into it, and one split off: what stood inside on them came along."""
        twin = self.opened("Rob's twin", body="It blinks red, and it beeps.")
        note(twin, by=self.by(self.ann), body=self.m("twinnote"))
        identify(twin, by=self.by(self.ann), kind="trace", value=self.m("twintrace"))
        classify(twin, by=self.by(self.ann), seen=twin.version, tags=[TagFactory(name=self.m("twintag"))])
        self.carried(merge(self.robs, by=self.by(self.ann), tickets=Ticket.objects.filter(pk=twin.pk)))
        said = reply(self.robs, by=self.by(self.rob), body="And the scanner is slow.")
        aside = note(self.robs, by=self.by(self.ann), body=self.m("splitnote"))
        apart = {"title": "Rob's other matter", "messages": [said.pk], "notes": [aside.pk]}
        self.carried(split(self.robs, **apart, **self.fresh()))

    def carried(self, operation):
        if operation.state == "previewed":
            start(operation, by=self.by(self.ann))
        while carry_out(operation, by=system("clock")):
            pass
        operation.refresh_from_db()
        assert (operation.state, operation.refused) == ("done", 0)

    def ended(self):
        words = RESOLVED | {"root_cause": self.m("rootcause"), "verification": self.m("verification")}
        self.closed = self.worked_on("Rob's closed one")
        resolve(self.closed, by=self.by(self.ann), seen=self.closed.version, **words)
        close(self.closed, by=self.by(self.tess), seen=self.closed.version, reason=self.m("closereason"))
        self.ended_early = self.opened("Rob's cancelled one")
        comment = {"reason": "duplicate", "comment": self.m("cancelcomment")}
        cancel(self.ended_early, by=self.by(self.ann), seen=self.ended_early.version, **comment)
        self.moved = self.opened("Rob's that waits for him")
        reason = self.m("transferreason")
        transfer(self.moved, by=self.by(self.ann), seen=self.moved.version, queue=self.network, reason=reason)
        ask(self.moved, by=self.by(self.ann), questions=[{"question": "Which floor?", "why": "To find it."}])

    def worked_on(self, title):
        made = self.opened(title)
        triage(made, by=self.by(self.ann), seen=made.version, impact=2, urgency=2, category=self.printing)
        assign(made, by=self.by(self.ann), seen=made.version, to=self.ann)
        return made

    def strangers(self):
        """Another organisation; at Acme a colleague of Rob's, one of whose tickets stands behind a wall."""
        Organisation.objects.filter(name="Globex").update(name=self.m("globex"))
        Person.objects.filter(pk=self.sue.pk).update(name=self.m("sue"), email=f"{self.m('suemail')}@example.org")
        self.sue.refresh_from_db()
        self.sues = self.opened(self.m("globextitle"), self.m("globexbody"), self.sue)
        note(self.sues, by=self.by(self.ann), body=self.m("globexnote"))
        put_on(self.sues, self.sue, f"{self.m('globexfile')}.log", f"{self.m('globexbytes')}\n".encode() * 9)
        rod = {"name": self.m("colleague"), "email": f"{self.m('colleaguemail')}@example.org"}
        self.rod = PersonFactory(organisation=self.rob.organisation, **rod)
        self.rods = self.opened(self.m("rodstitle"), self.m("rodsbody"), self.rod)
        self.walled = self.opened(self.m("walledtitle"), self.m("walledbody"), self.rod)
        restrict(self.walled, by=self.by(self.ann), kind="hr", people=[self.ann], reason=self.m("wallreason"))

    def forbidden(self, person):
        """The marks that this person may meet nowhere."""
        globex = {name for name in self.marks if name.startswith("globex")} | {"sue", "suemail"}
        rods = {"colleague", "colleaguemail", "rodstitle", "rodsbody"}
        known = {self.rob: {"acme"}, self.rita: {"acme"} | rods, self.sue: globex - {"globexnote"}}
        return self.marks - known.get(person, self.marks)
