"""A desk for trials: two organisations that must never hear of each other, with everybody and a key for each.

All of it follows from the seed, except the secrets of the keys. What is written carries canaries: words that stand
nowhere else, so that whoever finds one in a wrong place has found a leak.
"""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person, Role
from supportdesk.catalogue.actions.add import add_queue
from supportdesk.catalogue.models import Category, TicketType

from ..actions.assign import assign
from ..actions.close import close
from ..actions.moves import move
from ..actions.note import note
from ..actions.open import open_ticket
from ..actions.reply import reply
from ..actions.resolve import resolve
from ..actions.triage import triage

PASSWORD = "trial-of-the-desk"  # noqa: S105 printed for everybody, refused in production
ORGANISATIONS = (("northern", "Northern Railways", "silver"), ("southern", "Southern Harbours", "standard"))
READ = ["tickets:read", "people:read", "catalogue:read"]
WRITE = ["tickets:write", *READ]
SCOPES = {Role.RQ: ["tickets:read", "tickets:write"], Role.AU: READ, Role.OA: ["admin", *WRITE]}
IN_TEAM = (Role.JA, Role.AN, Role.SA, Role.TL, Role.ER, Role.IC)
STATES = ("new", "triaged", "in_progress", "pending_requester", "resolved", "closed")


@transaction.atomic
def fill(seed: int) -> dict:
    """Both organisations, as the JSON that a trial reads."""
    draw = random.Random(seed)  # noqa: S311 the same desk each time; secrets come from issue_token
    told = [organisation(draw, *words) for words in ORGANISATIONS]
    Person.objects.filter(email__endswith=".trial.example").update(password=make_password(PASSWORD))
    return {"seed": seed, "password": PASSWORD, "organisations": told}


def organisation(draw, key, name, tier):
    by = system("import")
    home = add_organisation(name, by=by, tier=tier)
    team = add_team(home, by=by, name=f"{name} desk")
    queues = [
        add_queue(team, by=by, key=f"{key}-{each}", name=f"{name} {each}", organisation=home)
        for each in ("desk", "field")
    ]
    people = [seat(home, team, key, role) for role in Role]
    people += [seat(home, team, key, Role.RQ, suffix="2"), seat(home, team, key, Role.RQ, suffix="-all", sees_all=True)]
    by_role = {person.role: person for person in reversed(people)}
    canary = f"canary-{key}-{draw.randrange(1 << 48):012x}"
    tickets = [ticket(queues[number % 2], by_role, state, f"{canary}-{number}") for number, state in enumerate(STATES)]
    return {
        "id": home.pk,
        "name": name,
        "canary": canary,
        "team": team.pk,
        "queues": [{"id": queue.pk, "key": queue.key} for queue in queues],
        "people": [described(person) for person in people],
        "tickets": tickets,
    }


def seat(home, team, key, role, *, suffix="", sees_all=False):
    """One person for the role; staff of the organisation's own, who serve nobody else."""
    name = f"{role.label} of {home.name}{suffix}"
    person = invite(
        home, by=system("import"), email=f"{role.lower()}{suffix}@{key}.trial.example", name=name, roles=[role]
    )
    if sees_all:
        person.organisation_access = True
        person.save(update_fields=["organisation_access"])
    if role in IN_TEAM:
        join_team(team, by=system("import"), person=person, lead=role == Role.TL)
    return person


def described(person):
    scopes = SCOPES.get(person.role, READ if person.sits_lightly else WRITE)
    _, text = issue_token(person, by=system("import"), name="Trial", scopes=scopes)
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "organisation_access": person.organisation_access,
        "scopes": sorted(scopes),
        "token": text,
    }


def ticket(queue, people, state, canary):
    """A ticket that has come as far as `state`, with a canary in every place where words are kept."""
    requester, analyst = Actor(people[Role.RQ], "import"), Actor(people[Role.AN], "import")
    now = clock.now()
    made = open_ticket(
        queue,
        by=requester,
        requester=requester.person,
        title=f"Signal box reports a fault {canary}-title",
        body=f"It began this morning. {canary}-message",
        type=TicketType.objects.get(key="incident"),
        channel="portal",
        identifiers=[("trace", f"{canary}-identifier")],
        at=now - timedelta(hours=3),
    )
    for number, step in enumerate(steps(state), start=1):
        step(made, analyst, canary, now - timedelta(hours=3) + number * timedelta(minutes=20))
    return {
        "id": made.pk,
        "reference": made.reference,
        "status": made.status,
        "canary": canary,
        "requester": made.requester_id,
        "messages": list(made.messages.values_list("pk", flat=True)),
        "notes": list(made.notes.values_list("pk", flat=True)),
    }


def steps(state):
    """Everything that leads to `state`, in order."""
    known = (judge, own, talk, *([ask] if state == "pending_requester" else []), end, shut)
    last = {"new": 0, "triaged": 1, "in_progress": 3, "pending_requester": 4, "resolved": 4, "closed": 5}
    return known[: last[state]]


def judge(made, by, canary, at):
    category = Category.objects.get(key="hardware")
    triage(made, by=by, seen=made.version, impact=2, urgency=2, category=category, at=at)


def own(made, by, canary, at):
    assign(made, by=by, seen=made.version, to=by.person, at=at)


def talk(made, by, canary, at):
    note(made, by=by, body=f"Looks like the relay again. {canary}-note", at=at)
    move(made, by=by, seen=made.version, action="start", at=at)
    reply(made, by=by, body=f"We are on our way. {canary}-reply", at=at)


def ask(made, by, canary, at):
    until = at + timedelta(days=3)
    move(made, by=by, seen=made.version, action="wait_requester", waiting_reason="details", until=until, at=at)


def end(made, by, canary, at):
    words = {
        name: f"{canary}-{name}" for name in ("happened", "root_cause", "steps", "verification", "advice", "prevention")
    }
    resolve(made, by=by, seen=made.version, at=at, cause_class="network", code="fixed", **words)


def shut(made, by, canary, at):
    close(made, by=by, seen=made.version, at=at)
