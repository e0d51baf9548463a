"""What the marked desk has written and been told: articles, wording, playbooks, forms, answers to surveys, mail that
was held, and where its news goes. Each field that is the desk's, or another's, has a mark of its own."""

from datetime import timedelta

from kb.articles.actions.draft import draft
from kb.articles.actions.flag import flag, settle_flag
from kb.articles.actions.misses import note_miss
from kb.articles.actions.notes import keep_note
from kb.articles.actions.publish import publish
from kb.articles.actions.rate import rate
from kb.articles.actions.review import send_back, submit
from kb.articles.actions.revise import revise
from kb.articles.actions.synonyms import keep_synonyms
from kb.articles.models import Copy
from kb.macros.actions.propose import propose as propose_macro
from kb.macros.actions.publish import publish as publish_macro
from kb.playbooks.actions.propose import propose as propose_playbook
from kb.playbooks.actions.publish import publish as publish_playbook
from metrics.surveys.actions.answer import answer_survey
from metrics.surveys.models import Survey
from supportdesk.accounts.actor import system
from supportdesk.outbound.actions.webhook_turns import try_webhook
from supportdesk.outbound.actions.webhooks import add_webhook
from tests.asked import question
from tests.mailed import letter
from tickets.citations.actions.cite import cite
from tickets.desk.actions.playbooks import begin_playbook, take_step
from tickets.intake.actions.mailboxes import add_mailbox
from tickets.intake.actions.propose_form import propose_form
from tickets.intake.actions.publish_form import publish_form
from tickets.intake.actions.reading import hold_mail
from tickets.intake.actions.receive import receive

SHELL = ("trigger", "prechecks", "expected", "rollback", "verification", "escalate_when")


class Words:
    """`rooms` are the rooms of the marked desk, with its people."""

    def __init__(self, rooms):
        self.rooms, self.desk, self.by = rooms, rooms.desk, rooms.by
        self.m, self.word = rooms.m, rooms.word
        for step in (self.articles, self.others, self.read, self.macros, self.playbooks, self.forms, self.asked):
            step()
        self.machines()

    def written(self, question, answer, **more):
        words = {"question": question, "short_answer": answer}
        given = {"category": self.desk.printing} | more
        return draft("faq", by=self.by(self.desk.ann), texts=words, **given)

    def articles(self):
        """For the desk alone, and for everybody with a passage inside, whose next revision is being written."""
        ann, lead = self.by(self.desk.ann), self.by(self.rooms.max)
        inside = {"summary": self.m("insidesummary"), "error_codes": ["E-77"], "keywords": [self.word("insidekeyword")]}
        made = self.written(self.m("insidequestion"), self.m("insideanswer"), title=self.m("insidetitle"), **inside)
        self.inside = publish(made, by=lead, comment=self.m("publishcomment"))
        cite(self.desk.robs, by=ann, article=self.inside, role="consulted")
        answer = f"Out of paper.\n\n:::internal\n{self.m('passage')}\n:::\n\nFill the tray."
        made = self.written("Why does it blink red?", answer, title="It blinks red", audience="public")
        self.public = publish(made, by=lead)
        words = {"question": self.m("nextquestion"), "short_answer": self.m("nextanswer")}
        note = {"note": self.m("revisionnote"), "summary": self.m("nextsummary")}
        revise(self.public, by=ann, seen=self.public.version, title=self.m("nexttitle"), texts=words, **note)
        submit(self.public, by=ann, comment=self.m("submitcomment"))
        send_back(self.public, by=self.by(self.desk.tess), comment=self.m("sendbackcomment"))

    def others(self):
        """Another organisation's, and what nobody has published."""
        sues = {"audience": "organisation", "organisation": self.desk.globex, "title": self.word("globexarticle")}
        made = self.written(self.word("globexquestion"), self.word("globexanswer"), **sues)
        publish(made, by=self.by(self.rooms.max))
        open_to_all = {"title": self.m("drafttitle"), "audience": "public"}
        self.written(self.m("draftquestion"), self.m("draftanswer"), **open_to_all)

    def read(self):
        """What readers and colleagues said of it, and what somebody keeps for themselves."""
        ann = self.by(self.desk.ann)
        one = flag(self.public, by=ann, reason="outdated", words=self.m("flagsaid"))
        settle_flag(one, by=ann, verdict="right", answer=self.m("flaganswer"))
        copy = Copy.objects.get(article=self.public, shelf="outside")
        rate(copy, by=self.by(self.desk.rod), helpful=False, comment=self.m("readercomment"))
        keep_note(None, by=ann, title=self.m("ownnote"), body=self.m("ownnotebody"))
        note_miss(self.m("missedterm"), by=ann, outside=False)
        keep_synonyms([self.word("synonymone"), self.word("synonymtwo")], by=system("import"))

    def macros(self):
        tess = self.by(self.desk.tess)
        about = {"audience": "end_user", "kind": "update", "commitments": self.m("commitments")}
        said = {"name": self.m("macroname"), "purpose": self.m("macropurpose"), "body": self.m("macrobody")}
        asked = propose_macro(None, by=tess, content=said | about, reason=self.m("macroreason"))
        kept = publish_macro(asked, by=tess).macro
        later = {"reason": self.m("macrochange"), "content": said | about | {"body": self.m("macrolater")}}
        propose_macro(kept, by=self.by(self.desk.joe), **later)

    def playbooks(self):
        """Under way on Rob's ticket and on its incident."""
        sam, ann = self.by(self.rooms.sam), self.by(self.desk.ann)
        step = {"title": self.m("steptitle"), "body": self.m("stepbody"), "expected": self.m("stepexpected")}
        steps = [step | {"answers": []}, {"title": "Then", "body": "", "expected": "", "answers": []}]
        shell = {name: self.m(f"play{name.replace('_', '')}") for name in SHELL}
        content = {"name": self.m("playbook"), "kind": "checklist", "steps": steps} | shell
        kept = publish_playbook(propose_playbook(None, by=sam, content=content, reason=self.m("playreason")), by=sam)
        run = begin_playbook(self.desk.robs, by=ann, playbook=kept.playbook)
        take_step(run, by=ann, seen=0, step=1, outcome="done", words=self.m("stepwords"))
        self.rooms.runbook(kept.playbook)

    def forms(self):
        """Another organisation's, and what is proposed of everybody's."""
        tess = self.by(self.desk.tess)
        shell = {"type": self.desk.incident.pk, "queue": self.desk.desk.pk}
        subject = question("subject", "text", required=True, lands="title")
        happened = question("happened", "long", required=True, lands="body")
        hers = {"label": self.word("globexlabel"), "purpose": self.word("globexpurpose")}
        content = shell | {"name": "Call us", "organisation": self.desk.globex.pk}
        content |= {"questions": [subject, happened, question("floor", "text", **hers)]}
        asked = propose_form(None, by=tess, content=content, reason=self.m("formreason"))
        made = publish_form(asked, by=tess).form
        named = {"content": content | {"name": self.word("globexform")}, "reason": "Its address stays."}
        publish_form(propose_form(made, by=tess, **named), by=tess)
        content = shell | {"name": "Report it", "questions": [subject, happened]}
        kept = publish_form(propose_form(None, by=tess, content=content, reason="Asked for."), by=tess).form
        later = content | {"name": self.m("formlater")}
        propose_form(kept, by=self.by(self.desk.joe), content=later, reason=self.m("formchange"))

    def asked(self):
        """What Sue and Rob's colleague said of how it was."""
        now = self.rooms.now
        about = {"scale": 5, "sent_at": now, "ends_at": now + timedelta(days=9)}
        for closing, ticket, word in ((1, self.desk.sues, "globexcomment"), (2, self.desk.rods, "rodscomment")):
            survey = Survey.objects.create(ticket=ticket, person=ticket.requester, closing=closing, **about)
            answer_survey(survey, by=self.by(ticket.requester), score=2, comment=self.word(word))

    def machines(self):
        """A mail that nobody could read, an address of ours, and who is told of everything."""
        machine = system("import")
        fetched = {"imap_host": f"{self.word('imaphost')}.example", "imap_user": self.word("imapuser")}
        given = fetched | {"imap_secret": "IMAP_PASSWORD_MARKED"}
        box = add_mailbox("help@desk.test", by=machine, queue=self.desk.desk, name=self.m("mailbox"), **given)
        raw = letter(f"{self.word('mailsender')}@x.test", self.m("mailsubject"), self.m("mailbody"))
        held = receive(box, by=system("mail"), raw=raw, door="smtp", sender=f"{self.word('envelope')}@x.test")
        hold_mail(held, by=system("mail"), why=self.m("mailwhy"))
        url = f"https://example.com/{self.word('hookpath')}"
        hook, _ = add_webhook(self.m("webhook"), by=machine, url=url, kinds=["ticket.cancelled"])
        try_webhook(hook, by=machine)
