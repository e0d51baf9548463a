"""What the rows of the requirements say happens then, asked of REST on the real database."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from supportdesk import clock
from supportdesk.events import relay
from supportdesk.events.models import Event
from tickets.desk.actions.reply import reply
from tickets.desk.actions.ring_due import ring_due as ring_tickets
from tickets.desk.models import Ticket
from tickets.escalations import signing
from tickets.escalations.models import Escalation, Tracker

pytestmark = pytest.mark.django_db
TWO = [{"field": "P-04", "question": "Which card?"}, {"field": "P-20", "question": "Only the EU?"}]


def answers_of(client, address):
    last = client.get(f"{address}/course").json()["returns"][-1]
    return {"answers": {str(item["id"]): "As asked." for item in last["items"]}}


def test_an_immediate_trigger_skips_the_playbook_and_calls_the_contact(
    api, joe, sam, owned, matrix, tell, notices, erin, sound
):
    """ESC-04: an immediate trigger: no exhausted playbook is asked for, 60 % are enough, what lacks is a task of half
    an hour, and the contact of the matrix hears of it as urgent."""
    lane = matrix[0]
    lane.contact = erin
    lane.save()
    given = {"target": "engineering", "issue": "outage", "trigger": "outage"}
    begun = api(joe).post(f"/tickets/{owned.pk}/escalations", given).json()
    address = f"/escalations/{begun['id']}"
    packet = api(joe).get(f"{address}/packet").json()
    assert (begun["immediate"], packet["minimum"], "P-17" in packet["needed"]) == (True, 60, False)
    api(joe).patch(f"{address}/packet", {"fields": {name: sound[name] for name in list(sound)[:20]}})
    api(joe).post(f"{address}/review", {})
    assert api(sam).post(f"{address}/submission", {}).json()["state"] == "submitted"
    tell()
    assert any("waits for your group" in text for text in notices(erin))
    assert Event.objects.get(kind="escalation.submitted").data["gaps"] > 0
    ordinary = {"target": "engineering", "issue": "outage", "trigger": "unknown"}
    other = api(joe).post(f"/tickets/{owned.pk}/escalations", ordinary).json()
    packet = api(joe).get(f"/escalations/{other['id']}/packet").json()
    assert (packet["minimum"], "P-17" in packet["needed"]) == (100, True)


def test_the_third_return_names_both_sides_to_the_lead(api, ann, erin, tess, submitted, tell, notices):
    """ESC-06: the lead joins on the second return; on the third, beyond the threshold of two, TL hears who stands on
    either side; the counters stand on the escalation."""
    address = f"/escalations/{submitted.pk}"
    for number in (1, 2, 3):
        returned = api(erin).post(f"{address}/return", {"reason": "missing_evidence", "items": TWO}).json()
        assert (returned["returns"], returned["rounds"]) == (number, number + 1)
        tell()
        joined = [text for text in notices(tess) if "back and forth" in text]
        assert len(joined) == max(0, number - 1)
        if number < 3:
            api(ann).post(f"{address}/answers", answers_of(api(ann), address))
    assert "3 times between Ann and Erin, speak to each other" in joined[-1]
    submitted.refresh_from_db()
    assert (submitted.lead, submitted.call_proposed_at is not None) == (tess, True)


def test_an_entry_that_nobody_confirms_asks_its_owner(api, max, matrix, later, swept, tell, notices):
    """ESC-07: an entry not confirmed in its period: its owner gets a task, once, and confirms it."""
    (entry, _) = api(max).get("/escalation-matrix").json()["results"]
    assert entry["asked_at"] is None
    later(days=91)
    swept()
    swept()
    tell()
    assert len([text for text in notices(max) if "still right" in text]) == 2  # one for each entry
    address = f"/escalation-matrix/{entry['id']}"
    assert api(max).get(address).json()["asked_at"] is not None
    confirmed = api(max).post(f"{address}/confirmation", {}).json()
    assert confirmed["asked_at"] is None


def test_advice_of_a_colleague_is_no_escalation(api, ann, sam, owned):
    """ESC-08: a consult answered is no escalation and no hand-off; the advice stands on the ticket, still Ann's."""
    soon = (clock.now() + timedelta(hours=1)).isoformat()
    asked = api(ann).post(
        f"/tickets/{owned.pk}/inquiries", {"asked": sam.pk, "body": "Is it the fuse?", "needed_by": soon}
    )
    answer = f"/tickets/{owned.pk}/inquiries/{asked.json()['id']}/answer"
    assert api(sam).post(answer, {"body": "It is the drum."}).status_code == 201
    owned.refresh_from_db()
    assert (owned.owner, owned.handoff_count, owned.notes.latest("pk").body) == (ann, 0, "It is the drum.")
    assert not Escalation.objects.exists()
    assert not Event.objects.filter(kind__startswith="escalation.").exists()


def test_the_bug_is_done_and_each_open_ticket_has_its_task(
    api, ann, erin, olga, accepted, opened, by, told, tell, notices
):
    """ESC-12: the bug moves to done, the webhook arrives: each linked open ticket gets a “fix available” task, and the
    owner hears of it. Signed only, and said twice it changes nothing."""
    other = opened(title="The same at Rob's")
    address = f"/escalations/{accepted.pk}"
    secret = api(olga).post("/trackers", {"key": "bugs", "name": "Bugs"}).json()["secret"]
    api(ann).post(f"{address}/tickets", {"ticket": other.pk})
    assert api(erin).post(f"{address}/issues", {"tracker": "bugs", "key": "BUG-7"}).status_code == 200
    body = json.dumps({"key": "BUG-7", "state": "done", "fix_version": "8.4.3"}).encode()
    assert hook(body, "t=1,v1=00").status_code == 401
    assert hook(body, signed("f" * 64, body)).status_code == 401
    assert hook(body, signed(secret, body, late=400)).status_code == 401
    for _ in range(2):
        assert hook(body, signed(secret, body)).json() == {"escalations": 1}
    course = api(ann).get(f"{address}/course").json()
    assert [(one["ticket"], one["fix_version"]) for one in course["tasks"]] == [
        (accepted.ticket_id, "8.4.3"),
        (other.pk, "8.4.3"),
    ]
    assert [(one["state"], one["fix_version"]) for one in course["issues"]] == [("done", "8.4.3")]
    assert told(accepted.ticket).count("escalation.fix_available") == 1
    tell()
    assert any("has a fix: verify it" in text for text in notices(ann))


def signed(secret, body, late=0):
    return signing.sign(secret, int(clock.now().timestamp()) - late, body)


def hook(body, signature, key="bugs"):
    address = f"/api/v1/trackers/{key}/events"
    return Client().post(address, body, content_type="application/json", headers={"X-Supportdesk-Signature": signature})


def test_a_new_secret_ends_the_old_one(api, olga, db):
    old = api(olga).post("/trackers", {"key": "bugs", "name": "Bugs"}).json()
    fresh = api(olga).post(f"/trackers/{old['id']}/secret", {}).json()
    body = b'{"key": "BUG-1", "state": "open"}'
    assert fresh["secret"] != old["secret"]
    assert hook(body, signed(old["secret"], body)).status_code == 401
    assert hook(body, signed(fresh["secret"], body)).status_code == 200
    assert hook(body, signed(Tracker(key="none", generation=0).secret(), body), "none").status_code == 401


def test_a_fix_that_does_not_work_reopens_the_bug_and_tells_nobody_outside(api, ann, erin, olga, accepted):
    """ESC-13: a failed verification: the bug is marked reopened, it is in work again, and no requester message goes
    out; once verified, the requesters of what is open are told."""
    address, ticket = f"/escalations/{accepted.pk}", accepted.ticket
    api(olga).post("/trackers", {"key": "bugs", "name": "Bugs"})
    api(erin).post(f"{address}/issues", {"tracker": "bugs", "key": "BUG-7"})
    api(erin).post(f"{address}/fix", {"fix_version": "8.4.3", "to_verify": "Pay by card."})
    said = ticket.messages.count()
    (task,) = api(ann).get(f"{address}/course").json()["tasks"]
    result = {"passed": False, "place": "staging", "words": "Still 502.", "regression": True}
    assert api(ann).post(f"{address}/tasks/{task['id']}", result).status_code == 200
    course = api(ann).get(f"{address}/course").json()
    assert (api(ann).get(address).json()["state"], course["issues"][0]["state"]) == ("in_work", "reopened")
    assert ticket.messages.count() == said
    api(erin).post(f"{address}/fix", {"fix_version": "8.4.4", "to_verify": "Pay by card."})
    task = api(ann).get(f"{address}/course").json()["tasks"][-1]
    api(ann).post(f"{address}/tasks/{task['id']}", result | {"passed": True, "words": "Ten of ten."})
    assert api(ann).get(address).json()["state"] == "verified"
    closed = api(ann).post(f"{address}/closure", {"message": "It is mended."}).json()
    assert (closed["state"], closed["outcome"]) == ("closed", "fixed")
    assert ticket.messages.latest("pk").body == "It is mended."


def test_while_engineering_has_it_support_still_owes_the_update(
    api, ann, by, owned, matrix, sound, erin, later, clock_of
):
    """ESC-14: three days with engineering and no update at the cadence: an update breach of support's, whose ticket it
    stays."""
    reply(owned, by=by(ann), body="We are looking into it.")
    begun = api(ann).post(
        f"/tickets/{owned.pk}/escalations", {"target": "engineering", "issue": "defect", "trigger": "unknown"}
    )
    address = f"/escalations/{begun.json()['id']}"
    api(ann).patch(f"{address}/packet", {"fields": sound})
    api(ann).post(f"{address}/submission", {})
    api(erin).post(f"{address}/acceptance", {"rating": 4})
    later(days=5)
    while ring_tickets(by=by(ann)):
        pass
    ticket = Ticket.objects.get(pk=owned.pk)
    update = clock_of(ticket, "next_update")
    assert (ticket.owner, update.held_reason, update.breached_at is not None) == (ann, "", True)
    assert Event.objects.filter(kind="sla.breached", subject_id=ticket.pk, data__goal="next_update").exists()


def test_reminders_keep_their_distance(api, ann, erin, eric, acknowledged, later, tell, notices):
    """ESC-15: with a gap of four hours, of two reminders within one the second is suppressed; the next one goes to the
    receiver's lead."""
    address = f"/escalations/{acknowledged.pk}/reminders"
    first = api(ann).post(address, {}).json()
    assert (first["suppressed"], first["to"]) == (False, erin.pk)
    later(hours=1)
    assert api(ann).post(address, {}).json() | {"at": 0} == {"suppressed": True, "to": None, "at": 0}
    later(hours=5)
    third = api(ann).post(address, {}).json()
    assert (third["suppressed"], third["to"]) == (False, eric.pk)
    tell()
    assert [len([text for text in notices(one) if "waits for a word" in text]) for one in (erin, eric)] == [1, 1]


def test_what_leaves_is_masked_and_stays_whole_here(api, ann, complete, attached, rob):
    """ESC-16: an address in a log excerpt is masked where the packet leaves and intact here for those who may read it;
    only cleared files go."""
    address = f"/escalations/{complete.pk}"
    excerpt = {"P-11": {"error": "“502 for rob@acme.example”", "code": "502"}}
    api(ann).patch(f"{address}/packet", {"fields": excerpt})
    clean, other = attached(complete.ticket, rob, "clean.log"), attached(complete.ticket, rob, "other.log")
    api(ann).post(f"{address}/clearance", {"attachment": clean.pk, "sensitivity": "internal"})
    left = api(ann).post(f"{address}/export", {}).json()
    assert "rob@acme.example" not in json.dumps(left)
    assert "[e-mail address]" in json.dumps(left)
    assert [one["name"] for one in left["files"]] == [clean.file.name]
    assert other.file.name not in json.dumps(left["files"])
    here = api(ann).get(f"{address}/packet").json()["fields"]
    assert here["P-11"]["parts"]["error"] == "“502 for rob@acme.example”"
    assert here["P-34"]["parts"]["cleared_by"] == "Ann"


def test_a_secret_keeps_the_packet_here(api, ann, complete):
    """D.2: unsanitised: score 0, and it may not go."""
    address = f"/escalations/{complete.pk}"
    secret = {"P-16": {"steps": "Signed in with password: hunter2!9 and it failed."}}
    packet = api(ann).patch(f"{address}/packet", {"fields": secret}).json()
    assert (packet["percent"], packet["score"], packet["submittable"]) == (100, 0, False)
    assert api(ann).post(f"{address}/submission", {}).status_code == 422


def test_a_verdict_of_avoidable_is_in_the_coaching_list(api, browse, said, erin, ann, tess, accepted):
    """ESC-17: a verdict avoidable with its reason: counted, and in the coaching list; never by who sent it."""
    address = f"/escalations/{accepted.pk}/verdict"
    verdict = {"avoidable": True, "reason": "fix_documented", "words": "See the article on pools."}
    assert api(ann).post(address, verdict).status_code == 403
    assert api(erin).post(address, {"avoidable": True}).status_code == 422
    judged = api(erin).post(address, verdict).json()
    assert (judged["avoidable"], judged["avoidable_reason"]) == (True, "fix_documented")
    html = said(browse(tess).get("/escalations/matrix"))
    assert "a documented fix existed, <bdi>See the article on pools.</bdi>" in html
    relay.drain("figures")
    figure = api(tess).get("/kpis/KPI-17?period=day").json()["figure"]
    assert (figure["numerator"], figure["denominator"]) == (1, 1)


def test_a_packet_is_rated_in_the_same_step_or_asked_for_once(api, browse, said, erin, acknowledged, tell, notices):
    """ESC-18: accept without a rating: asked once, and it may be skipped; five ticks or one figure; the response rate
    is reported."""
    address = f"/escalations/{acknowledged.pk}"
    assert api(erin).post(f"{address}/acceptance", {}).json()["rating"] is None
    tell()
    assert Event.objects.filter(kind="escalation.rating_asked").count() == 1
    assert "0 of 1 packets received were rated" in said(browse(erin).get("/escalations/"))
    ticks = {"reproducible": 1, "evidence": 0.5, "context": 1, "impact": 1, "reasoning": 0}
    assert api(erin).post(f"{address}/rating", {"ticks": ticks}).json()["rating"] == 3.5
    assert api(erin).post(f"{address}/rating", {"rating": "4.2"}).status_code == 422
    assert api(erin).post(f"{address}/rating", {"rating": "4.5"}).json()["rating"] == 4.5
    assert "1 of 1 packets received were rated" in said(browse(erin).get("/escalations/"))
    relay.drain("figures")
    figure = api(erin).get("/kpis/KPI-15?period=day").json()["figure"]
    assert (figure["value"], figure["answered"], figure["asked"]) == (4.5, 1, 1)


def test_a_hypothesis_ruled_out_stands_with_its_evidence(api, browse, said, sam, draft):
    """ESC-19: ruled out, it is shown under “ruled out” with its evidence, apart from the facts."""
    address = f"/escalations/{draft.pk}/hypotheses"
    api(sam).post(address, {"statement": "The card provider is down.", "test": "Asked them."})
    (one,) = api(sam).get(f"/escalations/{draft.pk}/course").json()["hypotheses"]
    settled = {"statement": one["statement"], "test": one["test"], "state": "ruled_out"}
    assert api(sam).post(f"{address}/{one['id']}", settled).status_code == 422
    evidence = settled | {"result": "Their log shows no call.", "confidence": "high"}
    assert api(sam).post(f"{address}/{one['id']}", evidence).json()["state"] == "ruled_out"
    html = said(browse(sam).get(f"/escalations/{draft.pk}"))
    ruled = html[html.index('<h3 class="small">Ruled out') :]
    assert "Their log shows no call." in ruled[:600]
    kept = api(sam).get(f"/escalations/{draft.pk}/packet").json()["fields"]["P-18"]
    assert kept["source"] == "the log of hypotheses"


def test_accepted_after_ninety_minutes_on_both_clocks(api, erin, submitted, later):
    """ESC-22: accept after 90 minutes: time to accept is 90 minutes on the receiver's calendar and on the wall."""
    later(minutes=90)
    api(erin).post(f"/escalations/{submitted.pk}/acceptance", {"rating": 4})
    clocks = {one["goal"]: one for one in api(erin).get(f"/escalations/{submitted.pk}/course").json()["clocks"]}
    accept = clocks["ownership"]
    assert (round(accept["counted"] / 60), round(accept["elapsed"] / 60)) == (90, 90)
    assert accept["state"] == "met"
    assert {clocks[name]["state"] for name in ("first_response", "resolution")} == {"running"}
    assert clocks["acknowledge"]["state"] == "breached"


def test_a_tier_transfer_that_nobody_accepted_is_still_the_senders(api, joe, sam, owned, by, ann, matrix, sound):
    """ESC-24: until the next tier accepts, the ticket is the sender's; accepting takes it, unlike an engineering
    escalation."""
    given = {"target": "tier", "issue": "other", "trigger": "exhausted"}
    begun = api(joe).post(f"/tickets/{owned.pk}/escalations", given).json()
    address = f"/escalations/{begun['id']}"
    api(joe).patch(f"{address}/packet", {"fields": sound})
    assert api(joe).post(f"{address}/submission", {}).json()["state"] == "submitted"
    queue = api(ann).get("/tickets", {"owner": "me"}).json()["results"]
    assert [one["id"] for one in queue] == [owned.pk]
    done = api(sam).post(f"{address}/acceptance", {"rating": 5}).json()
    assert (done["state"], done["outcome"]) == ("closed", "transferred")
    owned.refresh_from_db()
    assert (owned.owner, owned.handoff_count) == (sam, 1)


def test_a_follow_up_unanswered_for_a_day_is_a_breach_of_engineering(
    api, browse, said, ann, erin, accepted, later, swept, tell, notices
):
    """SLA-09: engineering has not answered a follow-up in the time it promised: the breach is on the escalation and in
    the engineering view, and both sides hear of it; answered in time it is met."""
    address = f"/escalations/{accepted.pk}"
    api(ann).post(f"{address}/follow-ups", {"question": "Is it the pool?"})
    later(hours=9)
    swept()
    clocks = {one["goal"]: one for one in api(ann).get(f"{address}/course").json()["clocks"]}
    assert clocks["ask"]["breached_at"] is not None
    tell()
    assert ["is over its time" in " ".join(notices(one)) for one in (ann, erin)] == [True, True]
    assert "overdue" in said(browse(erin).get("/escalations/"))
    assert "E-" in said(browse(ann).get(f"/tickets/{accepted.ticket_id}"))
    api(erin).post(f"{address}/report", {"words": "Yes, it is."})
    assert api(ann).get(f"{address}/course").json()["clocks"][-1]["stopped_at"] is not None
