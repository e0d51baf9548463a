"""The limits of the desk's matrix, each from both sides; the cells themselves are compared with the paper elsewhere."""

from datetime import timedelta

import pytest

from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Role
from supportdesk.errors import NeedsApproval, NotAllowed
from tests.factories import PersonFactory
from tickets.desk import policy
from tickets.desk.actions.bulk import bulk
from tickets.desk.actions.hold import hold
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db

SUPPORT = ("joe", "ann", "sam", "tess", "max")
WORK = ["reply", "note", "work", "assign", "take", "ask", "link", "unlink", "identify", "close"]
REQUESTERS = {"reply", "close", "reopen", "cancel", "confirm", "open", "attach", "detach", "redact"}


@pytest.fixture
def can(by, request, ticket):
    """`can("ann", "reply")`: may Ann do this to the ticket, now and without asking?"""

    def may(who, action, thing=ticket):
        return policy.can(by(request.getfixturevalue(who)), action, thing)

    return may


@pytest.mark.parametrize("who", SUPPORT)
def test_the_desk_does_the_desks_work(who, can):
    assert [action for action in WORK if not can(who, action)] == []


@pytest.mark.parametrize("action", sorted(set(policy.RULES) - {"open", "detach", "redact"}))
def test_strangers_auditors_and_light_seats_do_nothing(action, can):
    assert not any(can(who, action) for who in ("sue", "ada", "paula"))


@pytest.mark.parametrize("action", sorted(REQUESTERS - {"open"}))
def test_the_requesters_own(action, can):
    assert can("rob", action)
    assert can("rita", action)
    assert not can("sue", action)


@pytest.mark.parametrize("action", sorted(set(policy.RULES) - REQUESTERS))
def test_the_rest_is_not_the_requesters(action, can):
    assert not can("rob", action)


def test_a_file_is_removed_by_the_desk_and_the_auditor(can):
    """Redacting is the auditor's too (C 74); adding is not."""
    assert can("ada", "detach")
    assert can("ada", "redact")
    assert not can("ada", "attach")
    assert not any(can(who, act) for who in ("sue", "paula", "olga") for act in ("detach", "redact"))


def test_the_own_queue(can, opened, engineering):
    other = opened(queue=engineering)
    assert can("ann", "reroute")
    assert not can("ann", "reroute", other)
    assert can("sam", "reroute", other)
    assert can("erin", "set_category", other)
    assert not can("erin", "set_category")


def test_the_own_ticket(can, ticket, erin, ian):
    assert not can("erin", "reply")
    assert not can("ian", "close")
    ticket.owner = erin
    assert can("erin", "reply")
    ticket.owner = ian
    assert can("ian", "close")


def test_what_was_offered_to_oneself(can, ticket, sam):
    assert not can("sam", "accept")
    ticket.offered_to = sam
    assert can("sam", "accept")
    assert not can("tess", "accept")


@pytest.mark.parametrize(("suggested", "may"), [(None, False), (1, True), (2, True), (3, False)])
def test_the_criteria_of_p1_and_p2(suggested, may, can, ticket):
    ticket.priority_suggested = suggested
    assert [can(who, "set_high") for who in ("ann", "sam", "erin")] == [may] * 3
    assert can("tess", "set_high")
    assert not can("joe", "set_high")


def test_silence_that_is_over(can, resolved, turn_back):
    assert not can("joe", "close_override", resolved)
    late = turn_back(resolved, days=8)
    late.activity_at = late.close_at + timedelta(hours=1)
    assert can("joe", "close_override", late)
    assert can("sam", "close_override", resolved)


@pytest.mark.parametrize("stage", ["triaged", "owned", "resolved", "closed"])
def test_what_somebody_has_begun_the_admin_does_not_cancel(stage, can, opened, request):
    assert can("olga", "cancel", opened())
    assert not can("olga", "cancel", request.getfixturevalue(stage))


def test_requesters_and_admins_open_for_themselves(can, rob, sue, olga):
    assert can("rob", "open", rob)
    assert can("olga", "open", olga)
    assert not any(can("rob", "open", other) for other in (sue, olga))
    assert not can("olga", "open", rob)
    assert can("ann", "open", rob)
    assert not can("ada", "open", rob)


@pytest.mark.parametrize(("who", "action", "role"), [("joe", "reroute", "TL"), ("joe", "set_high", "TL or SA")])
def test_what_is_asked_for(who, action, role, can, by, ticket, request):
    assert not can(who, action)
    with pytest.raises(NeedsApproval) as refusal:
        policy.require(by(request.getfixturevalue(who)), action, ticket)
    assert refusal.value.role == role


@pytest.fixture
def thing_of(ticket, by, ann, rob):
    """What an action is done to: a ticket, but for these."""
    operation = bulk(Ticket.objects.filter(pk=ticket.pk), by=by(ann), verb="note", body="The vendor knows.")
    things = dict.fromkeys(("bulk", "begin", "undo"), operation)
    things |= {"open": rob, "review_reply": hold(ticket, by=by(ann), body="Is it lit?")}
    return lambda action: things.get(action, ticket)


@pytest.mark.parametrize("action", sorted(policy.RULES))
def test_can_and_require_are_the_same_cell(action, thing_of, by, joe, ann, sam, erin, ian, rob, sue, ada, olga):
    for person in (joe, ann, sam, erin, ian, rob, sue, ada, olga):
        try:
            policy.require(by(person), action, thing_of(action))
            went = True
        except (NotAllowed, NeedsApproval):
            went = False
        assert policy.can(by(person), action, thing_of(action)) is went


def test_an_operation_is_begun_and_undone_by_whom_it_is(can, thing_of):
    """C 30: a team lead may take back anybody's; a junior prepares links alone."""
    for action in ("begin", "undo"):
        assert can("ann", action, thing_of(action))
        assert not any(can(who, action, thing_of(action)) for who in ("joe", "sam"))
    assert can("tess", "undo", thing_of("undo"))
    assert [can(who, "bulk", thing_of("bulk")) for who in ("joe", "ann")] == [False, True]


def test_the_most_generous_of_several_roles_counts(ticket, first_line):
    both = PersonFactory(name="Bea", roles=[Role.JA, Role.TL], team=first_line)
    assert policy.can(Actor(both, "browser"), "set_high", ticket)


@pytest.mark.parametrize("action", sorted(policy.RULES))
def test_the_clock_may_and_an_ai_may_not(action, ticket):
    assert policy.can(system("clock"), action, ticket)
    assert not policy.can(system("ai"), action, ticket)


def test_a_refusal_is_one_line_in_the_log(by, sue, ticket, caplog):
    """ROLE-01: what is withheld is refused and logged."""
    with pytest.raises(NotAllowed):
        policy.require(by(sue, "api"), "reply", ticket)
    (line,) = [record.msg for record in caplog.records if record.msg["event"] == "refused"]
    assert (line["action"], line["person"], line["via"], line["subject_id"]) == ("reply", sue.pk, "api", ticket.pk)
    policy.can(by(sue), "reply", ticket)
    assert len(caplog.records) == 1
    assert Ticket.objects.count() == 1
