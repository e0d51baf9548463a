"""A stale edit is refused, with both versions and what changed in between, whatever the action (D5, T-59)."""

import ast
from pathlib import Path

import pytest

import tickets.desk.actions
from supportdesk.errors import Conflict
from tests.factories import TagFactory
from tickets.desk.actions.classify import classify
from tickets.desk.actions.retitle import retitle
from tickets.desk.models import Ticket

from .calls import ONLY, WITH_VERSION

pytestmark = pytest.mark.django_db


OF_A_RUN = {"take_step"}  # what it names is how far the run was, not the ticket's version


def actions_that_take_seen():
    """By name, as the code has them: functions with a required keyword `seen`."""
    for file in Path(tickets.desk.actions.__file__).parent.glob("*.py"):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and "seen" in required_keywords(node.args):
                yield node.name


def required_keywords(args):
    return [arg.arg for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default is None]


def test_every_action_that_changes_a_field_stands_in_the_table():
    assert sorted(set(actions_that_take_seen()) - OF_A_RUN) == sorted(WITH_VERSION)


@pytest.mark.parametrize("name", WITH_VERSION)
def test_what_was_decided_on_an_old_version_is_refused(name, request, scene, by, ann, tess, news):
    """T-59: the second one to save is shown the conflict, and nothing of theirs is written."""
    stage, say = WITH_VERSION[name]
    ticket = request.getfixturevalue(stage)
    seen = ticket.version
    retitle(Ticket.objects.get(pk=ticket.pk), by=by(tess), seen=seen, title="Printer and scanner are dead")
    news(ticket)
    with pytest.raises(Conflict) as refusal:
        say(ticket, by(ann), seen, scene)
    assert (refusal.value.seen, refusal.value.current) == (seen, seen + 1)
    (change,) = refusal.value.changes
    assert (change["field"], change["now"], change["by"]) == ("title", "Printer and scanner are dead", "Tess")
    assert news(ticket) == []


@pytest.mark.parametrize("name", WITH_VERSION)
def test_each_change_is_one_step_of_the_version(name, request, scene, by, latest):
    stage, say = WITH_VERSION[name]
    ticket = request.getfixturevalue(stage)
    seen = ticket.version
    say(ticket, by(request.getfixturevalue(ONLY.get(name, "tess"))), seen, scene)
    assert ticket.version == seen + 1
    assert latest(ticket).data["version"] == ticket.version


def test_a_change_of_fields_and_tags_at_once_is_one_version(ticket, by, ann, printing, latest):
    seen = ticket.version
    classify(ticket, by=by(ann), seen=seen, category=printing, tags=[TagFactory(name="vip")])
    assert ticket.version == seen + 1
    assert latest(ticket).words["changes"] == {"category": [None, "Printing"], "tags": ["", "vip"]}


def test_a_version_of_the_future_is_no_better_than_an_old_one(ticket, by, ann):
    with pytest.raises(Conflict) as refusal:
        retitle(ticket, by=by(ann), seen=ticket.version + 5, title="Printer")
    assert refusal.value.changes == []
