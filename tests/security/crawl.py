"""A crawler that has an account: every address there is, with every id there is, and every link that it is shown."""

import re

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
MISSING = 404  # answered by one page before any view is asked how it would answer a fragment
MODELS = {
    "ticket": "desk.Ticket",
    "person": "accounts.Person",
    "organisation": "accounts.Organisation",
    "queue": "catalogue.Queue",
    "team": "accounts.Team",
    "file": "files.StoredFile",
    "token": "accounts.Token",
    "type": "catalogue.TicketType",
    "category": "catalogue.Category",
    "component": "catalogue.Component",
    "tag": "catalogue.Tag",
    "approval": "approvals.Approval",
    "outgoing": "desk.Outgoing",
    "held": "desk.Outgoing",
    "operation": "desk.Operation",
    "message": "desk.Message",
    "note": "desk.Note",
    "attachment": "desk.Attachment",
    "link": "desk.Link",
    "ask": "desk.Ask",
    "inquiry": "desk.Inquiry",
    "identifier": "desk.Identifier",
    "watcher": "accounts.Person",
    "view": "views.View",
    "region": "accounts.Region",
    "skill": "automation.Skill",
    "duty": "accounts.Duty",
    "delegation": "accounts.Delegation",
    "other": "desk.Ticket",
    "colleague": "accounts.Person",
}
WORDS = {"goal": ["resolution", "first_response", "next_update"], "provider": ["none"]}
WORDS |= {"role": ["RQ", "AN"], "key": ["reopen_days"], "number": ["1"]}


def ids(kind):
    """Every id of this kind of thing, whoever's it is; of a kind that has no table here, a few."""
    if kind not in MODELS:
        return [1, 2, 3]
    return list(apps.get_model(MODELS[kind]).objects.order_by("pk").values_list("pk", flat=True))[:40]


def bound(path):
    """The address with every combination of ids."""
    found = [path]
    for match in list(KEYWORD.finditer(path)):
        values = WORDS.get(match[1]) or ids(kind_of(path, match))
        found = [one.replace(match[0], str(value), 1) for one in found for value in values]
    return found


def addresses(method="GET"):
    """Every address that takes the method, with every id; secrets cannot be guessed, so the signed ones are left."""
    wanted = [
        one.path for one in routes() if method in one.methods and "signed" not in one.path and "(?P" not in one.path
    ]
    return [each for path in wanted if not path.startswith(LEFT_ALONE) for each in bound(path)]


class Crawler:
    """`seen`: (address, text with headers). `heard`: names that pages listen to. `answers`: how many of each status."""

    def __init__(self, client):
        self.client, self.seen, self.heard, self.answers, self.known = client, [], set(), {}, set()
        self.last, self.headed = 0, set()

    def visit(self, path, **headers):
        answer = self.client.get(path, headers=headers)
        self.last = answer.status_code
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        self.seen.append((path, f"{text} {sorted(answer.headers.items())}".lower()))
        self.heard |= {name for signed in STREAM.findall(text) for name in live.heard_by(signed)}
        if answer.status_code == 200 and not headers and self.unheaded(path):
            head = self.client.head(path, headers=headers)
            self.seen.append((f"HEAD {path}", str(sorted(head.headers.items())).lower()))
        return [*self.links(text), *([answer["Location"]] if answer.status_code in (301, 302) else [])]

    def unheaded(self, path):
        """A view answers HEAD with the headers of its GET, which are looked through; of the kind each is asked once,
        and files, which answer by themselves, always."""
        kind = NUMBER.sub("0", path.partition("?")[0])
        fresh = kind not in self.headed or "/files/" in path or "/attachments/" in path
        self.headed.add(kind)
        return fresh

    def links(self, text):
        for one, other in LINK.findall(text):
            yield (one or other).replace("&amp;", "&").partition("#")[0]

    def crawl(self, start, until_met=None):
        """From these addresses on, whatever is linked; each once. With words to meet, no further than to the last, and
        files, which stand at the end of every other way, at once."""
        waiting, missing = list(dict.fromkeys(start)), set(until_met or ())
        while waiting and len(self.known) < len(start) + MOST:
            if until_met and not missing:
                break
            path = waiting.pop(0)
            if path in self.known or not path.startswith("/") or path.startswith(LEFT_ALONE):
                continue
            self.known.add(path)
            before = len(self.seen)
            linked = list(self.visit(path))
            waiting = [*(one for one in linked if until_met and one.startswith("/files/")), *waiting, *linked]
            missing -= {word for word in missing if any(word in text for _, text in self.seen[before:])}
            if not path.startswith("/api/") and "?" not in path and self.last != MISSING:
                self.visit(path, **{"HX-Request": "true"})
        return self

    def found(self, words):
        """Which of these words stands where, each at its first three places."""
        places = {word: [path for path, text in self.seen if word in text] for word in words}
        return {word: where[:3] for word, where in places.items() if where}
