"""The demo's escalations: one at least in each of their states, told by the ordinary actions."""

from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person, Team
from tickets.desk.models import Ticket

from .actions.begin import begin
from .actions.bring_back import decline, send_home
from .actions.compose import fill, hypothesise
from .actions.issues import keep_tracker, link_issue
from .actions.matrix import keep_lane
from .actions.rate import judge
from .actions.receive import accept, acknowledge, redirect
from .actions.send import answer, ask_review, submit
from .actions.verify import close, verify
from .actions.work import follow_up, offer_fix, report, work
from .models import Escalation, Lane
from .packet_example import WORDS

NEEDED = ("First line", "Infrastructure", "Engineering")
PEOPLE = ("Ann", "Joe", "Sam", "Tess", "Max", "Erin", "Mina", "Sofia")
SOON = timedelta(hours=4)


class Desk:
    """Who acts, and on which tickets: live ones that somebody owns, each once."""

    def __init__(self):
        self.teams = {team.name: team for team in Team.objects.filter(name__in=NEEDED)}
        found = Person.objects.filter(email__in=[f"{name.lower()}@demo.example" for name in PEOPLE])
        self.by = {person.name.split()[0]: Actor(person, "import") for person in found}
        owned = Ticket.objects.live().filter(restricted=False, owner__isnull=False, priority__gte=3)
        self.tickets = iter(owned.select_related("queue", "organisation", "owner", "requester").order_by("-pk")[:30])

    def whole(self) -> bool:
        return len(self.teams) == len(NEEDED) and len(self.by) == len(PEOPLE)


@transaction.atomic
def fill_demo() -> int:
    """Answers how many escalations there are now; what is there already stays."""
    desk = Desk()
    if Escalation.objects.exists() or not desk.whole():
        return 0
    build_matrix(desk)
    tracker = keep_tracker(by=system("import"), key="bugs", name="Bug tracker")
    for tell in (
        draft,
        reviewed,
        sent,
        taken,
        hurried,
        came_back,
        went_on,
        declined,
        at_work,
        to_verify,
        verified,
        over,
    ):
        ticket = next(desk.tickets, None)
        if ticket is None:
            break
        tell(desk, ticket, tracker)
    return Escalation.objects.count()


def build_matrix(desk):
    engineering, infrastructure = desk.teams["Engineering"], desk.teams["Infrastructure"]
    shared = {"by": system("import"), "owner": desk.by["Max"].person}
    round_the_clock = {"calendar": "around-the-clock", "acknowledge_minutes": 15, "accept_minutes": 60}
    keep_lane(target="engineering", group=engineering, contact=desk.by["Mina"].person, channel="#engineering", **shared)
    keep_lane(target="engineering", trigger="outage", group=engineering, channel="#outage", **round_the_clock, **shared)
    keep_lane(target="tier", group=infrastructure, contact=desk.by["Sam"].person, channel="#infrastructure", **shared)
    Lane.objects.filter(target="tier").update(asked_at=clock.now(), ask_at=None)


def begun(desk, ticket, who="Ann", issue="defect", trigger="unknown", target="engineering"):
    made = begin(ticket, by=desk.by[who], target=target, issue=issue, trigger=trigger)
    return fill(made, by=desk.by[who], values={name: dict(parts) for name, parts in WORDS.items()})


def draft(desk, ticket, tracker):
    begin(ticket, by=desk.by["Ann"], target="engineering", issue="api", trigger="tools")


def reviewed(desk, ticket, tracker):
    ask_review(begun(desk, ticket, "Joe"), by=desk.by["Joe"])


def sent(desk, ticket, tracker):
    submit(begun(desk, ticket, "Joe", "access", "exhausted", "tier"), by=desk.by["Joe"])
    return submit(begun(desk, next(desk.tickets, ticket)), by=desk.by["Ann"])


def taken(desk, ticket, tracker):
    one = submit(begun(desk, ticket), by=desk.by["Ann"])
    return acknowledge(one, by=desk.by["Erin"])


def hurried(desk, ticket, tracker):
    """An outage with gaps, accepted; support has asked something."""
    made = begin(ticket, by=desk.by["Ann"], target="engineering", issue="outage", trigger="outage")
    words = {name: dict(WORDS[name]) for name in list(WORDS)[:20]}
    submit(fill(made, by=desk.by["Ann"], values=words), by=desk.by["Ann"])
    accept(made, by=desk.by["Erin"], rating=3, next_update_at=clock.now() + SOON)
    follow_up(made, by=desk.by["Ann"], question="May we tell the customer a time?")


def came_back(desk, ticket, tracker):
    one = submit(begun(desk, ticket), by=desk.by["Ann"])
    items = [
        {"field": "P-04", "reason": "not_reproducible", "question": "With which browser did it fail?"},
        {"field": "P-20", "reason": "more_scope", "question": "How many accounts are concerned?"},
    ]
    send_home(one, by=desk.by["Erin"], reason="missing_evidence", items=items[:1])
    answer(one, by=desk.by["Ann"], answers={each.pk: "With every one." for each in one.returned.get().items.all()})
    send_home(one, by=desk.by["Erin"], reason="more_scope", items=items)


def went_on(desk, ticket, tracker):
    one = submit(begun(desk, ticket), by=desk.by["Ann"])
    redirect(one, by=desk.by["Erin"], group=desk.teams["Infrastructure"], words="It is the load balancer.")


def declined(desk, ticket, tracker):
    one = submit(begun(desk, ticket), by=desk.by["Ann"])
    words = {"words": "The limit is documented.", "suggested_text": "The limit of 50 lines is part of your plan."}
    decline(one, by=desk.by["Erin"], reason="not_a_defect", **words)
    judge(one, by=desk.by["Erin"], avoidable=True, reason="fix_documented", words="See the article on limits.")


def at_work(desk, ticket, tracker):
    one = submit(begun(desk, ticket), by=desk.by["Ann"])
    accept(one, by=desk.by["Erin"], rating=4)
    work(one, by=desk.by["Erin"], next_update_at=clock.now() + SOON)
    report(one, by=desk.by["Erin"], words="Seen in our own environment; the pool of connections runs dry.", useful=True)
    hypothesise(one, by=desk.by["Ann"], statement="The pool of connections is too small.", confidence="medium")
    settled = {"state": "ruled_out", "result": "Their log shows no call.", "confidence": "high"}
    hypothesise(one, by=desk.by["Ann"], statement="The card provider is down.", test="Asked them.", **settled)
    link_issue(one, by=desk.by["Erin"], tracker=tracker, key=f"SHOP-{one.pk + 200}", url="https://bugs.example/shop")
    return one


def to_verify(desk, ticket, tracker):
    one = at_work(desk, ticket, tracker)
    offer_fix(one, by=desk.by["Erin"], fix_version="8.4.3", to_verify="Pay by card ten times, in both regions.")
    return one


def verified(desk, ticket, tracker):
    one = to_verify(desk, ticket, tracker)
    found = {"place": "staging", "words": "Still one of ten fails.", "regression": False}
    verify(one.tasks.get(), by=desk.by["Ann"], passed=False, **found)
    offer_fix(one, by=desk.by["Erin"], fix_version="8.4.4", to_verify="The same again.")
    done = {"place": "production", "words": "Ten of ten.", "regression": True}
    verify(one.tasks.get(done_at=None), by=desk.by["Ann"], passed=True, **done)
    return one


def over(desk, ticket, tracker):
    close(verified(desk, ticket, tracker), by=desk.by["Ann"], words="The requester pays by card again.")
