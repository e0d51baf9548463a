"""The house rules, executed: over the product's own syntax trees, templates and papers.

Each rule is also shown an offender, so that a rule which has gone blind fails here.
"""

import ast
import importlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from tests import conventions
from tests.conventions import CONVENTIONS, ROOT, Module, called

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# What is let off, and why. An exception that is no longer needed fails too.
EXCEPTIONS = {
    ("actions_lock_and_tell", "supportdesk/outbound/actions/mark_read.py"): "reading a notice concerns only its reader",
    (
        "actions_lock_and_tell",
        "supportdesk/outbound/actions/release_held.py",
    ): "it was told of when it was held",
    (
        "actions_lock_and_tell",
        "supportdesk/outbound/actions/deliver.py",
    ): "tries are a log of their own; that a webhook was stopped is told",
    ("actions_lock_and_tell", "supportdesk/outbound/actions/send_digest.py"): "what it tells was told of before",
    ("actions_lock_and_tell", "kb/articles/actions/misses.py"): "what was looked for in vain is a count, and nobody's",
    ("actions_lock_and_tell", "incidents/response/actions/look.py"): "it says other actions, and they tell",
    ("actions_lock_and_tell", "tickets/desk/actions/draft.py"): "a draft concerns only its writer",
    (
        "actions_lock_and_tell",
        "tickets/intake/actions/fetching.py",
    ): "whose turn it is to fetch is the clock's own note",
    ("actions_lock_and_tell", "tickets/intake/actions/import_incident.py"): "it says the desk's actions, and they tell",
    ("actions_lock_and_tell", "tickets/sla/actions/set_hours.py"): "it drafts and publishes, and those tell",
}

# Views that answer to anybody. Everything else asks who is there: LoginRequiredMiddleware.
ANONYMOUS = {
    "supportdesk.health.healthz": "a supervisor asks whether the process is up",
    "supportdesk.health.readyz": "a balancer asks whether the desk is ready",
    "supportdesk.health.figures": "Prometheus; from inside or with a token",
    "supportdesk.live.stream": "the signed address is the permission",
    "supportdesk.setup.web.pages.set_up": "the link is the permission, while nobody administers the desk",
    "supportdesk.pages.preferences": "a theme for the sign-in page",
    **dict.fromkeys(
        [
            f"kb.articles.web.help.{name}"
            for name in ("home", "find", "article", "known_issues", "feedback", "feed", "export")
        ],
        "the help centre is for anybody; it reads outside copies alone",
    ),
    "tickets.intake.web.embedded.embedded": "stands in others' pages; nothing comes of it before its link is pressed",
    "tickets.intake.web.embedded.confirm": "the link is the permission",
    "supportdesk.api.views.Nowhere": "says 404 to whoever asks",
    "tickets.escalations.api.office.TrackerEvents": "the signature is the permission",
    "incidents.response.api.alerts.Alerts": "the signature is the permission",
    "tickets.intake.api.chats.Chats": "the signature is the permission",
    "incidents.response.api.alerts.AlertmanagerAlerts": "the secret of the source is the permission",
    "incidents.statuspage.web.public.status": "everybody may read how the service fares",
    "incidents.statuspage.web.public.history": "everybody may read how the service fared",
    "incidents.statuspage.web.public.summary": "the same facts for programs",
    "metrics.surveys.web.public.satisfaction": "the signed link in the mail is the permission",
    "incidents.problems.web.errors.public": "everybody may read what is known to go wrong",
}

# Kinds of these stand in the audit log only; no page shows them in a timeline.
WITHOUT_TIMELINE = {
    *("supportdesk.accounts", "supportdesk.catalogue", "supportdesk.files", "supportdesk.outbound"),
    *("supportdesk.configuration", "tickets.promises", "tickets.sla", "tickets.views", "incidents.statuspage"),
    *("kb.articles", "tickets.intake"),
    *("kb.macros", "kb.playbooks"),
}
# What is written and not yet said concerns its writer; the ticket's timeline shows it once it is said.
# What a breach may cost is for those who decide it; their own page shows it.
# An incident has a timeline of its own, of lines that people date themselves; an alert stands in it.
UNSAID = (
    "outgoing.", "routing.", "desk.", "credit.", "incident.", "lane.", "tracker.", "alert.", "wording.", "problem.",
    "known_error.", "flag.", "spike.", "form.", "escalation_proposal.",
)  # fmt: skip


# Rules over the syntax tree


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda convention: convention.__name__)
def test_the_product_keeps_the_convention(convention):
    offences = [
        f"{module.path}:{getattr(node, 'lineno', 1)}: {what}"
        for module in conventions.product()
        if (convention.__name__, module.path) not in EXCEPTIONS
        for node, what in convention(module)
    ]
    assert offences == []


@pytest.mark.parametrize(("convention", "path"), EXCEPTIONS)
def test_every_exception_is_still_needed(convention, path):
    (module,) = [module for module in conventions.product() if module.path == path]
    assert list(getattr(conventions, convention)(module))


ACTION = """
@transaction.atomic
def close(ticket, *, by):
    ticket.lock()
    record(Kind.CLOSED, ticket, by=by, at=clock.now())
"""
PLANTED = [
    ("modules_and_functions_are_short", "kb/long.py", "x = 1\n" * 301),
    ("modules_and_functions_are_short", "kb/long.py", "def f():\n" + "    x = 1\n" * 40),
    ("imports_stand_at_the_top", "kb/hidden.py", "def f():\n    import os"),
    ("imports_stand_at_the_top", "kb/hidden.py", "class A:\n    async def f(self):\n        from os import path"),
    ("actions_lock_and_tell", "tickets/desk/actions/close.py", ACTION.replace("@transaction.atomic", "@cache")),
    ("actions_lock_and_tell", "tickets/desk/actions/close.py", ACTION.replace("ticket, *, by", "ticket, by")),
    ("actions_lock_and_tell", "tickets/desk/actions/close.py", ACTION.replace("ticket, *", "ticket, why, *")),
    ("actions_lock_and_tell", "tickets/desk/actions/close.py", ACTION.replace("record(", "print(")),
    ("entry_points_do_not_write", "tickets/desk/web/lists.py", "def page(request):\n    ticket.save()"),
    ("entry_points_do_not_write", "tickets/desk/api/views.py", "Ticket.objects.filter(pk=1).update(title='')"),
    ("entry_points_do_not_write", "tickets/desk/tasks.py", "Ticket.objects.bulk_create([])"),
    ("nobody_listens_to_signals", "kb/apps.py", "from django.db.models.signals import post_save"),
    ("nobody_listens_to_signals", "kb/apps.py", "from django.dispatch import receiver"),
    ("nobody_listens_to_signals", "kb/apps.py", "from allauth.account import signals"),
    ("only_entry_points_know_http", "tickets/desk/queries/lists.py", "from django.http import Http404"),
    ("only_entry_points_know_http", "tickets/desk/queries/lists.py", "from django import http"),
    ("flags_are_named", "kb/flags.py", "def show(article, internal=False): pass"),
    ("flags_are_named", "kb/flags.py", "def show(article, internal: bool): pass"),
    ("locks_do_not_block_what_points_at_the_row", "kb/lock.py", "Article.objects.select_for_update().get(pk=1)"),
    ("the_database_has_the_only_clock", "tickets/desk/actions/close.py", "now = timezone.now()"),
    ("the_database_has_the_only_clock", "tickets/desk/tasks.py", "now = datetime.now(UTC)"),
]


@pytest.mark.parametrize(("convention", "path", "text"), PLANTED)
def test_an_offender_is_caught(convention, path, text):
    assert list(getattr(conventions, convention)(Module.of(path, text)))


def test_a_proper_action_is_let_through():
    module = Module.of("tickets/desk/actions/close.py", ACTION)
    assert not [offence for convention in CONVENTIONS for offence in convention(module)]


def test_every_convention_has_met_an_offender():
    assert {name for name, _, _ in PLANTED} == {convention.__name__ for convention in CONVENTIONS}


# Views


def test_every_page_asks_who_is_there():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    assert "rest_framework.permissions.IsAuthenticated" in settings.REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"]


def test_every_view_for_anybody_is_named_here():
    found = {
        f"{module.dotted}.{node.name}"
        for module in conventions.product()
        for node in module.all(*conventions.FUNCTION, ast.ClassDef)
        if is_open(node)
    }
    assert found == set(ANONYMOUS)


OPEN = {"anonymous_allowed", "login_not_required"}


def is_open(node):
    """A page that says so above itself, or an API view that asks for no permission."""
    asked = [ast.unparse(one.value) for one in node.body if ast.unparse(one).startswith("permission_classes =")]
    return bool(OPEN & {ast.unparse(one) for one in node.decorator_list}) or any(
        "AllowAny" in value or value in ("[]", "()") for value in asked
    )


@pytest.mark.parametrize(
    "text",
    [
        "@anonymous_allowed\ndef page(request): pass",
        "@login_not_required\nasync def page(request): pass",
        "class View(ApiView):\n    permission_classes = []",
        "class View(ApiView):\n    permission_classes = [permissions.AllowAny]",
    ],
)
def test_an_open_view_is_noticed(text):
    assert is_open(ast.parse(text).body[0])


def test_a_view_that_asks_for_more_is_not_open():
    assert not is_open(ast.parse("class View(ApiView):\n    permission_classes = [Scoped]").body[0])


# Templates

SYNTAX = re.compile(r"\{#.*?#\}|\{%-?\s*macro\b.*?endmacro\s*-?%\}|\{%.*?%\}", re.DOTALL)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Roots(HTMLParser):
    """The elements that stand in no other: (tag, id)."""

    def __init__(self, text):
        super().__init__()
        self.depth, self.found, self.loose = 0, [], ""
        self.feed(re.sub(r"\{\{.*?\}\}", "x", SYNTAX.sub("", text), flags=re.DOTALL))

    def handle_starttag(self, tag, attrs):
        if self.depth == 0:
            self.found.append((tag, dict(attrs).get("id")))
        self.depth += tag not in VOID

    def handle_startendtag(self, tag, attrs):
        if self.depth == 0:
            self.found.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID

    def handle_data(self, data):
        if self.depth == 0:
            self.loose += data.strip()


def whole(text):
    """One root element, with an id, and nothing beside it."""
    roots = Roots(text)
    return len(roots.found) == 1 and bool(roots.found[0][1]) and not roots.loose and roots.depth == 0


def test_every_partial_is_one_element_with_an_id():
    partials = [path for path in TEMPLATES if path.name.startswith("_")]
    assert [str(path.relative_to(ROOT)) for path in partials if not whole(path.read_text())] == []


@pytest.mark.parametrize(
    "text",
    ["", "<p>no id</p>", '<p id="a"></p><p id="b"></p>', '<p id="a"></p> beside', "{% include '_b.html' %}", "{{ a }}"],
)
def test_a_partial_of_another_shape_is_caught(text):
    assert not whole(text)


def test_a_partial_may_use_its_language():
    assert whole(
        '{% import "ui.html" as ui %}{# a "<b>" #}{% macro m() %}<i></i>{% endmacro %}\n'
        '<tr id="ticket-{{ ticket.pk if a < b else "x" }}" {% if late %}class="late"{% endif %}><td><br></td></tr>\n'
    )


# Kinds: one author, one template, one line

KINDS_IN_PAPER = re.compile(r"^\| `([a-z_]+\.[a-z_]+)` \| `([a-z_.]+)` \|(.*?)\|", re.MULTILINE)


def kinds():
    """Each kind with the package that owns it: ("tickets.desk", "OPENED") -> "ticket.opened"."""
    owners = [module.dotted for module in conventions.product() if module.path.endswith("/kinds.py")]
    return {
        (owner.removesuffix(".kinds"), kind.name): kind.value
        for owner in owners
        for kind in importlib.import_module(owner).Kind
    }


def authors():
    """Who tells: the modules that name a kind and can record."""
    found = {value: set() for value in kinds().values()}
    for module in conventions.product():
        names = {name for _, name in module.imports()}
        if not names & {f"supportdesk.events.record.{name}" for name in ("record", "record_all", "Occurrence")}:
            continue
        owner = next((name.removesuffix(".kinds.Kind") for name in names if name.endswith(".kinds.Kind")), None)
        for node in module.all(ast.Attribute):
            if ast.unparse(node.value) == "Kind":
                found[kinds()[owner, node.attr]].add(module.dotted)
    return found


def recorded_data():
    """The names of the data with which `record(Kind.X, …)` is said."""
    found = {value: set() for value in kinds().values()}
    owner_of = {module.path: str(Path(module.path).parent.parent).replace("/", ".") for module in conventions.product()}
    for module in conventions.product():
        for call in module.all(ast.Call):
            if called(call) == "record" and call.args and ast.unparse(call.args[0]).startswith("Kind."):
                kind = kinds()[owner_of[module.path], ast.unparse(call.args[0]).removeprefix("Kind.")]
                found[kind] |= {keyword.arg for keyword in call.keywords} - {"by", "at", "text", None}
    return found


def paper():
    """docs/events.md: kind -> (author, what stands in the data)."""
    lines = KINDS_IN_PAPER.findall((ROOT / "docs" / "events.md").read_text())
    return {kind: (author, set(re.findall(r"`(\w+)`", data))) for kind, author, data in lines}


def test_every_kind_has_exactly_one_author():
    assert {kind: found for kind, found in authors().items() if len(found) != 1} == {}


def test_every_kind_of_a_ticket_has_a_line_in_its_timeline():
    shown = {value for (owner, _), value in kinds().items() if owner not in WITHOUT_TIMELINE}
    shown = {value for value in shown if not value.startswith(UNSAID)}
    assert shown - {path.stem for path in (ROOT / "templates" / "timeline").glob("*.html")} == set()


def test_the_timeline_shows_no_kind_that_nobody_records():
    files = {path.stem for path in (ROOT / "templates" / "timeline").glob("[!_]*.html")}
    assert files - set(kinds().values()) == set()


def test_two_packages_do_not_use_one_name():
    assert len(set(kinds().values())) == len(kinds())


def test_the_paper_names_every_kind_and_its_author():
    assert {kind: author for kind, (author, _) in paper().items()} == {
        kind: author for kind, found in authors().items() for author in found
    }


def test_the_paper_names_all_data_that_is_recorded():
    said = paper()
    missing = {kind: data - said[kind][1] for kind, data in recorded_data().items() if kind in said}
    assert {kind: data for kind, data in missing.items() if data} == {}
