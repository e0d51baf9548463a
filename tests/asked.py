"""Forms to fill in: what a lead has published on an ordinary morning."""

import pytest

from tickets.intake.actions.propose_form import propose_form
from tickets.intake.actions.publish_form import publish_form

HOW = "how_signed_in"


def question(key, kind, **said):
    return {
        "key": key,
        "kind": kind,
        "label": key.capitalize().replace("_", " "),
        "purpose": "To find the cause.",
    } | said


def offer(**choices):
    return [{"value": value, "label": label} for value, label in choices.items()]


@pytest.fixture
def asking(incident, printing, service_desk):
    """`asking(name=…)`: what a form asks: subject, what happened, where; and of signing in, how."""

    def content(more=(), **said):
        questions = [
            question("subject", "text", required=True, lands="title"),
            question("happened", "long", required=True, lands="body"),
            question("area", "choice", required=True, choices=offer(login="Signing in", printer="Printing")),
            question(
                HOW, "choice", required=True, choices=offer(sso="SSO", password="A password"),
                when={"question": "area", "is": ["login"]},
            ),
            question("error", "text", lands="identifier.error_code"),
            *more,
        ]  # fmt: skip
        return {
            "name": "Report a problem",
            "type": incident.pk,
            "queue": service_desk.pk,
            "questions": questions,
        } | said

    return content


@pytest.fixture
def intake_form(asking, tess, by):
    """`intake_form(name=…)`: a form that Tess has published."""

    def published(*more, **said):
        proposal = propose_form(None, by=by(tess), content=asking(more, **said), reason="Asked for every week.")
        return publish_form(proposal, by=by(tess)).form

    return published


@pytest.fixture
def filled():
    """`filled(area="login")`: the answers of somebody who cannot print."""

    def answers(**said):
        plain = {"subject": "Nothing prints", "happened": "The light is red.", "area": "printer"}
        return {key: value for key, value in (plain | said).items() if value is not None}

    return answers


@pytest.fixture
def typed(filled):
    """`typed(form, area="login")`: the same as a page sends it, with all that the page had asked."""

    def sent(form, asked=None, **said):
        given = {f"q-{key}": value for key, value in filled(**said).items()}
        keys = asked or [one.key for one in form.live.questions]
        return given | {"asked": keys, "number": form.live.number}

    return sent
