"""What rows of the requirements promise about promises, asked of the desk over REST with the one clock set."""

from datetime import UTC, datetime, timedelta

import pytest

from supportdesk.accounts.actor import system
from tests.factories import QueueFactory, TeamFactory, TicketTypeFactory
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.remind import remind_due
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.models import Operation
from tickets.sla.models import Calendar, Policy, Target
from tickets.sla.presets import BEGINNING

from .stories import instant, promise, said, version

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = 3600
PAUSING = ("resolution", "next_update")
SEVEN = {
    "acknowledge": HOUR,
    "first_response": 2 * HOUR,
    "next_reply": 2 * HOUR,
    "next_update": 24 * HOUR,
    "resolution": 8 * HOUR,
    "ownership": 4 * HOUR,
    "ask": HOUR,
}


def publish(key="seven", goals=SEVEN, **about):
    """Everything is promised, around the clock."""
    hours = Calendar.objects.get(key="around-the-clock", version=1)
    policy = Policy(key=key, name=key, position=1, effective_from=BEGINNING, **{"type": "incident"} | about)
    policy.save()
    for goal, seconds in goals.items():
        Target(policy=policy, goal=goal, seconds=seconds, calendar=hours, pauses=goal in PAUSING).save()
    return policy


def hours(number):
    return MONDAY + timedelta(hours=number)


def near(number):
    """The desk's clock goes on while a test does its work."""
    return pytest.approx(hours(number), abs=timedelta(seconds=20))


def told(api, ticket, goal):
    """The latest promise of this goal, as the desk tells it now."""
    every = said(api.get(f"/tickets/{ticket['id']}/clocks"))["results"]
    return [one for one in every if one["goal"] == goal][-1]


def goals_open(api, ticket):
    every = said(api.get(f"/tickets/{ticket['id']}/clocks"))["results"]
    return {one["goal"] for one in every if one["stopped_at"] is None}


def says(api, ticket, body="Please look at it.", **more):
    return said(api.post(f"/tickets/{ticket['id']}/messages", {"body": body} | more), 201)


def fresh(api, ticket):
    return said(api.get(f"/tickets/{ticket['id']}"))


def does(api, ticket, path, **words):
    return said(api.post(f"/tickets/{ticket['id']}/{path}", words, If_Match=version(fresh(api, ticket))))


def carried_out(api, operation):
    """Started, and done by the worker."""
    said(api.post(f"/operations/{operation['id']}/start", {}))
    while carry_out(Operation.objects.get(pk=operation["id"]), by=system("clock")):
        pass


@pytest.fixture
def filed_on_monday(at, filed, rest, ann, rob):
    """Rob's ticket of Monday 09:00 with all seven promises; Ann's program and Rob's."""
    publish()
    at(MONDAY)
    ticket = filed(ann)
    return ticket, rest(ann), rest(rob)


def test_an_acknowledgement_stops_only_its_own_clock(filed_on_monday, at):
    """SLA-04: after an auto-reply and an "ack" first response still runs; a substantive reply stops it."""
    ticket, anns, _ = filed_on_monday
    at(hours(0.5))
    says(anns, ticket, "We have your message.", substantial=False)
    assert told(anns, ticket, "acknowledge")["state"] == "met"
    assert told(anns, ticket, "first_response")["state"] == "running"
    at(hours(1))
    says(anns, ticket, "Please hold its key for ten seconds.")
    assert told(anns, ticket, "first_response")["state"] == "met"


def test_a_promise_for_three_o_clock_and_a_cadence_of_a_day(filed_on_monday, at):
    """SLA-05: 15:00 passes without an update: an update breach is recorded, at 15:00."""
    ticket, anns, robs = filed_on_monday
    at(hours(1))
    says(anns, ticket, "I ask the vendor.", promise=hours(6).isoformat())
    clock = told(anns, ticket, "next_update")
    assert (instant(clock["due_at"]), instant(clock["promised_at"])) == (hours(6), hours(6))
    assert instant(promise(fresh(robs, ticket), "next_update")["due_at"]) == hours(6)
    at(hours(5.9))
    ring_due(by=system("clock"))
    assert told(anns, ticket, "next_update")["breached_at"] is None
    at(hours(6.1))
    ring_due(by=system("clock"))
    assert instant(told(anns, ticket, "next_update")["breached_at"]) == hours(6)
    events = said(anns.get(f"/tickets/{ticket['id']}/events"))["results"]
    breaches = {one["data"]["goal"]: one["at"] for one in events if one["kind"] == "sla.breached"}
    assert instant(breaches["next_update"]) == hours(6)


def test_the_cadence_where_it_is_sooner_than_the_promise(filed_on_monday, at):
    """SLA-05: whichever is sooner."""
    ticket, anns, _ = filed_on_monday
    says(anns, ticket, "I ask the vendor.", promise=hours(48).isoformat())
    assert instant(told(anns, ticket, "next_update")["due_at"]) == near(24)


def test_a_wait_holds_the_cadence_and_not_the_promise(filed_on_monday, at):
    """SLA-05: its pause rule."""
    ticket, anns, _ = filed_on_monday
    says(anns, ticket, "I ask the vendor.", promise=hours(6).isoformat())
    at(hours(1))
    words = {"action": "wait_vendor", "waiting_reason": "vendor", "waiting_for": "Acme", "until": hours(9).isoformat()}
    does(anns, ticket, "moves", **words)
    clock = told(anns, ticket, "next_update")
    assert (clock["state"], instant(clock["due_at"])) == ("paused", hours(6))
    at(hours(7))
    ring_due(by=system("clock"))
    assert instant(told(anns, ticket, "next_update")["breached_at"]) == hours(6)


def test_three_chasers_do_not_restart_the_next_reply(filed_on_monday, at):
    """Trap: the clock runs from the oldest unanswered message; a person's answer stops it, a machine's does not."""
    ticket, anns, robs = filed_on_monday
    says(anns, ticket, "Please hold its key.")
    assert "next_reply" not in goals_open(anns, ticket)
    for hour in (1, 1.5, 2):
        at(hours(hour))
        says(robs, ticket, "And now?")
    assert instant(told(anns, ticket, "next_reply")["started_at"]) == near(1)
    says(anns, ticket, "We have your message.", substantial=False)
    assert "next_reply" in goals_open(anns, ticket)
    at(hours(2.5))
    says(anns, ticket, "Then we replace it.")
    answered = told(anns, ticket, "next_reply")
    assert (answered["state"], instant(answered["stopped_at"])) == ("met", near(2.5))


def test_whoever_asked_the_answer_is_owed(filed_on_monday, at, rest, rita, sam):
    """Any participant that is not ours starts it; a colleague's words never do."""
    ticket, anns, _ = filed_on_monday
    says(anns, ticket, "Please hold its key.")
    says(rest(sam), ticket, "Or pull the plug.")
    assert "next_reply" not in goals_open(anns, ticket)
    at(hours(1))
    says(rest(rita), ticket, "My floor waits too.")
    assert instant(told(anns, ticket, "next_reply")["started_at"]) == near(1)


def test_a_pause_of_two_hours(filed_on_monday, at):
    """SLA-03: a 2 h pause: elapsed time excludes exactly 2 h and lists the interval with reason, party and end."""
    ticket, anns, _ = filed_on_monday
    does(anns, ticket, "triage", impact=2, urgency=2, category="printing")
    at(hours(1))
    wait = {"waiting_reason": "vendor", "waiting_for": "Acme Printers", "until": hours(5).isoformat()}
    does(anns, ticket, "moves", action="wait_vendor", **wait)
    at(hours(3))
    does(anns, ticket, "moves", action="start")
    at(hours(4))
    clock = told(anns, ticket, "resolution")
    assert instant(clock["due_at"]) == near(10)
    assert clock["left_seconds"] == pytest.approx(6 * HOUR, abs=5)
    [hold] = [one for one in clock["moments"] if one["what"] == "hold"]
    [run] = [one for one in clock["moments"] if one["what"] == "run" and one["cause"] != "opened"]
    assert (instant(run["at"]) - instant(hold["at"])).total_seconds() == pytest.approx(2 * HOUR, abs=5)
    assert (hold["cause"], hold["data"]["party"], hold["data"]["status"]) == (
        "vendor",
        "Acme Printers",
        "pending_vendor",
    )
    assert instant(hold["data"]["until"]) == hours(5)


def test_p3_to_p2_after_half_an_hour_and_another_type_and_tier(filed_on_monday, at, network):
    """SLA-11: re-targeted, the new due time counts from creation and the ledger shows old and new."""
    publish("two", {"resolution": 2 * HOUR}, priority=2)
    ticket, anns, _ = filed_on_monday
    at(hours(0.5))
    does(anns, ticket, "triage", impact=1, urgency=2, category="printing", rationale="A floor.", priority=2)
    clock = told(anns, ticket, "resolution")
    assert (clock["policy"]["key"], instant(clock["due_at"])) == ("two", near(2))
    [change] = [one for one in clock["moments"] if one["what"] == "retarget"]
    assert (instant(change["data"]["was"]["due"]), instant(change["data"]["due"])) == (near(8), near(2))
    assert told(anns, ticket, "acknowledge")["state"] == "cancelled"


def test_an_approved_exception(filed_on_monday, at, rest, ann, max, resolution):
    """SLA-08: asked for with a reason, approved by a manager, time-limited: counted in "excepted" and in neither."""
    ticket, anns, _ = filed_on_monday
    does(anns, ticket, "triage", impact=2, urgency=2, category="printing")
    at(hours(10))
    ring_due(by=system("clock"))
    words = {"until": hours(30).isoformat(), "reason": "The provider's line was cut."}
    path = f"/tickets/{ticket['id']}/clocks/resolution/exception"
    refused = said(anns.post(path, words, If_Match=version(fresh(anns, ticket))), 409)
    asked = said(anns.post("/approvals", refused["ask"]["body"] | {"reason": words["reason"]}), 201)
    assert asked["words"] == f"Except the resolution of T-{ticket['id']} until 2026-11-24 15:00 UTC"
    said(rest(max).post(f"/approvals/{asked['id']}/decision", {"answer": "grant", "comment": "Not our fault."}))
    granted = said(anns.post(path, words, If_Match=version(fresh(anns, ticket))))
    assert instant(granted["excepted_until"]) == hours(30)
    at(hours(12))
    does(anns, ticket, "resolution", **resolution)
    assert told(anns, ticket, "resolution")["state"] == "excepted"
    figures = {one["goal"]: one for one in said(anns.get("/attainment"))["results"]}
    assert (figures["resolution"]["met"], figures["resolution"]["missed"], figures["resolution"]["excepted"]) == (
        0,
        0,
        1,
    )
    assert figures["resolution"]["share"] is None
    kinds = [one["kind"] for one in said(anns.get(f"/tickets/{ticket['id']}/events"))["results"]]
    assert {"sla.breached", "sla.excepted", "sla.ended_excepted"} <= set(kinds)


def test_what_ends_after_its_exception_is_missed(filed_on_monday, at, rest, max, resolution):
    """SLA-08: time-limited."""
    ticket, anns, _ = filed_on_monday
    does(anns, ticket, "triage", impact=2, urgency=2, category="printing")
    words = {"until": hours(9).isoformat(), "reason": "The provider's line was cut."}
    does(rest(max), ticket, "clocks/resolution/exception", **words)
    at(hours(10))
    does(anns, ticket, "resolution", **resolution)
    figures = {one["goal"]: one for one in said(anns.get("/attainment"))["results"]}
    assert (figures["resolution"]["missed"], figures["resolution"]["excepted"]) == (1, 0)


def test_an_override_ends_and_the_priority_matters_again(filed_on_monday, at, rest, max):
    """Trap: after a manual change of the due time the priority never matters again."""
    publish("two", {"resolution": 2 * HOUR}, priority=2)
    ticket, anns, _ = filed_on_monday
    words = {"due": hours(20).isoformat(), "until": hours(24).isoformat(), "reason": "Agreed with the customer."}
    does(rest(max), ticket, "clocks/resolution/override", **words)
    does(anns, ticket, "triage", impact=1, urgency=2, category="printing", rationale="A floor.", priority=2)
    clock = told(anns, ticket, "resolution")
    assert (instant(clock["due_at"]), clock["policy"]["key"]) == (hours(20), "two")
    does(anns, ticket, "clocks/resolution/override/end", reason="They changed their mind.")
    assert instant(told(anns, ticket, "resolution")["due_at"]) == near(2)


def test_reopened_after_five_hours_under_resume_and_under_restart(filed_on_monday, at, rest, rob, resolution):
    """SLA-16: "resume", reopened after 5 h of clock: it continues from 5 h; "restart": from nothing."""
    ticket, anns, robs = filed_on_monday
    does(anns, ticket, "triage", impact=2, urgency=2, category="printing")
    at(hours(5))
    does(anns, ticket, "resolution", **resolution)
    at(hours(29))
    words = {"reason": "not_fixed", "body": "It blinks again."}
    said(robs.post(f"/tickets/{ticket['id']}/reopening", words))
    clock = told(anns, ticket, "resolution")
    assert instant(clock["due_at"]) == near(32)
    publish("afresh", {"resolution": 8 * HOUR}, priority=3, reopen="restart")
    does(anns, ticket, "resolution", **resolution)
    said(robs.post(f"/tickets/{ticket['id']}/reopening", words))
    clock = told(anns, ticket, "resolution")
    assert instant(clock["due_at"]) == near(37)


def test_after_a_reopening_the_answer_is_measured_from_it(filed_on_monday, at, resolution):
    """Trap: measured from the first creation. Resolved, five days, reopened, answered in ten minutes: ten minutes."""
    ticket, anns, robs = filed_on_monday
    does(anns, ticket, "triage", impact=2, urgency=2, category="printing")
    says(anns, ticket)
    does(anns, ticket, "resolution", **resolution)
    at(hours(120))
    said(robs.post(f"/tickets/{ticket['id']}/reopening", {"reason": "not_fixed", "body": "It blinks again."}))
    at(hours(120) + timedelta(minutes=10))
    says(anns, ticket)
    clock = told(anns, ticket, "next_reply")
    took = instant(clock["stopped_at"]) - instant(clock["started_at"])
    assert (clock["state"], round(took.total_seconds() / 60)) == ("met", 10)


def test_merged_the_survivors_clock_is_kept_and_an_undo_brings_the_other_back(filed_on_monday, at, filed, ann):
    """SLA-16: merge and its undo."""
    survivor, anns, _ = filed_on_monday
    at(hours(1))
    other = filed(ann, title="The same again")
    before = told(anns, survivor, "resolution")
    at(hours(2))
    merged = said(anns.post(f"/tickets/{survivor['id']}/merge", {"tickets": [other["id"]]}), 201)
    carried_out(anns, merged)
    assert told(anns, survivor, "resolution")["due_at"] == before["due_at"]
    ended = told(anns, other, "resolution")
    assert (ended["state"], ended["moments"][-1]["cause"]) == ("cancelled", "merged")
    at(hours(4))
    carried_out(anns, said(anns.post(f"/operations/{merged['id']}/undo", {}), 201))
    again = told(anns, other, "resolution")
    assert (again["state"], instant(again["due_at"])) == (
        "running",
        near(11),
    )


def test_what_was_granted_on_a_merged_ticket_is_there_again_after_the_undo(filed_on_monday, at, filed, rest, ann, max):
    """SLA-16, SLA-08: an exception and a due time set by hand are not lost on the way."""
    survivor, anns, _ = filed_on_monday
    other, words = filed(ann, title="The same again"), {"until": hours(30).isoformat(), "reason": "Agreed."}
    does(rest(max), other, "clocks/resolution/exception", **words)
    does(rest(max), other, "clocks/resolution/override", due=hours(20).isoformat(), **words)
    merged = said(anns.post(f"/tickets/{survivor['id']}/merge", {"tickets": [other["id"]]}), 201)
    carried_out(anns, merged)
    at(hours(2))
    carried_out(anns, said(anns.post(f"/operations/{merged['id']}/undo", {}), 201))
    again = told(anns, other, "resolution")
    assert [instant(again[name]) for name in ("due_at", "excepted_until")] == [hours(20), hours(30)]


def test_an_answer_that_was_owed_on_the_merged_ticket_is_owed_on_the_survivor(filed_on_monday, at, filed, ann):
    """SLA-16. Trap: what was asked there would wait without a clock; an undo takes it back."""
    survivor, anns, _ = filed_on_monday
    says(anns, survivor)
    other = filed(ann, title="The same again")
    at(hours(1))
    merged = said(anns.post(f"/tickets/{survivor['id']}/merge", {"tickets": [other["id"]]}), 201)
    carried_out(anns, merged)
    clock = told(anns, survivor, "next_reply")
    assert instant(clock["due_at"]) == near(2)
    carried_out(anns, said(anns.post(f"/operations/{merged['id']}/undo", {}), 201))
    assert told(anns, survivor, "next_reply")["state"] == "cancelled"
    assert "first_response" in goals_open(anns, other)


def test_whoever_answered_is_credited_not_whoever_owns_it(filed_on_monday, rest, sam):
    """Trap: a metric credited to the assignee instead of the author."""
    ticket, anns, _ = filed_on_monday
    says(rest(sam), ticket)
    does(anns, ticket, "assignment", owner=anns.person.email)
    events = said(anns.get(f"/tickets/{ticket['id']}/events"))["results"]
    [met] = [one for one in events if one["kind"] == "sla.met" and one["data"]["goal"] == "first_response"]
    assert met["actor"]["name"] == "Sam"


def test_what_rang_before_a_late_answer_was_rung_by_time(filed_on_monday, at):
    """The breach is nobody's word: the log says the clock, whether the answer or the sweep came first."""
    ticket, anns, _ = filed_on_monday
    at(hours(3))
    says(anns, ticket)
    events = said(anns.get(f"/tickets/{ticket['id']}/events"))["results"]
    told_by = {(one["kind"], one["actor"]["name"]) for one in events if one["data"].get("goal") == "first_response"}
    assert told_by == {("sla.warned", "Supportdesk"), ("sla.breached", "Supportdesk"), ("sla.missed", "Ann")}


def test_what_a_ticket_is_turned_into_has_promises_of_its_own(filed_on_monday, at):
    """SLA-16: conversion. The ticket's own promises go on, those of the new one begin."""
    TicketTypeFactory(key="defect")
    publish("defects", {"resolution": 20 * HOUR}, type="defect")
    ticket, anns, _ = filed_on_monday
    at(hours(3))
    words = {"type": "defect", "title": "It blinks red", "body": "Always at noon."}
    said(anns.post(f"/tickets/{ticket['id']}/conversion", words), 201)
    assert instant(told(anns, ticket, "resolution")["due_at"]) == near(8)
    [link] = said(anns.get(f"/tickets/{ticket['id']}/links"))["results"]
    made = told(anns, link["other"], "resolution")
    assert (made["policy"]["key"], instant(made["due_at"])) == ("defects", near(23))


def test_retyped_the_promises_are_those_of_the_new_type_from_the_start(filed_on_monday, at):
    """SLA-16: a ticket that becomes another type. SLA-11: counted from creation."""
    TicketTypeFactory(key="question")
    publish("questions", {"resolution": 20 * HOUR}, type="question")
    ticket, anns, _ = filed_on_monday
    at(hours(3))
    said(anns.patch(f"/tickets/{ticket['id']}", {"type": "question"}, If_Match=version(ticket)))
    clock = told(anns, ticket, "resolution")
    assert (clock["policy"]["key"], instant(clock["due_at"])) == ("questions", near(20))


def test_a_team_has_its_own_time(filed_on_monday, at, network):
    """SLA-09: one clock per span of a team, and a burnt clock is not handed over; the customer's go on."""
    ticket, anns, _ = filed_on_monday
    QueueFactory(key="servers", name="Servers", team=TeamFactory(name="Servers"))
    resolving = told(anns, ticket, "resolution")
    assert instant(told(anns, ticket, "ownership")["due_at"]) == near(4)
    at(hours(3))
    does(anns, ticket, "queue", queue="network", reason="It is the network.")
    assert instant(told(anns, ticket, "ownership")["due_at"]) == near(4)
    at(hours(5))
    does(anns, ticket, "queue", queue="servers", reason="It is the server.")
    spans = [one for one in said(anns.get(f"/tickets/{ticket['id']}/clocks"))["results"] if one["goal"] == "ownership"]
    assert [one["state"] for one in spans] == ["breached", "running"]
    assert instant(spans[-1]["due_at"]) == near(9)
    assert told(anns, ticket, "resolution")["due_at"] == resolving["due_at"]


def test_what_is_published_meanwhile_judges_tickets_that_come_after_it(filed_on_monday, at, filed, ann):
    """SLA-10: what this ticket is promised next goes on under the version of its running clocks."""
    ticket, anns, robs = filed_on_monday
    at(hours(1))
    says(anns, ticket)
    publish(goals=SEVEN | {"next_reply": 6 * HOUR}, version=2)
    at(hours(2))
    says(robs, ticket, "It is worse now.")
    assert instant(told(anns, ticket, "next_reply")["due_at"]) == near(4)
    later = filed(ann)
    says(anns, later)
    says(robs, later, "Thank you, but no.")
    assert instant(told(anns, later, "next_reply")["due_at"]) == near(8)


def test_an_ask_answered_in_twenty_minutes(filed_on_monday, at, rest, sam, ann):
    """SLA-14: asked for an answer, answered in 20 minutes: 20 minutes stand as that person's response time."""
    ticket, anns, _ = filed_on_monday
    words = {"asked": sam.email, "body": "Is it the fuse?", "needed_by": hours(3).isoformat()}
    asked = said(anns.post(f"/tickets/{ticket['id']}/inquiries", words), 201)
    assert (asked["response_seconds"], instant(asked["due_at"])) == (
        None,
        near(1),
    )
    at(hours(1 / 3))
    said(rest(sam).post(f"/tickets/{ticket['id']}/inquiries/{asked['id']}/answer", {"body": "Yes."}), 201)
    [kept] = said(anns.get(f"/tickets/{ticket['id']}/inquiries"))["results"]
    assert (kept["asked"]["name"], round(kept["response_seconds"] / 60)) == ("Sam", 20)


def test_an_ask_unanswered_when_the_desk_promised_it(filed_on_monday, at, rest, sam, ann):
    """SLA-14: a timer of its own, beside those of the ticket."""
    ticket, anns, _ = filed_on_monday
    words = {"asked": sam.email, "body": "Is it the fuse?", "needed_by": hours(3).isoformat()}
    said(anns.post(f"/tickets/{ticket['id']}/inquiries", words), 201)
    at(hours(1.1))
    assert remind_due(by=system("clock")) == 1
    assert remind_due(by=system("clock")) == 0
