"""What rows of the requirements promise, asked of the desk over REST on the real database, with the one clock set."""

from datetime import UTC, datetime, timedelta

import pytest

from supportdesk.accounts.models import Membership
from supportdesk.catalogue.models import TicketType
from supportdesk.configuration.actions.confirm import confirm
from tests.factories import CategoryFactory, ComponentFactory, QueueFactory, TagFactory, TeamFactory, TicketTypeFactory
from tickets.desk import gate
from tickets.sla.models import Calendar, Policy, Target

from .stories import instant, opened_by, promise, said, version

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 13, 17, tzinfo=UTC)
EVERY_DAY = {str(day): [[0, 1440]] for day in range(7)}
NINE_TO_SIX = {str(day): [[540, 1080]] for day in range(5)}


def publish(key, goals, *, week=EVERY_DAY, **conditions):
    hours = Calendar(key=key, name=key, zone="UTC", week=week, effective_from="2000-01-01T00:00Z")
    hours.save()
    policy = Policy(key=key, name=key, position=1, effective_from=hours.effective_from, **conditions)
    policy.save()
    for goal, seconds in goals.items():
        Target(policy=policy, goal=goal, seconds=seconds, calendar=hours, pauses=goal == "resolution").save()
    return policy


def triaged(api, ticket, **more):
    words = {"impact": 2, "urgency": 2, "category": "printing", **more}
    return said(api.post(f"/tickets/{ticket['id']}/triage", words, If_Match=version(ticket)))


def test_a_question_retyped_as_an_incident(rest, filed, network, resolution, ann):
    """T-03: retyped as incident, required fields, SLA policy and queue are re-evaluated, and it is in the history."""
    TicketTypeFactory(key="question")
    TicketType.objects.filter(key="incident").update(queue=network)
    publish("incidents", {"resolution": 600}, type="incident")
    anns, asked = rest(ann), filed(ann, type="question")
    changed = said(anns.patch(f"/tickets/{asked['id']}", {"type": "incident"}, If_Match=version(asked)))
    assert promise(changed, "resolution")["policy"]["key"] == "incidents"
    assert (asked["queue"]["key"], changed["queue"]["key"]) == ("service-desk", "network")
    told = [one for one in said(anns.get(f"/tickets/{asked['id']}/events"))["results"] if one.get("text")]
    assert told[-1]["text"]["changes"]["type"] == ["Question", "Incident"]
    answer = {name: resolution[name] for name in gate.resolution_fields("question")}
    judged = triaged(anns, changed)
    problem = said(anns.post(f"/tickets/{asked['id']}/resolution", answer, If_Match=version(judged)), 422)
    missing = {error["pointer"] for error in problem["errors"]}
    assert missing == {"/root_cause", "/verification", "/prevention"}


def test_eight_of_ten_fields(rest, filed, ann, browse, max, by):
    """T-07: 8 of 10 required fields filled: the page shows 80 %, and the blocked move lists the two missing."""
    TicketTypeFactory(key="defect")
    ComponentFactory(key="spooler")
    confirm("triage_fields", by=by(max), value={"": list(gate.TRIAGE), "defect": [*gate.TRIAGE, "component"]})
    about = {"type": "defect", "category": "printing", "component": "spooler", "urgency": 2}
    anns, ticket = rest(ann), filed(ann, **about)
    assert ticket["completeness"] == 80
    assert "80 % <progress" in browse(ann).get(f"/tickets/{ticket['id']}").content.decode()
    words = {"impact": None, "urgency": 2}
    problem = said(anns.post(f"/tickets/{ticket['id']}/triage", words, If_Match=version(ticket)), 422)
    assert sorted(error["pointer"] for error in problem["errors"]) == ["/impact", "/priority"]
    assert said(anns.get(f"/tickets/{ticket['id']}"))["status"] == "new"


def test_a_defect_without_environment_and_version(rest, filed, ann, browse, max, by):
    """T-06: both are reported missing and triage cannot complete; with them it does, and an old version is marked."""
    TicketTypeFactory(key="defect")
    ComponentFactory(key="spooler")
    anns, ticket = rest(ann), filed(ann, type="defect", category="printing", component="spooler")
    words = {"impact": 2, "urgency": 2}
    problem = said(anns.post(f"/tickets/{ticket['id']}/triage", words, If_Match=version(ticket)), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/environment", "/version"]
    form = words | {name: ticket[name]["id"] for name in ("type", "category", "component")}
    page = browse(ann).post(f"/tickets/{ticket['id']}/triage", form | {"seen": ticket["version"]}).content.decode()
    assert "Environment, Product version" in page
    assert said(anns.get(f"/tickets/{ticket['id']}"))["status"] == "new"
    where = {"environment": "production", "version": "2.9", "browser": "Firefox 140", "time_zone": "Europe/Berlin"}
    told = said(anns.post(f"/tickets/{ticket['id']}/surroundings", where, If_Match=version(ticket)))
    assert ({name: told["surroundings"][name] for name in where}, told["supported"]) == (where, True)
    confirm("oldest_version", by=by(max), value="2.10")
    assert said(anns.get(f"/tickets/{ticket['id']}"))["supported"] is False
    assert "no longer supported" in browse(ann).get(f"/tickets/{ticket['id']}").content.decode()
    assert said(anns.post(f"/tickets/{ticket['id']}/triage", words, If_Match=version(told)))["status"] == "triaged"


def test_day_three_of_fourteen(rest, at, closed, rob, ann):
    """T-29: closed, on day 3 of a 14-day window the requester replies: it reopens with owner and history intact."""
    at(closed.closed_at + timedelta(days=3))
    before = [event["id"] for event in said(rest(ann).get(f"/tickets/{closed.pk}/events"))["results"]]
    sent = said(rest(rob).post(f"/tickets/{closed.pk}/messages", {"body": "It blinks again."}), 201)
    assert (sent["ticket"], sent["status"]) == (closed.pk, "in_progress")
    ticket = said(rest(ann).get(f"/tickets/{closed.pk}"))
    assert (ticket["status"], ticket["owner"]["name"], ticket["reopen_count"]) == ("in_progress", "Ann", 1)
    after = [event["id"] for event in said(rest(ann).get(f"/tickets/{closed.pk}/events"))["results"]]
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_day_fifteen(rest, at, closed, rob, ann):
    """T-29: after the window a reply opens a linked follow-up, and the old ticket stays closed."""
    at(closed.closed_at + timedelta(days=15))
    robs = rest(rob)
    answer = robs.post(f"/tickets/{closed.pk}/messages", {"body": "It blinks again."})
    sent = said(answer, 201)
    assert (sent["ticket"] > closed.pk, sent["status"]) == (True, "new")
    assert said(robs.get(answer["Location"].removeprefix("/api/v1")))["body"] == "It blinks again."
    (link,) = said(rest(ann).get(f"/tickets/{sent['ticket']}/links"))["results"]
    assert (link["kind"], link["other"]["id"]) == ("follow_up", closed.pk)
    assert said(rest(ann).get(f"/tickets/{closed.pk}"))["status"] == "closed"
    words = {"reason": "not_fixed", "body": "It blinks again."}
    assert "Open a new one" in said(robs.post(f"/tickets/{closed.pk}/reopening", words), 409)["detail"]


def test_a_reopen_is_reported_once_with_its_reason(rest, at, closed, rob, ann):
    """T-30: reported, a reopen counts once against the prior resolution and shows its reason."""
    at(closed.closed_at + timedelta(days=3))
    ticket = said(rest(rob).post(f"/tickets/{closed.pk}/reopening", {"reason": "recurred", "same_cause": True}))
    assert ticket["reopen_count"] == 1
    (event,) = [
        one
        for one in said(rest(ann).get(f"/tickets/{closed.pk}/events"))["results"]
        if one["kind"] == "ticket.reopened"
    ]
    assert (event["data"]["reason"], event["data"]["resolver"]) == ("recurred", ann.pk)
    reopening = closed.reopenings.get()
    assert (reopening.previous_resolver, reopening.same_cause) == (ann, True)
    assert abs(reopening.seconds_since_resolution - 3 * 86400) < 60


def test_no_cause_class_no_resolution(rest, owned, ann, resolution):
    """T-52: a resolution without a cause class is refused; with one, the ticket has exactly that one."""
    anns, cause = rest(ann), resolution.pop("cause_class")
    problem = said(anns.post(f"/tickets/{owned.pk}/resolution", resolution, If_Match=f'"{owned.version}"'), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/cause_class"]
    words = resolution | {"cause_class": cause}
    said(anns.post(f"/tickets/{owned.pk}/resolution", words, If_Match=f'"{owned.version}"'))
    assert list(owned.resolutions.values_list("cause_class", flat=True)) == [cause]


def test_fixed_alone(rest, owned, ann):
    """T-27: "fixed" only is refused naming the missing parts."""
    path = f"/tickets/{owned.pk}/resolution"
    problem = said(rest(ann).post(path, {"code": "fixed"}, If_Match=f'"{owned.version}"'), 422)
    missing = {error["pointer"] for error in problem["errors"]}
    assert {"/happened", "/cause_class", "/steps", "/verification", "/advice", "/prevention"} <= missing
    assert "/code" not in missing


def test_the_most_specific_policy_is_named(filed, rob, ann):
    """SLA-01: a P2 gold-tier incident by chat: the most specific policy applies and the matched rule is named."""
    publish("gold", {"resolution": 900}, tier="gold")
    publish("gold-chat", {"resolution": 600}, type="incident", priority=2, tier="gold", channel="chat")
    rob.organisation.tier = "gold"
    rob.organisation.save()
    ticket = filed(ann, channel="chat", impact=1, urgency=2)
    assert promise(ticket, "resolution")["policy"] == {
        "key": "gold-chat",
        "version": 1,
        "rule": "type incident, priority 2, tier gold, channel chat",
    }


def test_four_business_hours_from_five_o_clock(filed, at, ann):
    """SLA-02: 4 business hours at 17:00 with closing at 18:00 are due at 12:00 on the next working day from 09:00."""
    publish("office", {"first_response": 4 * 3600}, week=NINE_TO_SIX, priority=3)
    at(FRIDAY)
    ticket = filed(ann)
    opened = instant(ticket["opened_at"])
    assert opened - FRIDAY < timedelta(minutes=1)
    assert instant(promise(ticket, "first_response")["due_at"]) == opened + timedelta(days=3, hours=-5)


def test_a_saturday_that_is_staffed_counts_once_it_is_published(rest, filed, at, ann, max):
    """SLA-02: staffed overrides. Four hours from Friday at closing: two on a Saturday of stocktaking, two on Monday."""
    at(FRIDAY)
    maxs = rest(max)
    staffed = [{"date": "2026-11-14", "windows": ["10:00-12:00"], "reason": "Stocktaking"}]
    moves = {"p3": True, "p4": False, "standard": False}
    before = filed(ann)
    next_one = {"key": "business-hours", "overrides": staffed, "policies": moves, "reason": "We count what there is."}
    draft = said(maxs.post("/calendar-proposals", next_one), 201)
    assert said(maxs.post(f"/calendar-proposals/{draft['id']}/publish", {}))["version"] == 2
    monday = FRIDAY.replace(day=16)
    due = [instant(promise(each, "first_response")["due_at"]) for each in (before, filed(ann))]
    assert due == [monday.replace(hour=13), monday.replace(hour=11)]


def test_two_hours_of_pause(rest, filed, at, ann):
    """SLA-03: a 2 h pause: the elapsed time excludes exactly 2 h, and the interval is listed with its reason."""
    publish("quick", {"resolution": 4 * 3600}, priority=3)
    at(FRIDAY)
    anns = rest(ann)
    ticket = triaged(anns, filed(ann))
    due = instant(promise(ticket, "resolution")["due_at"])
    wait = {"action": "wait_requester", "waiting_reason": "details", "until": (FRIDAY + timedelta(days=3)).isoformat()}
    held = said(anns.post(f"/tickets/{ticket['id']}/moves", wait, If_Match=version(ticket)))
    assert promise(held, "resolution")["state"] == "paused"
    at(FRIDAY + timedelta(hours=2))
    back = said(anns.post(f"/tickets/{ticket['id']}/moves", {"action": "start"}, If_Match=version(held)))
    ledger = said(anns.get(f"/tickets/{ticket['id']}/clocks"))["results"]
    (moments,) = [clock["moments"] for clock in ledger if clock["goal"] == "resolution"]
    hold, run = moments[-2:]
    assert (hold["what"], hold["cause"], run["what"]) == ("hold", "details", "run")
    pause = instant(run["at"]) - instant(hold["at"])
    assert abs(pause - timedelta(hours=2)) < timedelta(minutes=1)
    assert instant(promise(back, "resolution")["due_at"]) - due == pause


def test_p3_to_p2_after_half_an_hour(rest, filed, at, tess):
    """SLA-11: P3 to P2 at 30 minutes: the P2 due time counts from creation, and history shows old and new."""
    at(FRIDAY)
    lead = rest(tess)
    ticket = triaged(lead, filed(tess))
    was = promise(ticket, "resolution")["due_at"]
    at(FRIDAY + timedelta(minutes=30))
    words = {"impact": 1, "urgency": 2}
    raised = said(lead.post(f"/tickets/{ticket['id']}/priority", words, If_Match=version(ticket)))
    due = promise(raised, "resolution")["due_at"]
    assert instant(due) == instant(ticket["opened_at"]) + timedelta(hours=8)
    told = [
        event["data"]
        for event in said(lead.get(f"/tickets/{ticket['id']}/events"))["results"]
        if event["kind"] == "sla.retargeted" and event["data"]["goal"] == "resolution"
    ]
    assert (instant(told[-1]["was"]), instant(told[-1]["due"])) == (instant(was), instant(due))


def test_an_acknowledgement_is_no_answer(rest, ticket, ann):
    """SLA-04: an ack leaves the first response running; a substantive reply of a human stops it."""
    anns = rest(ann)
    said(anns.post(f"/tickets/{ticket.pk}/messages", {"body": "We have it.", "substantial": False}), 201)
    clocks = said(anns.get(f"/tickets/{ticket.pk}"))
    assert promise(clocks, "acknowledge")["state"] == "met"
    assert promise(clocks, "first_response")["stopped_at"] is None
    said(anns.post(f"/tickets/{ticket.pk}/messages", {"body": "Please switch it off and on."}), 201)
    assert promise(said(anns.get(f"/tickets/{ticket.pk}")), "first_response")["state"] == "met"


def test_a_member_of_two_teams(rest, opened, erin, first_line, engineering):
    """ROLE-02: membership in two queues: both queues' tickets show, others do not."""
    Membership.objects.create(person=erin, team=first_line)
    both = {opened().pk, opened(queue=engineering).pk}
    opened(queue=QueueFactory(key="payroll", team=TeamFactory(name="Payroll")))
    assert {one["id"] for one in said(rest(erin).get("/tickets"))["results"]} == both


def test_a_product_managers_seat(rest, opened, paula):
    """ROLE-06: a PM seat: tags and impact are readable, and personal data is masked."""
    ticket = opened(impact=1, urgency=2, tags=[TagFactory(name="vip")])
    seen = said(rest(paula).get(f"/tickets/{ticket.pk}"))
    assert (seen["impact"], seen["tags"]) == (1, ["vip"])
    assert "Rob" not in str(seen)
    assert said(rest(paula).post(f"/tickets/{ticket.pk}/notes", {"body": "Hm."}), 403)["code"] == "not_allowed"


def test_an_administrator_of_acme(rest, opened, rita, sue):
    """ROLE-07: an organisation administrator sees their organisation's tickets and no other's."""
    acmes = opened()
    opened(who=sue)
    assert [one["id"] for one in said(rest(rita).get("/tickets"))["results"]] == [acmes.pk]


def test_a_retired_category(rest, filed, ann, tess):
    """T-04: a retired category is not offered, while old tickets keep it and reports roll it into its successor."""
    paper, fax = CategoryFactory(key="paper"), CategoryFactory(key="fax")
    old, new = filed(ann, category="fax"), filed(ann, category="paper")
    fax.retired_at, fax.successor = instant(old["opened_at"]), paper
    fax.save()
    anns = rest(ann)
    assert "fax" not in {one["key"] for one in said(anns.get("/categories"))["results"]}
    assert said(anns.get(f"/tickets/{old['id']}"))["category"]["key"] == "fax"
    refused = anns.post("/tickets", {"title": "-", "body": "-", "type": "incident", "category": "fax"})
    assert refused.status_code in (400, 422)
    figures = {(one["group"], one["key"]): one for one in said(anns.get("/figures"))["results"]}
    assert figures["category", "paper"]["count"] == 2
    assert ("category", "fax") not in figures
    assert opened_by(anns, figures["category", "paper"]) == {old["id"], new["id"]}


def test_three_unowned(rest, filed, opened, owned, ann, service_desk, network):
    """T-19: given 3 unowned tickets, the figure reads 3 and opens exactly those; so does every other figure."""
    unowned = {filed(ann)["id"] for _ in range(3)}
    anns = rest(ann)
    found = said(anns.get("/figures"))["results"]
    figures = {(one["group"], one["key"]): one for one in found}
    assert figures["state", "unowned"]["count"] == 3
    assert opened_by(anns, figures["state", "unowned"]) == unowned
    assert {one["group"] for one in found} == {"state", "priority", "age", "owner", "category"}
    for figure in found:
        assert len(opened_by(anns, figure)) == figure["count"], figure
    narrowed = said(anns.get(f"/figures?queue={network.pk}"))["results"]
    assert {one["count"] for one in narrowed} == {0}
    assert anns.get("/figures?queue=0").status_code == 400
