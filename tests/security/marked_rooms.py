"""The rooms around the marked desk: Rob's ticket belongs to an incident and a problem and is escalated, so that what is
written there could come out on it. Each field that is the desk's has a mark of its own."""

import tomllib
from datetime import timedelta
from pathlib import Path

from incidents.problems.actions.chain import chain
from incidents.problems.actions.edit import edit as edit_problem
from incidents.problems.actions.fixing import plan_action
from incidents.problems.actions.flag import flag_recurring
from incidents.problems.actions.meet import meet
from incidents.problems.actions.move import move as move_problem
from incidents.problems.actions.offer import offer_workaround
from incidents.problems.actions.open import open_problem
from incidents.problems.actions.record_error import publish_error, record_error
from incidents.response.actions.checks import add_check, do_check
from incidents.response.actions.dismiss import dismiss
from incidents.response.actions.enter import enter
from incidents.response.actions.flag import flag
from incidents.response.actions.impact import capture_impact
from incidents.response.actions.items import add_item, end_item
from incidents.response.actions.link import link
from incidents.response.actions.move import move
from incidents.response.actions.roles import give_role
from incidents.response.actions.runbooks import begin_runbook, take_runbook_step
from incidents.response.actions.sources import add_source
from incidents.response.actions.suspect import suspect
from incidents.response.actions.take_alert import take_alert
from incidents.response.actions.unlink import unlink
from incidents.response.actions.update import drop_update, write_update
from incidents.response.actions.walls import name_on_incident
from incidents.response.actions.wordings import keep_wording
from incidents.response.actions.workarounds import approve_workaround, propose_workaround, withdraw_workaround
from incidents.response.alerts.reading import Said
from incidents.response.models import Review
from incidents.response.reviewing import NAMES
from incidents.statuspage.actions.keep_component import keep_component
from incidents.statuspage.actions.notices import begin_notice, post, withdraw
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from tests.attached import upload
from tests.factories import ComponentFactory, PersonFactory, TeamFactory
from tickets.escalations.actions.begin import begin
from tickets.escalations.actions.bring_back import send_home
from tickets.escalations.actions.compose import fill, hypothesise
from tickets.escalations.actions.issues import keep_tracker, link_issue
from tickets.escalations.actions.matrix import keep_lane
from tickets.escalations.actions.rate import judge
from tickets.escalations.actions.receive import acknowledge
from tickets.escalations.actions.send import answer, submit
from tickets.escalations.fields import FIELDS

SOUND = tomllib.loads((Path(__file__).parents[1] / "data" / "packets.toml").read_text())["sound"]
WRITTEN = ("observation", "report", "hypothesis", "test", "decision", "action", "change", "internal_update", "chat")
CAUSED = {"cause_class": "configuration"}
UNSAID = (10, 14, 18)  # what takes no word of ours, and what is made of the hypotheses


class Rooms:
    """`desk` is the marked desk: its people, its tickets and its book of marks."""

    def __init__(self, desk):
        self.desk, self.word, self.by = desk, desk.m, desk.by
        self.word("rooms")
        self.now = clock.now()
        self.tomorrow = self.now + timedelta(days=1)
        engineers = TeamFactory(name="Engineering", level=3)
        self.erin = PersonFactory(name="Erin", roles=[Role.ER], team=engineers)
        self.ian = PersonFactory(name="Ian", roles=[Role.IC])
        self.max, self.sam = PersonFactory(name="Max", roles=[Role.SM]), PersonFactory(name="Sam", roles=[Role.SA])
        self.olga = PersonFactory(name="Olga", roles=[Role.OA])
        for step in (self.incident, self.written, self.around, self.reviewed, self.others, self.walled, self.status):
            step()
        for step in (self.problem, self.errors, self.turned_down, self.escalation, self.returned):
            step()

    def m(self, name):
        """A mark among words, and beside it the one that all of them share: who finds that finds any."""
        return f"{self.word(name)} {self.word('rooms')}"

    def part(self, name):
        return ComponentFactory(key=name, name=self.word(f"part{name}"))

    def suspected(self, title, who=None, **more):
        said = {"severity": 2, "components": [self.broken], "started_at": self.now - timedelta(hours=1)}
        return suspect(self.m(title), by=self.by(who or self.ian), **said | more)

    def incident(self):
        self.broken = self.part("spool")
        words = ("features", "third_party", "change_reference")
        more = {name: self.m(f"incident{name.replace('_', '')}") for name in words}
        bridge = f"https://bridge.example/{self.word('bridge')}"
        self.one = self.suspected("incidenttitle", summary=self.m("incidentsummary"), bridge=bridge, **more)
        link(self.one, by=self.by(self.desk.ann), tickets=[self.desk.robs.pk])
        for step in ("acknowledge", "investigate"):
            move(self.one, by=self.by(self.ian), seen=self.one.version, step=step)
        found = CAUSED | {"cause": self.m("incidentcause"), "evidence": f"https://log.example/{self.word('causelog')}"}
        move(self.one, by=self.by(self.ian), seen=self.one.version, step="identify", **found)
        move(self.one, by=self.by(self.ian), seen=self.one.version, step="mitigate", words=self.m("mitigation"))
        for role in ("scribe", "reader"):
            give_role(self.one, by=self.by(self.ian), role=role, to=self.desk.staff(f"role{role}"))

    def written(self):
        for kind in WRITTEN:
            enter(self.one, by=self.by(self.desk.ann), kind=kind, text=self.m(f"entry{kind.replace('_', '')}"))
        file = upload(self.desk.ann, f"{self.word('entryfile')}.log", f"{self.word('entrybytes')}\n".encode() * 9)
        enter(self.one, by=self.by(self.desk.ann), kind="evidence", text=self.m("entryevidence"), files=[file.pk])
        kept = {"availability": self.m("wayavailability"), "side_effects": self.m("wayeffects")}
        propose_workaround(self.one, by=self.by(self.sam), text=self.m("wayproposed"), **kept)
        over = propose_workaround(self.one, by=self.by(self.sam), text=self.m("wayapproved"))
        approve_workaround(over, by=self.by(self.ian))
        withdraw_workaround(over, by=self.by(self.ian), reason=self.m("waywithdrawn"))
        edit = {"field": "business", "value": self.m("impactvalue"), "reason": self.m("impactreason")}
        capture_impact(self.one, by=self.by(self.ian), **edit)

    def around(self):
        say = {"body": self.m("updateinside"), "headline": self.m("headlineinside")}
        write_update(self.one, by=self.by(self.ian), audience="internal", **say)
        say = {"body": self.m("updatewaiting"), "headline": self.m("headlinewaiting")}
        self.waiting = write_update(self.one, by=self.by(self.desk.ann), audience="external", **say)
        say = {"body": self.m("updatedropped"), "headline": self.m("headlinedropped")}
        drop = write_update(self.one, by=self.by(self.desk.ann), audience="external", **say)
        drop_update(drop, by=self.by(self.desk.ann))
        wording = {"headline": self.m("wordingheadline"), "body": self.m("wordingbody")}
        keep_wording(None, by=self.by(self.ian), name=self.m("wordingname"), **wording)
        source, _ = add_source(self.m("alertsource"), by=system("import"), component=self.broken)
        labels = {"labels": {"pod": self.m("alertlabel")}, "url": f"https://alerts.example/{self.word('alerturl')}"}
        said = Said(
            self.m("alerttitle"), "firing", self.word("fingerprint"), 2, self.now, text=self.m("alerttext"), **labels
        )
        take_alert(source, by=system("rule"), said=said, message_id="one")

    def reviewed(self):
        check = add_check(self.one, by=self.by(self.ian), what=self.m("checkwhat"))
        do_check(check, by=self.by(self.ian), passed=True, result=self.m("checkresult"))
        item = {"kind": "process", "owner": self.sam, "due_at": self.tomorrow}
        over = add_item(self.one, by=self.by(self.ian), what=self.m("itemwhat"), **item)
        end_item(over, by=self.by(self.ian), state="done", evidence=self.m("itemevidence"))
        parts = {name: self.m(f"review{name.replace('_', '')}") for name in NAMES}
        review = {"opened_at": self.now, "opened_by": self.ian, "due_at": self.tomorrow, "parts": parts}
        Review.objects.create(incident=self.one, **review)

    def runbook(self, playbook):
        run = begin_runbook(self.one, by=self.by(self.desk.ann), playbook=playbook)
        words = {"outcome": "done", "words": self.m("runbookwords")}
        take_runbook_step(run, by=self.by(self.desk.ann), seen=0, step=1, **words)

    def others(self):
        """One that was none, one that Rob's other ticket left, one that a colleague's flag began."""
        none = self.suspected("dismissedtitle", severity=4)
        dismiss(none, by=self.by(self.ian), seen=none.version, reason=self.m("dismissed"))
        apart = self.suspected("leftincident", severity=4)
        link(apart, by=self.by(self.desk.ann), tickets=[self.desk.moved.pk])
        unlink(apart, by=self.by(self.desk.ann), ticket=self.desk.moved, reason=self.m("unlinkreason"))
        flag(self.desk.moved, by=self.by(self.desk.ann), words=self.m("flagwords"), component=self.part("tray"))

    def walled(self):
        behind = self.suspected("walledincident", summary=self.m("walledsummary"), restricted=True)
        link(behind, by=self.by(self.ian), tickets=[self.desk.robs.pk])
        enter(behind, by=self.by(self.ian), kind="observation", text=self.m("walledentry"))
        name_on_incident(behind, by=self.by(self.ian), person=self.desk.staff("walledname"))
        move(behind, by=self.by(self.ian), seen=behind.version, step="acknowledge")
        write_update(behind, by=self.by(self.ian), audience="internal", body=self.m("walledupdate"))

    def status(self):
        machine = system("import")
        hidden = keep_component(self.part("hidden"), by=machine, name=self.m("hiddenpart"), shown=False)
        begin_notice(self.m("noticedraft"), by=machine, components=[hidden])
        shown = keep_component(self.part("shown"), by=machine, name="Sign-in")
        notice = begin_notice(self.m("noticegone"), by=machine, components=[shown])
        post(notice, by=machine, stage="investigating", body=self.m("noticebody"))
        withdraw(notice, by=machine, reason=self.m("noticereason"))

    def problem(self):
        sam = self.by(self.sam)
        names = ("statement", "hypotheses", "workaround", "measure", "signature", "release")
        words = {name: self.m(f"problem{name}") for name in names}
        made = open_problem(self.m("problemtitle"), by=sam, tickets=[self.desk.robs], incidents=[self.one], **words)
        self.desk.robs.refresh_from_db()
        why = {"statement": self.m("chainlink"), "evidence": self.m("chainevidence"), "ticket": self.desk.robs}
        chain(made, by=sam, seen=made.version, steps=[why])
        known = {"proposed_fix": self.m("proposedfix"), "cause_key": self.word("causekey"), "owner": self.sam}
        edit_problem(made, by=sam, seen=made.version, **known)
        link_to = {"reference": self.word("fixreference"), "url": f"https://bugs.example/{self.word('fixurl')}"}
        plan = {"kind": "bug", "words": self.m("fixplan"), "owner": self.sam, "due_on": self.tomorrow.date()}
        plan_action(made, by=sam, **plan, **link_to)
        move_problem(made, by=sam, action="accept")
        move_problem(made, by=sam, action="investigate")
        found = {"cause_category": "configuration", "root_cause": self.m("problemrootcause")}
        move_problem(made, by=sam, action="name_cause", **found)
        move_problem(made, by=sam, action="plan_fix", fix=self.m("problemfix"))
        self.trouble = made

    def errors(self):
        """One for the desk that Rob's ticket meets, one for everybody with words for the desk, and a draft."""
        sam = self.by(self.sam)
        parts = ("symptom", "conditions", "cause", "workaround", "side_effects", "words_internal", "affected_versions")
        said = {name: self.m(f"error{name.replace('_', '')}") for name in parts}
        about = {"audience": "internal", "problem": self.trouble, "error_codes": [self.word("errorcode")]}
        inside = publish_error(record_error(by=sam, title=self.m("errortitle"), **said, **about), by=sam)
        meet(inside, by=self.by(self.desk.ann), ticket=self.desk.robs)
        offer_workaround(inside, by=sam)
        said = {"symptom": "It blinks.", "cause": self.m("publiccause"), "words_internal": self.m("publicinside")}
        public = record_error(by=sam, title="Blinking", audience="public", words_public="We know.", **said)
        meet(publish_error(public, by=sam), by=self.by(self.desk.ann), ticket=self.desk.robs)
        draft = {"symptom": self.m("draftsymptom"), "words_public": self.m("draftpublic"), "audience": "public"}
        record_error(by=sam, title=self.m("drafterror"), **draft)

    def turned_down(self):
        sam = self.by(self.sam)
        signature = {"signature": self.m("flagsignature"), "evidence": self.m("flagevidence")}
        flag_recurring(self.desk.robs, by=self.by(self.desk.ann), **signature)
        other = open_problem(self.m("declinedproblem"), by=sam, tickets=[self.desk.moved])
        why = {"reason": self.m("declinedreason"), "review_on": self.tomorrow.date()}
        move_problem(other, by=sam, action="decline", **why)

    def escalation(self):
        machine, ann = system("import"), self.by(self.desk.ann)
        hours = {"calendar": "around-the-clock", "owner": self.max}
        keep_lane(by=machine, target="engineering", group=self.erin.teams.get(), **hours)
        about = {"target": "engineering", "issue": "defect", "trigger": "unknown"}
        self.sent = begin(self.desk.robs, by=ann, **about)
        fill(self.sent, by=ann, values={one.id: self.packed(one) for one in FIELDS if one.number not in UNSAID})
        tried = {"statement": self.m("hypothesis"), "test": self.m("hypothesistest")}
        one = hypothesise(self.sent, by=ann, **tried)
        over = {"state": "ruled_out", "result": self.m("hypothesisresult")}
        hypothesise(self.sent, by=ann, known=one, **tried, **over)
        tracker = keep_tracker(by=machine, key="bugs", name=self.m("tracker"))
        found = {"key": self.word("issuekey"), "url": f"https://bugs.example/{self.word('issueurl')}"}
        link_issue(self.sent, by=ann, tracker=tracker, **found)

    def packed(self, field):
        """Its sound words, and a mark in each part that takes words."""
        said = dict(SOUND.get(field.id, {}))
        for part in field.parts:
            if part.kind in ("text", "line"):
                mark = self.m(f"p{field.number:02}{part.name.replace('_', '')}")
                said[part.name] = f"{said.get(part.name, 'it is so')} {mark}"
        return said

    def returned(self):
        ann, erin = self.by(self.desk.ann), self.by(self.erin)
        submit(self.sent, by=ann)
        acknowledge(self.sent, by=erin)
        items = [{"field": "P-04", "question": self.m("returnquestion")}]
        back = {"reason": "missing_evidence", "items": items, "words": self.m("returnwords"), "rating": 2}
        made = send_home(self.sent, by=erin, **back)
        answer(self.sent, by=ann, answers={made.items.get().pk: self.m("returnanswer")})
        judge(self.sent, by=self.by(self.desk.tess), avoidable=True, reason="checks_skipped", words=self.m("judged"))
