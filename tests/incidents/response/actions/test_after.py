"""Impact, workarounds, the proof of the recovery, the sweep, the review and what is done about it."""

from datetime import timedelta

import pytest

from incidents.response.actions.carry import carry_next
from incidents.response.actions.checks import add_check, do_check
from incidents.response.actions.impact import capture_impact
from incidents.response.actions.items import add_item, end_item, tell_overdue
from incidents.response.actions.link import link
from incidents.response.actions.reviews import sign_review, tell_unopened, write_review
from incidents.response.actions.settle import settle, told_otherwise
from incidents.response.actions.workarounds import approve_workaround, propose_workaround, withdraw_workaround
from incidents.response.models import ActionItem, Incident, Workaround
from incidents.response.queries.beside import of_a_ticket
from incidents.response.queries.impact import impact
from incidents.response.queries.sweep import sweep
from incidents.response.reviewing import NAMES
from incidents.response.subscribers import notify
from supportdesk import clock
from supportdesk.errors import Conflict, NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.outbound.models import Notification
from tests.factories import OrganisationFactory, PersonFactory
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


def values(incident):
    return {line.field: line.value for line in impact(incident)[1]}


def test_inc_11_twelve_tickets_of_seven_customers(suspected, opened, by, ann):
    """INC-11: counted from the tickets, and again when one is added."""
    incident = suspected()
    people = [PersonFactory(organisation=OrganisationFactory()) for _ in range(7)]
    tickets = [opened(who=people[n % 7]) for n in range(12)]
    link(incident, by=by(ann), tickets=[one.pk for one in tickets])
    figures, _ = impact(incident)
    assert (figures["tickets"], figures["customers"], figures["users"]) == (12, 7, 7)
    link(incident, by=by(ann), tickets=[opened(who=PersonFactory(organisation=OrganisationFactory())).pk])
    assert values(incident)["customers"] == "8"


def test_somebody_who_knows_more_says_so_with_a_reason_and_never_less_than_is_counted(suspected, joined, by, joe):
    incident = suspected()
    joined(incident, 1)
    with pytest.raises(Refused) as refusal:
        capture_impact(incident, by=by(joe), field="users", value="many", reason="They say so.")
    assert refusal.value.field == "value"
    with pytest.raises(Refused) as refusal:
        capture_impact(incident, by=by(joe), field="users", value="300", reason="")
    assert refusal.value.field == "reason"
    capture_impact(incident, by=by(joe), field="users", value="300", reason="Acme's head count.")
    assert values(incident)["users"] == "300"
    capture_impact(incident, by=by(joe), field="users", value="0", reason="Nobody.")
    assert values(incident)["users"] == "1"


def test_inc_12_an_approved_workaround_is_offered_on_every_ticket(suspected, joined, by, joe, sam, ann):
    """INC-12, C 50: recorded by a junior, approved by a senior, offered on what joins later too."""
    incident = suspected()
    way = propose_workaround(incident, by=by(joe), text="Print on floor 2.", side_effects="It is slow.")
    with pytest.raises(NotAllowed, match="records without approving"):
        approve_workaround(way, by=by(joe))
    (ticket,) = joined(incident)
    assert of_a_ticket(ann, ticket)[0].offered == []
    approve_workaround(way, by=by(sam))
    (later,) = joined(incident)
    assert [one.text for one in of_a_ticket(ann, later)[0].offered] == ["Print on floor 2."]
    with pytest.raises(WrongState, match="decided already"):
        approve_workaround(way, by=by(sam))
    withdraw_workaround(way, by=by(sam), reason="Floor 2 is out of paper.")
    assert not Workaround.objects.offered().exists()


def test_inc_27_before_the_watch_is_over_it_is_refused_with_the_time_left(suspected, lead, step, by, ian):
    """INC-27."""
    incident = lead(suspected(), "restored")
    check = add_check(incident, by=by(ian), what="A test page")
    do_check(check, by=by(ian), passed=True)
    with pytest.raises(Refused, match="watched for 30 more minutes") as refusal:
        step(incident, "verify")
    assert refusal.value.field == "monitoring"


def test_without_a_check_that_has_passed_it_is_not_verified(suspected, lead, step, earlier, by, ian):
    incident = earlier(lead(suspected(), "restored"), hours=1)
    with pytest.raises(Refused, match="no check yet") as refusal:
        step(incident, "verify")
    assert refusal.value.field == "checks"
    check = add_check(incident, by=by(ian), what="A test page")
    with pytest.raises(Refused) as refusal:
        do_check(check, by=by(ian), passed=False)
    assert refusal.value.field == "result"
    do_check(check, by=by(ian), passed=False, result="Floor 3 is blank.")
    with pytest.raises(Refused, match="Not passed: A test page"):
        step(incident, "verify")
    do_check(check, by=by(ian), passed=True)
    step(incident, "verify")
    assert incident.verified_at
    assert incident.entries.filter(kind="test").count() == 2


@pytest.fixture
def verified(declared, joined, lead):
    """A SEV1 that is over, with three tickets."""
    tickets = joined(declared, 3)
    return lead(declared, "verified"), tickets


def test_inc_19_the_sweep_lists_exactly_those_without_the_final_message(verified, by, ian, ann, clockwork):
    """INC-19: three without it, and then none; each gets it once, as a reply of whoever sent it."""
    incident, tickets = verified
    assert [link.ticket for link in sweep(incident, ann).untold] == tickets
    assert settle(incident, by=by(ian), message="Printing works again since noon.") == 3
    while carry_next(by=clockwork):
        pass
    assert sweep(incident, ann).untold == []
    for ticket in tickets:
        said = ticket.messages.filter(from_desk=True)
        assert [(one.body, one.author) for one in said] == [("Printing works again since noon.", ian)]
    with pytest.raises(Refused, match="has had the final message"):
        settle(incident, by=by(ian), message="Again.")
    assert not carry_next(by=clockwork)


def test_it_is_not_closed_while_a_ticket_is_untold_or_the_review_unsigned(verified, step):
    incident, _ = verified
    with pytest.raises(WrongState, match="reviewed before it is closed"):
        step(incident, "close")
    step(incident, "review")
    with pytest.raises(Refused, match="3 tickets have not had the final message; the review is not signed") as refusal:
        step(incident, "close")
    assert refusal.value.missing == ("tickets", "review")
    incident.refresh_from_db()
    assert (incident.state, incident.closed_at) == ("review", None)


def test_a_ticket_that_cannot_be_told_says_why_and_is_marked_by_a_person(
    verified, by, ian, ann, clockwork, resolution, heard
):
    incident, tickets = verified
    Ticket.objects.filter(pk=tickets[0].pk).update(status="closed")
    settle(incident, by=by(ian), message="Printing works again.")
    while carry_next(by=clockwork):
        pass
    (left,) = sweep(incident, ann).untold
    assert left.ticket == tickets[0]
    assert "Closed" in left.flow_words
    assert heard(tickets[0])[-1] == "ticket.incident_refused"
    told_otherwise(incident, by=by(ann), tickets=[tickets[0].pk], reason="By telephone.")
    assert not incident.links.untold().exists()
    assert not incident.clocks.filter(stopped_at=None).exists()


def test_free_words_to_everybody_are_not_a_juniors_to_send(verified, by, joe):
    incident, _ = verified
    with pytest.raises(NeedsApproval):
        settle(incident, by=by(joe), message="All good.")


def test_before_the_recovery_there_is_no_final_message(declared, by, ian):
    with pytest.raises(WrongState, match="follows the verified recovery"):
        settle(declared, by=by(ian), message="All good.")


@pytest.fixture
def reviewed(verified, step):
    """The review of a SEV1, just opened."""
    incident, _ = verified
    step(incident, "review")
    return incident.review


def whole():
    return {name: f"About {name.replace('_', ' ')}." for name in NAMES}


def test_inc_17_it_is_signed_once_it_is_whole_and_led_by_somebody(reviewed, by, ian, max, sam, heard):
    """INC-17, E.7: every part, the facilitator, who took part; then nothing changes any more."""
    write_review(reviewed, by=by(sam), seen=1, parts={"summary": "Nothing printed."})
    with pytest.raises(Refused, match="The review lacks: detection") as refusal:
        sign_review(reviewed, by=by(ian), seen=2)
    assert set(refusal.value.missing) == set(NAMES) - {"summary"}
    write_review(reviewed, by=by(sam), seen=2, parts=whole(), severity_reviewed=2)
    with pytest.raises(Refused) as refusal:
        sign_review(reviewed, by=by(ian), seen=3)
    assert refusal.value.field == "facilitator"
    write_review(reviewed, by=by(sam), seen=3, facilitator=sam, attendees=[ian, max])
    sign_review(reviewed, by=by(ian), seen=4)
    assert (reviewed.signed_by, reviewed.incident.severity_reviewed) == (ian, 2)
    with pytest.raises(WrongState, match="addendum"):
        write_review(reviewed, by=by(sam), seen=5, parts={"summary": "Other."})
    assert heard(reviewed.incident)[-1] == "incident.review_signed"


def test_two_who_write_at_once_lose_nothing(reviewed, by, sam, ian):
    write_review(reviewed, by=by(sam), seen=1, parts={"summary": "Nothing printed."})
    with pytest.raises(Conflict):
        write_review(reviewed, by=by(ian), seen=1, parts={"summary": "All was well."})


def test_signed_and_told_it_is_closed_and_nobody_has_a_part_any_more(reviewed, by, ian, sam, step, clockwork):
    incident = reviewed.incident
    write_review(reviewed, by=by(sam), seen=1, parts=whole(), facilitator=sam, attendees=[ian])
    sign_review(reviewed, by=by(ian), seen=2)
    settle(incident, by=by(ian), message="Printing works again.")
    while carry_next(by=clockwork):
        pass
    step(Incident.objects.get(pk=incident.pk), "close")
    incident.refresh_from_db()
    assert (incident.state, incident.roles.held().exists()) == ("closed", False)
    assert not incident.links.filter(exclusive=True).exists()


def test_inc_17_a_review_that_nobody_opens_is_told_to_commander_and_manager(verified, ian, max, clockwork, recorded):
    """INC-17: once, when the set time is over."""
    incident, _ = verified
    assert incident.review_due_at
    recorded()
    Incident.objects.filter(pk=incident.pk).update(review_due_at=clock.now() - timedelta(minutes=1))
    assert tell_unopened(by=clockwork) == 1
    notify(recorded())
    assert {one.person for one in Notification.objects.filter(kind="incident.review_overdue")} == {ian, max}
    assert tell_unopened(by=clockwork) == 0


@pytest.fixture
def item(declared, by, ian, sam):
    due = clock.now() + timedelta(days=7)
    return add_item(declared, by=by(ian), what="Renew certificates by a job", kind="fix", owner=sam, due_at=due)


def test_inc_18_past_its_day_owner_and_manager_hear_and_it_counts_as_late(item, clockwork, recorded, sam, max, by):
    """INC-18."""
    recorded()
    past = clock.now() - timedelta(minutes=1)
    ActionItem.objects.filter(pk=item.pk).update(alarm_at=past, due_at=past)
    assert tell_overdue(by=clockwork) == 1
    notify(recorded())
    assert {one.person for one in Notification.objects.filter(kind="incident.item_overdue")} == {sam, max}
    assert tell_overdue(by=clockwork) == 0
    item.refresh_from_db()
    end_item(item, by=by(sam), state="done", evidence="https://jobs.example/7")
    assert (item.state, item.late) == ("done", True)


def test_an_item_is_ended_with_what_shows_it_and_once(item, by, sam, ann):
    with pytest.raises(NotAllowed, match="assigned to self"):
        end_item(item, by=by(ann), state="done", evidence="It is.")
    with pytest.raises(Refused) as refusal:
        end_item(item, by=by(sam), state="done", evidence=" ")
    assert refusal.value.field == "evidence"
    end_item(item, by=by(sam), state="dropped", evidence="The printer is gone.")
    assert not item.late
    with pytest.raises(WrongState):
        end_item(item, by=by(sam), state="done", evidence="It is.")


@pytest.mark.parametrize(
    ("field", "wrong"), [("what", ""), ("kind", "party"), ("due_at", None), ("due_at", timedelta(days=-1))]
)
def test_an_item_that_makes_no_sense_is_refused_at_its_field(declared, by, ian, sam, field, wrong):
    said = {"what": "Renew it", "kind": "fix", "owner": sam, "due_at": clock.now() + timedelta(days=1)}
    value = clock.now() + wrong if isinstance(wrong, timedelta) else wrong
    with pytest.raises(Refused) as refusal:
        add_item(declared, by=by(ian), **said | {field: value})
    assert refusal.value.field == field
