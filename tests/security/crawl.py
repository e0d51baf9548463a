"""A crawler that has an account: every address there is, with every id there is, and every link that it is shown."""

import re
from collections import deque
from itertools import pairwise

from django.apps import apps

from supportdesk import live
from supportdesk.routes import routes
from tests.things import KEYWORD, kind_of

LINK = re.compile(
    r'(?:href|src|action|data-url|hx-get|data-files)="(/[^"]*)"|"(?:self|html|url|preview)": ?"[a-z:]+//[^/"]+(/[^"]*)"'
)
STREAM = re.compile(r"/live/([^\"'&?]+)")
NUMBER = re.compile(r"\d+")
LEFT_ALONE = ("/static/", "/live/", "/accounts/logout", "/api/docs", "/api/schema", "/metrics", "/healthz", "/readyz")
MOST = 600
FOUND, UNKNOWN = 302, 401
MISSING = 404  # answered by one page before any view is asked how it would answer a fragment
MODELS = {
    "approval": "approvals.Approval",
    "article-synonym": "articles.Synonyms",
    "attachment": "desk.Attachment",
    "alert_source": "response.AlertSource",
    "action": "problems.FixAction",
    "article": "articles.Article",
    "ask": "desk.Ask",
    "category": "catalogue.Category",
    "check": "response.Check",
    "citation": "citations.Citation",
    "colleague": "accounts.Person",
    "component": "catalogue.Component",
    "delegation": "accounts.Delegation",
    "duty": "accounts.Duty",
    "entry": "response.Entry",
    "entry_file": "response.EntryFile",
    "error": "problems.KnownError",
    "escalation": "escalations.Escalation",
    "escalation-proposal": "escalations.OfficeProposal",
    "evidence": "problems.Evidence",
    "file": "files.StoredFile",
    "flag": "articles.Flag",
    "form-proposal": "intake.FormProposal",
    "form_proposal": "intake.FormProposal",
    "held": "desk.Outgoing",
    "hypothesis": "escalations.Hypothesis",
    "identifier": "desk.Identifier",
    "incident": "response.Incident",
    "incident_update": "response.Update",
    "incoming_mail": "intake.IncomingMail",
    "inquiry": "desk.Inquiry",
    "intake-form": "intake.Form",
    "item": "response.ActionItem",
    "known-error": "problems.KnownError",
    "known_error": "problems.KnownError",
    "lane": "escalations.Lane",
    "link": "desk.Link",
    "macro": "macros.Macro",
    "macro-proposal": "macros.MacroProposal",
    "macro_proposal": "macros.MacroProposal",
    "macro_version": "macros.MacroVersion",
    "mail": "outbound.Mail",
    "mailbox": "intake.Mailbox",
    "message": "desk.Message",
    "note": "desk.Note",
    "offer": "problems.WorkaroundOffer",
    "operation": "desk.Operation",
    "organisation": "accounts.Organisation",
    "other": "desk.Ticket",
    "outage": "problems.IncidentEvidence",
    "outgoing": "desk.Outgoing",
    "person": "accounts.Person",
    "playbook": "playbooks.Playbook",
    "playbook-proposal": "playbooks.PlaybookProposal",
    "playbook_proposal": "playbooks.PlaybookProposal",
    "problem": "problems.Problem",
    "queue": "catalogue.Queue",
    "region": "accounts.Region",
    "run": "desk.PlaybookRun",
    "runbook": "response.RunbookRun",
    "skill": "automation.Skill",
    "span": "response.RoleSpan",
    "status-notice": "statuspage.Notice",
    "status-part": "statuspage.StatusComponent",
    "survey": "surveys.Survey",
    "synonym": "articles.Synonyms",
    "tag": "catalogue.Tag",
    "team": "accounts.Team",
    "ticket": "desk.Ticket",
    "token": "accounts.Token",
    "tracker": "escalations.Tracker",
    "type": "catalogue.TicketType",
    "view": "views.View",
    "watcher": "accounts.Person",
    "webhook": "outbound.Webhook",
    "webhook_delivery": "outbound.Delivery",
    "wording": "response.UpdateTemplate",
    "workaround": "response.Workaround",
    "working-note": "articles.WorkingNote",
}
KEYS = {"form_key": "intake.Form"}
WORDS = {"goal": ["resolution", "first_response", "next_update"], "provider": ["none"]}
WORDS |= {"role": ["RQ", "AN"], "key": ["reopen_days"], "number": ["1"]}
FEW = [1, 2, 3]  # of a kind that has no table here


class Places:
    """What keywords of addresses stand for: every id of that kind of thing, whoever's it is."""

    def __init__(self):
        self.known, self.held = {}, {}

    def values(self, kind):
        if kind not in self.known:
            self.known[kind] = WORDS.get(kind) or self.ids(kind)
        return self.known[kind]

    def ids(self, kind):
        if kind in KEYS:
            return list(apps.get_model(KEYS[kind]).objects.values_list("key", flat=True))
        if kind not in MODELS:
            return FEW
        return list(apps.get_model(MODELS[kind]).objects.order_by("pk").values_list("pk", flat=True)) or FEW

    def pairs(self, outer, inner):
        """The ids of both for whatever of the one kind belongs to the other, straight or by what lies between."""
        if (outer, inner) not in self.held:
            self.held[outer, inner] = set()
            if outer in MODELS and inner in MODELS:
                model, there = apps.get_model(MODELS[inner]), apps.get_model(MODELS[outer])
                for way in ways(model, there):
                    self.held[outer, inner] |= set(model.objects.values_list(way, "pk"))
        return self.held[outer, inner]

    def bound(self, path):
        """The address with the ids: each thing under what it belongs to, under Rob's (which is the first of its kind),
        and the first of its kind under everything."""
        kinds = [(match[0], kind_of(path, match)) for match in KEYWORD.finditer(path)]
        if not kinds:
            return [path]
        rows = [(value,) for value in self.values(kinds[0][1])]
        for (_, outer), (_, inner) in pairwise(kinds):
            values, pairs = self.values(inner), self.pairs(outer, inner)
            near = {(*rows[0], one) for one in values} | {(*row, values[0]) for row in rows}
            own = {(*row, one) for row in rows for one in values if (row[-1], one) in pairs}
            rows = [rows[0] + (values[0],), *sorted(near | own, key=str)]
        return list(dict.fromkeys(filled(path, [keyword for keyword, _ in kinds], row) for row in rows))


def ways(model, there):
    """The names that lead from a model to another, in one step or in two."""
    found = []
    for one in model._meta.fields:
        if one.related_model is there:
            found.append(one.attname)
        elif one.related_model and one.related_model is not model:
            nexts = [two for two in one.related_model._meta.fields if two.related_model is there]
            found += [f"{one.name}__{two.attname}" for two in nexts]
    return found


def filled(path, keywords, row):
    for keyword, value in zip(keywords, row, strict=True):
        path = path.replace(keyword, str(value), 1)
    return path


def addresses(method="GET"):
    """Every address that takes the method, with every id; secrets cannot be guessed, so the signed ones are left."""
    places = Places()
    wanted = [
        one.path for one in routes() if method in one.methods and "signed" not in one.path and "(?P" not in one.path
    ]
    return [each for path in wanted if not path.startswith(LEFT_ALONE) for each in places.bound(path)]


class Crawler:
    """`seen`: (address, text with headers). `heard`: names that pages listen to. `answers`: how many of each status."""

    def __init__(self, client):
        self.client, self.seen, self.heard, self.answers, self.known = client, [], set(), {}, set()
        self.last, self.text, self.headed = 0, "", set()

    def visit(self, path, **headers):
        answer = self.client.get(path, headers=headers)
        self.last = answer.status_code
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        self.text = f"{text} {sorted(answer.headers.items())}".lower()
        self.seen.append((path, self.text))
        self.heard |= {name for signed in STREAM.findall(text) for name in live.heard_by(signed)}
        if answer.status_code == 200 and not headers and self.unheaded(path):
            head = self.client.head(path, headers=headers)
            self.seen.append((f"HEAD {path}", str(sorted(head.headers.items())).lower()))
        return [*self.links(text), *([answer["Location"]] if answer.status_code in (301, 302) else [])]

    def unheaded(self, path):
        """A view answers HEAD with the headers of its GET, which are looked through; of the kind each is asked once,
        and files, which answer by themselves, always."""
        fresh = kind(path) not in self.headed or "/files/" in path or "/attachments/" in path
        self.headed.add(kind(path))
        return fresh

    def links(self, text):
        for one, other in LINK.findall(text):
            yield (one or other).replace("&amp;", "&").partition("#")[0]

    def crawl(self, start):
        """From these addresses on, whatever is linked; each once, and each page also as a fragment."""
        waiting = deque(dict.fromkeys(start))
        while waiting and len(self.known) < len(start) + MOST:
            path = waiting.popleft()
            if path in self.known or not path.startswith("/") or path.startswith(LEFT_ALONE):
                continue
            self.known.add(path)
            waiting.extend(self.visit(path))
            if not path.startswith("/api/") and "?" not in path and self.last != MISSING:
                self.visit(path, **{"HX-Request": "true"})
        return self

    def crawl_outside(self, start):
        """The same for whoever is not signed in: where the first of a kind is a door that asks who comes, the others
        are the same door."""
        firsts = {kind(path): path for path in reversed(start)}
        doors = {name for name, path in firsts.items() if self.asks_who_comes(path)}
        return self.crawl([path for path in start if kind(path) not in doors])

    def asks_who_comes(self, path):
        self.visit(path)
        return self.last == UNKNOWN or (self.last == FOUND and f"/accounts/login/?next={path}" in self.text)

    def read(self, paths, until_met):
        """These pages and the files that they link, no further than until each of these words was met; answers those
        that were not."""
        missing, waiting = set(until_met), deque(paths)
        while missing and waiting:
            path = waiting.popleft()
            if path not in self.known:
                self.known.add(path)
                waiting.extendleft(one for one in self.visit(path) if "/files/" in one)
                missing -= {word for word in missing if word in self.text}
        return missing

    def found(self, words, *, signs=("",)):
        """Which of these words stands where, each at its first three places; each word has one of the signs in it."""
        told = [(path, text) for path, text in self.seen if any(sign in text for sign in signs)]
        places = {word: [path for path, text in told if word in text] for word in words}
        return {word: where[:3] for word, where in places.items() if where}


def kind(path):
    """Addresses that differ in ids alone are one kind."""
    return NUMBER.sub("0", path.partition("?")[0])
