"""A desk with a mark of its own in every field that is not everybody's, so that a mark on a page says what leaked."""

from datetime import date, timedelta

from supportdesk import clock
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Organisation, Person, Role
from supportdesk.approvals.actions.ask import ask as ask_approval
from supportdesk.approvals.actions.refuse import refuse
from supportdesk.catalogue.models import Component, Queue
from tests.factories import PersonFactory, TagFactory
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
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.plan import plan
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict
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

    def __init__(self, people, by, opened, uploaded, attached, resolution):
        self.__dict__.update(people)
        self.by, self.opened, self.uploaded, self.attached, self.resolution = by, opened, uploaded, attached, resolution
        self.marks = set()
        self.account()
        self.robs = self.opened(title="Rob's own", body="It blinks red.")
        for step in (self.filed, self.handed, self.written, self.attachments, self.asked, self.worked, self.ended):
            step()
        self.strangers()

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
        self.attached(self.robs, self.ann, name, content, internal=True)
        file = self.uploaded(self.ann, f"{self.m('notefile')}.log", f"{self.m('notebytes')}\n".encode() * 9)
        note(self.robs, by=self.by(self.ann), body="With a file.", files=[file.pk])
        self.attached(self.robs, self.ann, "public.log", b"open to Rob\n" * 9)

    def asked(self):
        approval = {"action": "set_high", "arguments": {"priority": 1}, "reason": self.m("approvalreason")}
        made = ask_approval(self.robs, by=self.by(self.joe), **approval)
        refuse(made, by=self.by(self.tess), comment=self.m("approvalcomment"))

    def worked(self):
        plan(self.robs, what=self.m("plan"), at=clock.now() + timedelta(days=1), **self.fresh())
        wait = {"action": "wait_vendor", "waiting_reason": "vendor", "waiting_for": self.m("vendor")}
        move(self.robs, reason=self.m("waitreason"), until=clock.now() + timedelta(days=2), **wait, **self.fresh())
        one = bulk(Ticket.objects.filter(pk=self.robs.pk), by=self.by(self.ann), verb="note", body=self.m("operation"))
        start(one, by=self.by(self.ann))
        while carry_out(one, by=system("clock")):
            pass
        save_view(self.m("view"), by=self.by(self.ann), owner=self.ann, filter="status=live")

    def ended(self):
        words = self.resolution | {"root_cause": self.m("rootcause"), "verification": self.m("verification")}
        self.closed = self.worked_on("Rob's closed one")
        resolve(self.closed, by=self.by(self.ann), seen=self.closed.version, **words)
        close(self.closed, by=self.by(self.tess), seen=self.closed.version, reason=self.m("closereason"))
        self.ended_early = self.opened(title="Rob's cancelled one")
        comment = {"reason": "duplicate", "comment": self.m("cancelcomment")}
        cancel(self.ended_early, by=self.by(self.ann), seen=self.ended_early.version, **comment)
        self.moved = self.opened(title="Rob's that waits for him")
        reason = self.m("transferreason")
        transfer(self.moved, by=self.by(self.ann), seen=self.moved.version, queue=self.network, reason=reason)
        ask(self.moved, by=self.by(self.ann), questions=[{"question": "Which floor?", "why": "To find it."}])

    def worked_on(self, title):
        made = self.opened(title=title)
        triage(made, by=self.by(self.ann), seen=made.version, impact=2, urgency=2, category=self.printing)
        assign(made, by=self.by(self.ann), seen=made.version, to=self.ann)
        return made

    def strangers(self):
        """Another organisation; at Acme a colleague of Rob's, one of whose tickets stands behind a wall."""
        Organisation.objects.filter(name="Globex").update(name=self.m("globex"))
        Person.objects.filter(pk=self.sue.pk).update(name=self.m("sue"), email=f"{self.m('suemail')}@example.org")
        self.sue.refresh_from_db()
        self.sues = self.opened(title=self.m("globextitle"), body=self.m("globexbody"), who=self.sue)
        note(self.sues, by=self.by(self.ann), body=self.m("globexnote"))
        self.attached(self.sues, self.sue, f"{self.m('globexfile')}.log", f"{self.m('globexbytes')}\n".encode() * 9)
        rod = {"name": self.m("colleague"), "email": f"{self.m('colleaguemail')}@example.org"}
        self.rod = PersonFactory(organisation=self.rob.organisation, **rod)
        self.rods = self.opened(title=self.m("rodstitle"), body=self.m("rodsbody"), who=self.rod)
        self.walled = self.opened(title=self.m("walledtitle"), body=self.m("walledbody"), who=self.rod)
        restrict(self.walled, by=self.by(self.ann), kind="hr", people=[self.ann], reason=self.m("wallreason"))

    def forbidden(self, person):
        """The marks that this person may meet nowhere."""
        globex = {name for name in self.marks if name.startswith("globex")} | {"sue", "suemail"}
        rods = {"colleague", "colleaguemail", "rodstitle", "rodsbody"}
        known = {self.rob: {"acme"}, self.rita: {"acme"} | rods, self.sue: globex - {"globexnote"}}
        return self.marks - known.get(person, self.marks)
