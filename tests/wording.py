"""Approved wording and playbooks to use: what a lead has published on an ordinary morning."""

import pytest

from kb.macros.actions.propose import propose
from kb.macros.actions.publish import publish
from kb.playbooks.actions.propose import propose as propose_playbook
from kb.playbooks.actions.publish import publish as publish_playbook


@pytest.fixture
def worded():
    """`worded(name=…)`: what a macro says."""

    def content(**said):
        about = {"name": "Try again", "purpose": "The outage is over.", "audience": "end_user", "kind": "update"}
        return about | {"body": "Hello {{requester.forename}}, please try {{ticket.reference}} again."} | said

    return content


@pytest.fixture
def macro(worded, tess, by):
    """`macro(name=…)`: a macro that Tess has published."""

    def published(**said):
        proposal = propose(None, by=by(tess), content=worded(**said), reason="Asked for every week.")
        return publish(proposal, by=by(tess)).macro

    return published


FIVE = ("Is it plugged in?", "Is there paper?", "Restart the spooler", "Print a test page", "Tell the requester")


@pytest.fixture
def laid_out():
    """`laid_out(steps=…)`: what a playbook says; without any, a checklist of five steps."""

    def content(steps=None, **said):
        plain = [{"title": title, "body": "", "expected": "", "answers": []} for title in FIVE]
        about = {"name": "Nothing prints", "kind": "checklist", "trigger": "A printer takes no jobs."}
        around = {"expected": "It prints.", "rollback": "Nothing to take back.", "escalate_when": "It smells of smoke."}
        return about | around | {"steps": steps or plain} | said

    return content


@pytest.fixture
def playbook(laid_out, sam, by):
    """`playbook(kind=…)`: a playbook that Sam has published."""

    def published(**said):
        proposal = propose_playbook(None, by=by(sam), content=laid_out(**said), reason="Asked for every week.")
        return publish_playbook(proposal, by=by(sam)).playbook

    return published


@pytest.fixture
def tree():
    """Two questions and a deed: the way out is solved or escalate."""
    return [
        {"title": "Does it blink?", "answers": [{"label": "Yes", "to": 2}, {"label": "No", "to": 3}]},
        {"title": "Restart it", "answers": [{"label": "Prints", "to": "solved"}, {"label": "Still not", "to": 3}]},
        {"title": "Is it insured?", "answers": [{"label": "Yes", "to": "escalate"}, {"label": "No", "to": "solved"}]},
    ]  # fmt: skip
