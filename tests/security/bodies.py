"""Every body that the API takes, with a real example of each: a new address joins here, or the tests that send to all
of them say its name."""

import json
from datetime import timedelta
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLResolver
from rest_framework.parsers import MultiPartParser

from supportdesk import clock
from supportdesk.routes import walk
from supportdesk.urls import everything
from tests.attached import LOG
from tests.security.escalation_bodies import of_escalations
from tests.things import bound

CALENDAR_FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//holidays//EN
BEGIN:VEVENT
UID:may@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260501
SUMMARY:Labour Day
END:VEVENT
END:VCALENDAR
"""
MACRO = {"name": "Once more", "purpose": "It is over.", "audience": "end_user", "kind": "update", "body": "Try again."}
PLAYBOOK = {
    "name": "Nothing scans",
    "kind": "checklist",
    "trigger": "A scanner is silent.",
    "expected": "It scans.",
    "rollback": "None.",
    "escalate_when": "It smokes.",
    "steps": [{"title": "Is it plugged in?"}],
}
FORM = {
    "name": "Ask",
    "title": "A question",
    "questions": [
        {"key": "q", "label": "What?", "kind": "long", "purpose": "To answer.", "required": True, "lands": "body"}
    ],
}
# Who sends it, where it is not the one in every hat: the own draft in its hold, what somebody was asked in person.
SENDERS = {
    "tickets/<int:pk>/asks/<int:ask_pk>/answer": "rob",
    "tickets/<int:pk>/inquiries/<int:inquiry_pk>/answer": "ann",
    "tickets/<int:pk>/outgoing/<int:held_pk>/undo": "ann",
    "tickets/<int:pk>/outgoing/<int:held_pk>/sending": "ann",
    "tickets/<int:pk>/confirmation": "rob",
    "operations/<int:pk>/start": "ann",
    "approvals/<int:pk>/withdrawal": "joe",
    "views/<int:pk>": "ann",
    "known-errors/<int:pk>/offers/<int:offer_pk>": "ann",
    "surveys/<int:pk>/answer": "rob",
    "incidents/<int:pk>/roles/<int:span_pk>/answer": "ann",
    "incidents/<int:pk>/entries/<int:entry_pk>": "ann",
    "working-notes/<int:pk>": "ann",
    "working-notes/<int:pk>/promotion": "ann",
    "incidents/<int:pk>/affected": "rob",
}


class Body(NamedTuple):
    pattern: str
    method: str
    shape: type
    parts: bool  # a form of several parts, not JSON

    def path(self, things):
        return bound(f"/{self.pattern}", things)

    def example(self, things):
        return (examples(things) | of_escalations(things)).get(self.pattern, {})

    def send(self, client, things, body, **headers):
        """`body` as a dict, or as the text of a JSON object."""
        if not self.parts:
            sent = body if isinstance(body, dict) else body.encode()
            return client.send(self.method, self.path(things), sent, **headers)
        content = encode_multipart(BOUNDARY, body if isinstance(body, dict) else texts(json.loads(body)))
        return client.client.generic(self.method, f"/api/v1{self.path(things)}", content, MULTIPART_CONTENT)


def texts(body):
    """As the parts of a form would say it; half a character cannot be sent in one."""
    said = {name: one if isinstance(one, str) else json.dumps(one) for name, one in body.items()}
    return {name: one.encode(errors="replace").decode() for name, one in said.items()}


APART = ("help/articles/<int:pk>/feedback",)  # the sample article is the desk's alone: nobody outside finds it


def bodies():
    """Address, method and form of everything that takes a body."""
    (api,) = [one for one in everything if str(one.pattern) == "api/"]
    for version in (one for one in api.url_patterns if isinstance(one, URLResolver)):
        for _, one in walk(version, ""):
            parts = MultiPartParser in getattr(one.callback.cls, "parser_classes", ())
            signed = not one.callback.cls.authentication_classes  # by its own test: the whole body is signed
            for method, shape in () if signed else getattr(one.callback.cls, "shapes", {}).items():
                if str(one.pattern) not in APART:
                    yield Body(str(one.pattern), method, shape, parts)


def examples(things):
    """By address: a body that is in order, down to the things that it names."""
    soon, later = ((clock.now() + timedelta(days=days)).isoformat() for days in (1, 2))
    past = (clock.now() - timedelta(hours=1)).isoformat()
    impact = {"impact": 1, "urgency": 1}
    reason = {"reason": "r"}
    entry = {"name": "Spare", "key": "spare"}
    rule = {"queue": "service-desk", "conditions": {"tier": ["gold"]}}
    of_a_ticket = {
        "messages": {"body": "b"},
        "notes": {"body": "b"},
        "draft": {"body": "b"},
        "outgoing": {"body": "b"},
        "asks": {"questions": [{"question": "Which floor?"}]},
        "asks/<int:ask_pk>/answer": {"answers": {}},
        "inquiries": {"asked": things["colleague"], "body": "b", "needed_by": soon},
        "inquiries/<int:inquiry_pk>/answer": {"body": "b"},
        "watchers": {"level": "all"},
        "moves": {"action": "start"},
        "triage": impact,
        "priority": impact,
        "assignment": {"owner": None},
        "decline": reason,
        "queue": {"queue": "network", "reason": "r"},
        "resolution": {"code": "fixed"},
        "closure": reason,
        "reopening": {"reason": "not_fixed"},
        "cancellation": {"reason": "spam"},
        "links": {"kind": "bug", "reference": "BUG-1"},
        "identifiers": {"kind": "trace", "value": "v"},
        "surroundings": {"environment": "production", "version": "2.10"},
        "attachments": {"file": SimpleUploadedFile("error.log", LOG)},
        "redactions": {"text": "blinks red"} | reason,
        "restriction": {"kind": "security", "reason": "r"},
        "restriction/end": reason,
        "restriction/release": reason,
        "restriction/people": {"person": things["colleague"]},
        "plan": {"what": "Ask the vendor", "at": soon},
        "presence": {"state": "gone"},
        "time-box": {"answer": "continue", "reason": "r"},
        "merge": {"tickets": [things["other"]]},
        "split": {"title": "The fuse", "notes": [things["note"]]},
        "conversion": {"type": "incident"},
        "macros": {"macro": things["macro"]},
        "playbooks": {"playbook": things["playbook"]},
        "playbooks/<int:run_pk>/steps": {"step": 1, "seen": 0, "outcome": "done"},
        "playbooks/<int:run_pk>/end": {"outcome": "stopped", "words": "The wrong one."},
        "clocks/<str:goal>/exception": {"until": soon, "reason": "r"},
        "clocks/<str:goal>/override": {"due": soon, "until": soon, "reason": "r"},
    }
    return {f"tickets/<int:pk>/{name}": body for name, body in of_a_ticket.items()} | {
        "tickets": {"title": "VPN", "body": "b", "type": "incident", "queue": "service-desk"},
        "tickets/<int:pk>": {"title": "Other"},
        "articles": {"kind": "faq", "title": "Why?"},
        "articles/<int:pk>": {"expires_at": later},
        "articles/<int:pk>/revisions": {"title": "Other words"},
        "articles/<int:pk>/restoration": {"number": 1},
        "articles/<int:pk>/moves": {"move": "confirm"},
        "articles/<int:pk>/reviews": {"answer": "return", "comment": "Warmer."},
        "articles/<int:pk>/retirement": {"comment": "Nobody prints."},
        "articles/<int:pk>/flags": {"reason": "wrong", "words": "It is green."},
        "articles/<int:pk>/flags/<int:flag_pk>/settlement": {"verdict": "right", "answer": "It is red."},
        "articles/<int:pk>/issue": {"status": "open"},
        "articles/<int:pk>/mark": {"why": "The menu changed."},
        "tickets/<int:pk>/articles": {"article": things["article"], "role": "solved"},
        "tickets/<int:pk>/article-draft": {"kind": "faq"},
        "article-suggestions": {"text": "It blinks red."},
        "article-synonyms": {"words": ["blink", "flash"]},
        "help/articles/<int:pk>/feedback": {"helpful": True},
        "working-notes": {"title": "Toner"},
        "working-notes/<int:pk>": {"title": "Ink"},
        "working-notes/<int:pk>/promotion": {"kind": "how_to"},
        "reviews/<int:pk>": {"answer": "return", "comment": "Warmer."},
        "views": {"name": "Printers", "filter": "printer"},
        "views/<int:pk>": {"name": "Paper"},
        "operations": {"verb": "note", "tickets": [things["ticket"]], "arguments": {"body": "b"}},
        "operations/<int:pk>/undo": {},
        "me": {"name": "Tessa"},
        "people": {"name": "Zoe", "email": "zoe@example.org", "organisation": things["organisation"]},
        "people/<int:pk>": {"name": "Robert"},
        "people/<int:pk>/roles": {"role": "AN"},
        "people/<int:pk>/phone": reason,
        "people/<int:pk>/stage": {"stage": "first_30_days"},
        "organisations": {"name": "Initech"},
        "organisations/<int:pk>": {"name": "Acme Ltd"},
        "teams": {"name": "Night shift"},
        "teams/<int:pk>": {"name": "First of all"},
        "teams/<int:pk>/members": {"person": things["colleague"]},
        "teams/<int:pk>/duties": {"person": things["colleague"], "until": later},
        "teams/<int:pk>/reviews": {"on": False},
        "regions": entry,
        "regions/<int:pk>": {"name": "Far north"},
        "delegations": {"to": things["colleague"], "role": "TL", "until": soon},
        "tokens": {"name": "n", "scopes": ["tickets:read"]},
        "approvals": {"action": "set_high", "subject": "ticket", "subject_id": things["ticket"], **reason},
        "macro-proposals": {"content": MACRO, **reason},
        "macro-proposals/<int:pk>": {"content": MACRO, **reason},
        "macros/<int:pk>/retirement": reason,
        "forms/<slug:form_key>/answers": {"answers": {"subject": "VPN", "happened": "b", "area": "printer"}},
        "forms/<slug:form_key>/retirement": reason,
        "form-proposals": {"content": FORM | {"type": things["type"]}, **reason},
        "form-proposals/<int:pk>": {"content": FORM | {"type": things["type"]}, **reason},
        "playbook-proposals": {"content": PLAYBOOK, **reason},
        "playbook-proposals/<int:pk>": {"content": PLAYBOOK, **reason},
        "playbooks/<int:pk>/retirement": reason,
        "playbooks/<int:pk>/tests": {"held": True},
        "approvals/<int:pk>/decision": {"answer": "grant"},
        "queues": entry | {"team": things["team"]},
        "queues/<int:pk>": {"name": "Counter"},
        "types": entry,
        "types/<int:pk>": {"name": "Mishap"},
        "categories": entry,
        "categories/<int:pk>": {"name": "Paper"},
        "components": entry,
        "components/<int:pk>": {"name": "Spooling"},
        "tags": {"name": "vip"},
        "tags/<int:pk>": {"name": "on-screen"},
        "settings/<str:key>": {"value": 5},
        "me/keys/<str:command>": {"keys": "g q"},
        "time-boxes": {"level": 1, "minutes": 60},
        "routing/rules": rule,
        "routing/rules/<int:number>": rule,
        "routing/preview": rule,
        "routing/skills": {"name": "Paper"},
        "routing/limits": {"queue": "service-desk", "most": 5},
        "queues/<int:pk>/strategy": {"strategy": "round_robin"},
        "people/<int:pk>/availability": {"away": True},
        "files": {"file": SimpleUploadedFile("error.log", LOG)},
        "breach-reasons/<int:pk>/answer": {"cause": "other", "words": "The lift was stuck."},
        "credit-reviews/<int:pk>/decision": {"credit": False, "words": "They were told."},
        "status-parts": {"component": "spooler", "name": "Printing"},
        "status-parts/<int:pk>": {"name": "Signing in"},
        "status-parts/<int:pk>/health": {"health": "degraded"},
        "status-notices": {"title": "Slow", "components": [things["status-part"]]},
        "status-notices/<int:pk>/posts": {"stage": "investigating", "body": "b"},
        "status-notices/<int:pk>/withdrawal": reason,
        "problems": {"title": "t", "tickets": [things["ticket"]]},
        "problems/<int:pk>": {"statement": "s"},
        "problems/<int:pk>/moves": {"action": "accept", "owner": "me"},
        "problems/<int:pk>/merging": {"into": things["problem"], "reason": "r"},
        "problems/<int:pk>/fix-priority": {"priority": 2},
        "problems/<int:pk>/chain": {"steps": [{"statement": "s", "evidence": "e"}]},
        "problems/<int:pk>/evidence": {"tickets": [things["other"]]},
        "problems/<int:pk>/actions": {"kind": "bug", "words": "w", "owner": "me", "due_on": "2030-01-01"},
        "problems/<int:pk>/actions/<int:action_pk>/done": {"outcome": "o"},
        "problems/<int:pk>/actions/<int:action_pk>/dropped": reason,
        "known-errors": {"title": "t", "symptom": "s"},
        "known-errors/<int:pk>": {"symptom": "s"},
        "known-errors/<int:pk>/status": {"status": "fix_scheduled"},
        "known-errors/<int:pk>/offers/<int:offer_pk>": {"send": False},
        "surveys/<int:pk>/answer": {"score": 4},
        "tickets/<int:pk>/known-error-draft": {},
        "tickets/<int:pk>/problem-candidate": {},
        "tickets/<int:pk>/known-errors": {"known_error": things["known_error"]},
        "tickets/<int:pk>/recurring": {"signature": "E43", "evidence": "e"},
        "trends/spikes/<int:pk>/decision": {"decision": "monitored"},
        "trends/flags": {"decision": "monitored", "group": "e42"},
        "incidents": {"title": "t", "severity": 3, "components": [things["component"]], "started_at": past},
        "incidents/<int:pk>": {"title": "Nothing prints at all"},
        "incidents/<int:pk>/moves": {"move": "investigate"},
        "incidents/<int:pk>/declaration": {"criteria": "c"},
        "incidents/<int:pk>/dismissal": reason,
        "incidents/<int:pk>/severity": {"severity": 2} | reason,
        "incidents/<int:pk>/roles": {"role": "technical", "to": things["colleague"]},
        "incidents/<int:pk>/roles/<int:span_pk>/answer": {"answer": "accept"},
        "incidents/<int:pk>/entries": {"kind": "observation", "text": "t"},
        "incidents/<int:pk>/entries/<int:entry_pk>": {"text": "t"},
        "incidents/<int:pk>/updates": {"audience": "internal", "body": "b"},
        "incidents/<int:pk>/affected": {"words": "w"},
        "tickets/<int:pk>/suspicion": {"words": "w", "component": "spooler"},
        "mailboxes": {"address": "new@desk.test", "queue": "service-desk"},
        "mailboxes/<int:pk>": {"name": "Help"},
        "chat-sources": {"name": "App", "queue": "service-desk"},
        "chat-sources/<int:pk>": {"name": "App"},
        "incoming-mails/<int:pk>/dismissal": {"reason": "Spam."},
        "alert-sources": {"name": "Grafana"},
        "webhooks": {"name": "Warehouse", "url": "https://example.com/", "kinds": ["*"]},
        "webhooks/<int:pk>": {"name": "Warehouse"},
        "webhooks/<int:pk>/replay": {"since": past},
        "alert-sources/<int:pk>": {"name": "Grafana"},
        "update-wordings": {"name": "n", "headline": "h", "body": "b"},
        "update-wordings/<int:pk>": {"name": "n", "headline": "h", "body": "b"},
        "incidents/<int:pk>/restriction": {"kind": "security"} | reason,
        "incidents/<int:pk>/restriction/end": reason,
        "incidents/<int:pk>/restriction/release": reason,
        "incidents/<int:pk>/restriction/people": {"person": things["colleague"]},
        "incidents/<int:pk>/article": {"kind": "faq"},
        "incidents/<int:pk>/publication": {"article": things["article"], "why": "w"},
        "incidents/<int:pk>/tickets": {"tickets": [things["other"]]},
        "incidents/<int:pk>/tickets/<int:ticket_pk>/unlink": reason,
        "incidents/<int:pk>/impact": {"field": "users", "value": "70"} | reason,
        "incidents/<int:pk>/workarounds": {"text": "t"},
        "incidents/<int:pk>/workarounds/<int:workaround_pk>/withdrawal": reason,
        "incidents/<int:pk>/checks": {"what": "w"},
        "incidents/<int:pk>/checks/<int:check_pk>/result": {"passed": True},
        "incidents/<int:pk>/runbooks": {"playbook": things["playbook"]},
        "incidents/<int:pk>/runbooks/<int:runbook_pk>/steps": {"step": 1, "seen": 0, "outcome": "done"},
        "incidents/<int:pk>/runbooks/<int:runbook_pk>/end": {"outcome": "stopped", "words": "w"},
        "incidents/<int:pk>/items": {"what": "w", "kind": "fix", "owner": things["colleague"], "due_at": soon},
        "incidents/<int:pk>/items/<int:item_pk>/end": {"state": "done", "evidence": "e"},
        "incidents/<int:pk>/final-message": {"message": "m"},
        "incidents/<int:pk>/told-otherwise": {"tickets": [things["ticket"]]} | reason,
        "incidents/<int:pk>/review": {"parts": {"summary": "s"}},
        "calendar-files": {"text": CALENDAR_FILE, "years": [2026]},
        "sla-example": {"priority": 2, "opened_at": soon},
        "what-ifs": {"draft": things["calendar_draft"], "first": "2026-01-01", "last": "2026-01-02"},
    }
