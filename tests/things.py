"""One thing of each kind that an address may name: what `<int:pk>` and its like stand for in the tests that go
through every address of the desk. Everything belongs to Rob's ticket or to Rob.

A new kind of address needs a line in `things`; its name is that of the addresses, in the singular.
"""

import re
from datetime import date, timedelta

import pytest

from incidents.problems.actions.fixing import plan_action
from incidents.problems.actions.flag import flag_recurring
from incidents.problems.actions.gather import gather
from incidents.problems.actions.meet import meet
from incidents.problems.actions.offer import offer_workaround
from incidents.problems.actions.open import open_problem
from incidents.problems.actions.record_error import publish_error, record_error
from incidents.problems.models import Spike
from incidents.response.actions.sources import add_source
from incidents.response.actions.update import write_update
from incidents.response.actions.wordings import keep_wording
from incidents.response.models import Incident
from incidents.statuspage.actions.keep_component import keep_component
from incidents.statuspage.actions.notices import begin_notice
from kb.articles.actions.draft import draft as write_article
from kb.articles.actions.flag import flag
from kb.articles.actions.notes import keep_note
from kb.articles.actions.publish import publish as publish_article
from kb.articles.actions.revise import revise
from kb.articles.actions.synonyms import keep_synonyms
from kb.macros.actions.propose import propose as propose_macro
from kb.playbooks.actions.propose import propose as propose_playbook
from supportdesk import clock, live
from supportdesk.accounts.actions.delegate import delegate
from supportdesk.accounts.actions.give_duty import give_duty
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Region
from supportdesk.approvals.actions.ask import ask
from supportdesk.catalogue.models import Component, Tag
from supportdesk.files.links import make
from supportdesk.outbound.actions.webhook_turns import try_webhook
from supportdesk.outbound.actions.webhooks import add_webhook
from supportdesk.outbound.letters import letter, post
from supportdesk.outbound.models import Mail
from tests.factories import ComponentFactory
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.staffing import keep_skill
from tickets.breaches.actions.explain import ask_reason
from tickets.breaches.actions.review import open_review
from tickets.citations.actions.cite import cite
from tickets.desk.actions.ask import ask as ask_details
from tickets.desk.actions.bulk import bulk
from tickets.desk.actions.hold import hold
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.playbooks import begin_playbook
from tickets.desk.actions.watch import watch
from tickets.desk.models import Ticket, TicketClock, TimeBoxRule
from tickets.escalations.actions.begin import begin as begin_escalation
from tickets.escalations.actions.compose import hypothesise
from tickets.escalations.actions.issues import keep_tracker
from tickets.escalations.actions.matrix import keep_lane
from tickets.escalations.actions.propose import propose as propose_entry
from tickets.escalations.models import FixTask
from tickets.intake.actions.chats import add_chat
from tickets.intake.actions.mailboxes import add_mailbox
from tickets.intake.actions.propose_form import propose_form
from tickets.intake.actions.reading import hold_mail
from tickets.intake.actions.receive import receive
from tickets.intake.links import address as address_of_request
from tickets.intake.models import AwaitedRequest
from tickets.promises.actions.publish_terms import publish_terms
from tickets.promises.actions.what_if import ask as ask_what_if
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.models import Policy
from tickets.views.actions.save import save_view

KEYWORD = re.compile(r"<(?:\w+:)?(\w+)>")
SINGULARS = {
    "trends": "spike",
    "people": "person",
    "entries": "entry",
    "categories": "category",
    "duties": "duty",
    "reviews": "outgoing",
    "availability": "person",
    "workflow": "type",
    "time-boxes": "time_box",
    "credit-reviews": "credit_review",
    "incident-updates": "incident_update",
    "update-wordings": "wording",
    "alert-sources": "alert_source",
    "webhooks": "webhook",
    "webhook-deliveries": "webhook_delivery",
    "mailboxes": "mailbox",
    "chats": "chat",
    "chat-sources": "chat",
    "incoming-mails": "incoming_mail",
    "breach-reasons": "breach_reason",
    "escalation-matrix": "lane",
    "matrix": "lane",
}


@pytest.fixture
def things(
    owned,
    opened,
    by,
    ann,
    rob,
    service_desk,
    incident,
    printing,
    uploaded,
    attached,
    waits,
    written,
    costly,
    promised,
    public,
    responded,
    worded_things,
    asked_things,
    escalated,
    outward,
    back_again,
    surveyed,
    mailed,
):
    """What the keywords of addresses stand for: everything belongs to Rob's ticket or to Rob."""
    other = opened(title="The other one")
    made = link(owned, by=by(ann), kind="related", other=other)
    return (
        {
            "signed": live.address([f"ticket-{owned.pk}"]).rsplit("/", 1)[1],
            "goal": "resolution",
            "command": "reply",
            "message": owned.messages.earliest("pk").pk,
            "note": note(owned, by=by(ann), body="Ask Erin.").pk,
            "ticket": owned.pk,
            "link": made.pk,
            "other": other.pk,
            "colleague": ann.pk,
            "operation": bulk(Ticket.objects.filter(pk=owned.pk), by=by(ann), verb="note", body="The vendor knows.").pk,
            "person": rob.pk,
            "file": uploaded(rob).pk,
            "attachment": attached(owned, rob).pk,
            "file_link": make("ticket", 1, person=rob, bound="another browser", now=clock.now()).signed(),
            "organisation": rob.organisation_id,
            "queue": service_desk.pk,
            "team": service_desk.team_id,
            "token": issue_token(rob, by=system("import"), name="Rob's form", scopes=["tickets:write"], days=1)[0].pk,
            "type": incident.pk,
            "category": printing.pk,
            "component": Component.objects.create(key="spooler", name="Spooler").pk,
            "region": Region.objects.create(key="north", name="North").pk,
            "role": "RQ",
            "time_box": TimeBoxRule.objects.create(level=2, category=printing, minutes=30).pk,
            "key": "reopen_days",
            "name": "withdraw",
            "tag": Tag.objects.create(name="on-paper").pk,
            "number": set_rule(service_desk, by=system("import"), conditions={"tier": ["gold"]}).number,
            "skill": keep_skill("Printing", by=system("import")).pk,
            "credit_review": costly.credit_review.pk,
            "breach_reason": costly.breach_reason.pk,
            "reason": costly.breach_reason.pk,
            "view": save_view("Mine", by=by(ann), owner=ann, filter="owner:me").pk,
        }
        | waits
        | written
        | promised
        | public
        | responded
        | worded_things
        | asked_things
        | escalated
        | outward
        | back_again
        | surveyed
        | mailed
    )


@pytest.fixture
def mailed(owned, service_desk):
    """An address, a chat, a mail to it that is held, and one of ours about Rob's ticket that was given up."""
    machine = system("mail")
    box = add_mailbox("help@desk.test", by=system("import"), queue=service_desk)
    mail = receive(box, by=machine, raw=b"From: a@x.test, b@x.test\r\n\r\nWho?", door="smtp", sender="a@x.test")
    held = hold_mail(mail, by=machine, why="Its sender's address cannot be told for sure.")
    sent = letter("rob@acme.test", subject="News", body="Look.", about="ticket", about_id=owned.pk)
    sent.send_at = None
    post([sent])
    lost = Mail.objects.get(message_id=sent.message_id)
    chat, _ = add_chat("Website", by=system("import"), queue=service_desk)
    return {"mailbox": box.pk, "chat": chat.pk, "incoming_mail": held.pk, "mail": lost.pk}


@pytest.fixture
def outward(responded, by, ian, acme):
    """What is said about Rob's incident: wording, an update that was sent, and who sends alerts."""
    incident = Incident.objects.get(pk=responded["incident"])
    here = Region.objects.create(key="here", name="Here")
    incident.regions.add(here)
    acme.region = here
    acme.save()
    wording = keep_wording(None, by=by(ian), name="We know", headline="Trouble", body="We look into it.")
    update = write_update(incident, by=by(ian), audience="external", template=wording)
    source, _ = add_source("Prometheus", by=system("import"))
    hook, _ = add_webhook("Warehouse", by=system("import"), url="https://example.com/", kinds=["ticket.*"])
    return {
        "wording": wording.pk,
        "incident_update": update.pk,
        "alert_source": source.pk,
        "webhook": hook.pk,
        "webhook_delivery": try_webhook(hook, by=system("import")).pk,
    }


@pytest.fixture
def back_again(owned, by, ann, sam, responded):
    """What comes back on Rob's ticket: a problem, its plan, a known error and its workaround, a spike, a flag."""
    problem = open_problem("It blinks", by=by(sam), tickets=[owned])
    plan = {"kind": "bug", "words": "Mend it", "owner": sam, "due_on": clock.now().date()}
    words = {"symptom": "It blinks red", "workaround": "Look away.", "problem": problem}
    gather(problem, by=by(sam), incidents=[Incident.objects.get(pk=responded["incident"])])
    error = publish_error(record_error(by=by(sam), title="Blinking", **words), by=by(sam))
    meet(error, by=by(ann), ticket=owned)
    flag_recurring(owned, by=by(ann), signature="E42", evidence="Again")
    now = clock.now()
    counted = {"label": "E42", "count": 5, "mean": 0.5, "raised_at": now, "counted_at": now}
    return {
        "problem": problem.pk,
        "evidence": problem.evidence.get().pk,
        "outage": problem.outages.get().pk,
        "action": plan_action(problem, by=by(sam), **plan).pk,
        "move": "accept",
        "figure": "tickets",
        "known-error": error.pk,
        "known_error": error.pk,
        "error": error.pk,
        "offer": offer_workaround(error, by=by(sam))[0].pk,
        "spike": Spike.objects.create(dimension="error_code", key="E42", **counted).pk,
    }


@pytest.fixture
def public(db):
    """A part of the status page, and what is said about it."""
    machine = system("import")
    part = keep_component(ComponentFactory(key="gateway"), by=machine, name="Sign-in")
    return {"status-part": part.pk, "status-notice": begin_notice("Slow", by=machine, components=[part]).pk}


@pytest.fixture
def known(owned, ann, by, printing):
    """What the desk knows: an article of Ann's in its second version, for the desk."""
    words = {"question": "Why does it blink?", "short_answer": "It is out of paper."}
    made = write_article("faq", by=by(ann), title="It blinks red", texts=words, category=printing)
    made = revise(made, by=by(ann), seen=made.version, title="The printer blinks red")
    made = publish_article(made, by=by(ann))
    cited = cite(owned, by=by(ann), article=made, role="consulted")
    return {
        "article": made.pk,
        "citation": cited.pk,
        "flag": flag(made, by=by(ann), reason="outdated", words="It blinks blue.").pk,
        "working-note": keep_note(None, by=by(ann), title="Ink", body="Shake it.").pk,
        "article-synonym": keep_synonyms(["ink", "toner"], by=system("import")).pk,
        "synonym": keep_synonyms(["blink", "flash"], by=system("import")).pk,
    }


@pytest.fixture
def worded_things(owned, macro, worded, playbook, laid_out, by, joe, sam):
    """Wording and a playbook at work on Rob's ticket, and a change proposed of each."""
    one, steps = macro(), playbook()
    run = begin_playbook(owned, by=by(sam), playbook=steps)
    change = {"by": by(joe), "reason": "Better."}
    return {
        "macro": one.pk,
        "macro_version": one.live_id,
        "macro-proposal": propose_macro(one, content=worded(body="Later."), **change).pk,
        "macro_proposal": one.proposals.get(state="open").pk,
        "playbook": steps.pk,
        "playbook-proposal": propose_playbook(steps, content=laid_out(name="Later"), **change).pk,
        "playbook_proposal": steps.proposals.get(state="open").pk,
        "run": run.pk,
    }


@pytest.fixture
def asked_things(owned, intake_form, asking, by, joe):
    """A form for Rob's organisation, and a change proposed of it."""
    form = intake_form(organisation=owned.organisation_id)
    now, until = clock.now(), clock.now() + timedelta(days=2)
    about = {"email": "zoe@example.org", "name": "Zoe", "answers": {}, "made_at": now, "ends_at": until}
    waiting = AwaitedRequest.objects.create(version=form.live, **about)
    proposed = propose_form(form, by=by(joe), content=asking(name="Later"), reason="Better.").pk
    return {
        "form_key": form.key,
        "intake-form": form.pk,
        "form-proposal": proposed,
        "form_proposal": proposed,
        "request_signed": address_of_request(waiting).rsplit("/", 1)[1],
    }


@pytest.fixture
def costly(owned):
    """A promise on Rob's ticket that was broken: its reason is asked for, and its credit looked at."""
    broken = owned.clocks.get(goal="resolution")
    TicketClock.objects.filter(pk=broken.pk).update(breached_at=broken.started_at)
    broken.refresh_from_db()
    ask_reason(broken, by=system("clock"))
    open_review(broken, by=system("clock"))
    return broken


@pytest.fixture
def promised(owned):
    """What is promised, a draft of what will be, and what that would have meant."""
    hours = {"name": "Night shift", "zone": "UTC", "week": {"0": [[0, 60]]}}
    draft = begin_draft("", by=system("import"), what="calendar", content=hours)
    p1, p4 = (Policy.objects.get(key=key, version=1).plain() for key in ("p1", "p4"))
    next_p1 = begin_draft("p1", by=system("import"), what="policy", content=p1, reason="As agreed.")
    asked = ask_what_if(draft, by=system("import"), first=date(2026, 1, 1), last=date(2026, 1, 2), zone="UTC")
    drafts = {"calendar_draft": draft.pk, "policy_draft": next_p1.pk}
    published = begin_draft("p4", by=system("import"), what="policy", content=p4, reason="As agreed.", also_open=True)
    _, run = publish_terms(published, by=system("import"))
    return {
        "retarget_run": run.pk,
        "terms_draft": next_p1.pk,
        "calendar": "business-hours",
        "policy": "p1",
        "what-if": asked.pk,
    } | drafts


@pytest.fixture
def waits(owned, by, joe, tess, sam, first_line):
    """What waits for somebody on Rob's ticket: an approval, a duty, a delegation, a newcomer's reply."""
    tomorrow = clock.now() + timedelta(days=1)
    first_line.reviews_replies, joe.ramp_stage = True, "first_30_days"
    first_line.save()
    joe.save()
    asked = ask(owned, by=by(joe), action="set_high", arguments={"priority": 1}, reason="The whole floor.")
    return {
        "approval": asked.pk,
        "duty": give_duty(first_line, by=by(tess), person=joe, until=tomorrow).pk,
        "delegation": delegate(tess, by=by(tess), to=sam, role="TL", until=tomorrow).pk,
        "outgoing": hold(owned, by=by(joe), body="Have you tried turning it off?").pk,
    }


@pytest.fixture
def written(owned, by, ann, sam, known):
    """What is written around it: Ann's reply in its hold, what Rob and Ann were asked, that Sam follows, an article."""
    tomorrow = clock.now() + timedelta(days=1)
    return {
        "held": hold(owned, by=by(ann), body="Is it lit?").pk,
        "ask": ask_details(owned, by=by(ann), questions=[{"question": "Which floor?"}]).pk,
        "inquiry": inquire(owned, by=by(sam), asked=ann, body="Is it the fuse?", needed_by=tomorrow).pk,
        "watcher": watch(owned, by=by(sam)).person_id,
    } | known


@pytest.fixture
def escalated(owned, by, ann, tess, engineering_team):
    """What is escalated of Rob's ticket, what is supposed of it, and the bug that it waits for."""
    lane = keep_lane(by=system("import"), target="engineering", group=engineering_team, owner=tess)
    one = begin_escalation(owned, by=by(ann), target="engineering", issue="defect", trigger="unknown")
    wanted = {"target": "tier", "group": engineering_team, "reason": "They know it."}
    asked = propose_entry("lane", by=by(ann), **wanted)
    task = FixTask.objects.create(escalation=one, ticket=owned, opened_at=clock.now())
    return {
        "lane": lane.pk,
        "escalation": one.pk,
        "hypothesis": hypothesise(one, by=by(ann), statement="The fuse is too small.").pk,
        "task": task.pk,
        "proposal": asked.pk,
        "escalation-proposal": asked.pk,
        "tracker": keep_tracker(by=system("import"), key="bugs", name="Bugs").pk,
    }


def kind_of(path, match):
    """What a keyword of an address stands for; `pk` is one of what stands before it."""
    plural = path[: match.start()].rstrip("/").rpartition("/")[2]
    return SINGULARS.get(plural, plural.removesuffix("s")) if match[1] == "pk" else match[1].removesuffix("_pk")


def bound(path, things):
    """The path with every keyword bound to something of Rob's; an unknown keyword fails."""
    return KEYWORD.sub(lambda match: str(things[kind_of(path, match)]), path)
