"""The demo's forms: a problem, an access, a question; one that is proposed, one that is retired, one filled in."""

from django.db import transaction

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import TicketType

from .actions.fill_form import fill_form
from .actions.propose_form import propose_form
from .actions.publish_form import publish_form, retire_form
from .models import Form


def ask(key, label, kind, purpose, **more):
    return {"key": key, "label": label, "kind": kind, "purpose": purpose} | more


def offer(**choices):
    return [{"value": value.replace("_", "-"), "label": label} for value, label in choices.items()]


AREAS = offer(
    access_identity="Signing in", network_vpn="Network and VPN", hardware="A device", software_apps="A program",
    other="Something else",
)  # fmt: skip
FACTORS = offer(sso="SSO", mfa="A second factor", word="A password")
WIDTHS = [{"value": str(level), "label": label} for level, label in enumerate(("Many of us", "My team", "Me"), 1)]
SUBJECT = ask("subject", "Subject", "text", "You and we find it again by these words.", required=True, lands="title")
PROBLEM = (
    ask(
        "area", "What is it about?", "choice", "The right people get it.", required=True, lands="category",
        choices=AREAS,
    ),
    ask(
        "factors", "Which ways of signing in fail?", "choices", "Each goes through another system.", required=True,
        choices=FACTORS, when={"question": "area", "is": ["access-identity"]},
    ),
    SUBJECT,
    ask("happened", "What happened, and what should?", "long", "We read it first.", required=True, lands="body"),
    ask("error", "Error code", "text", "We find known issues by it.", lands="identifier.error_code"),
    ask("since", "Since when?", "moment", "We look into the logs of that hour."),
    ask(
        "impact", "Who is affected?", "choice", "It decides how soon we are there.", required=True, lands="impact",
        choices=WIDTHS,
    ),
)  # fmt: skip
ACCESS = (
    ask("what", "Which system?", "text", "You and we find it again by these words.", required=True, lands="title"),
    ask("why", "What do you need it for?", "long", "Whoever grants it has to know.", required=True, lands="body"),
    ask("until", "Until when?", "date", "Access that nobody needs any more is taken back."),
    ask("room", "Your room, for the token", "text", "Somebody brings it.", personal="place", keep_days=30),
)
QUESTION = (SUBJECT, ask("question", "Your question", "long", "We answer it.", required=True, lands="body"))
FORMS = (
    ("Report a problem", "Something does not work, or not as it should.", "incident", PROBLEM),
    ("Request access", "You need to get into a system, or more rights in it.", "access_request", ACCESS),
    ("Ask a question", "You would like to know how something is done.", "question", QUESTION),
    ("Order a fax machine", "Something to send letters with.", "service_request", QUESTION),
)
ANSWERS = {
    "area": "access-identity",
    "factors": ["mfa"],
    "subject": "My second factor is not asked for",
    "happened": "I type my password and nothing comes.",
    "error": "MFA-403",
    "since": "2026-11-20T08:15Z",
    "impact": "3",
}


@transaction.atomic
def fill() -> int:
    """Answers how many forms there are now; what is there already stays."""
    people = {one.email.split("@")[0]: one for one in Person.objects.filter(email__endswith="@demo.example")}
    if not {"tess", "joe", "rob"} <= people.keys() or Form.objects.exists():
        return Form.objects.count()
    tess, joe, rob = (Actor(people[name], "browser") for name in ("tess", "joe", "rob"))
    made = [
        publish_form(propose_form(None, by=tess, content=said(*words), reason="As agreed."), by=tess) for words in FORMS
    ]
    retire_form(made[3].form, by=tess, reason="The last one is gone.")
    longer = ask("tried", "What have you tried?", "long", "We do not ask you to do it again.")
    change = said(*FORMS[2][:3], (*QUESTION, longer))
    propose_form(made[2].form, by=joe, content=change, reason="We ask for it in every second case.")
    fill_form(made[0].form, by=rob, requester=rob.person, channel="portal", given=ANSWERS)
    return len(made)


def said(name, intro, type, questions):
    kind = TicketType.objects.get(key=type)
    embed_on = ["https://intranet.example"] if type == "question" else []
    return {"name": name, "intro": intro, "type": kind.pk, "questions": list(questions), "embed_on": embed_on}
