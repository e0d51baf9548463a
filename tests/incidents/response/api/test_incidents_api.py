"""Incidents over REST: each row of the requirements, from the door to the database."""

from datetime import timedelta

import pytest

from incidents.response.actions.carry import carry_next
from incidents.response.actions.items import tell_overdue
from incidents.response.actions.reviews import tell_unopened
from incidents.response.actions.ring import ring_due
from incidents.response.models import ActionItem, Incident
from incidents.response.reviewing import NAMES
from incidents.response.subscribers import notify
from supportdesk import clock
from supportdesk.outbound.models import Notification
from tests.factories import OrganisationFactory, PersonFactory
from tests.supportdesk.api.clients import Api

pytestmark = pytest.mark.django_db


def ago(**span):
    return (clock.now() - timedelta(**span)).isoformat()


@pytest.fixture
def said(spooler):
    return {"title": "Nothing prints", "severity": 1, "components": ["spooler"], "started_at": ago(hours=1)}


def tag(told):
    return f'"{told["version"]}"'


def changed(api, told, noun, body):
    """One change of the version that was told; the incident as it stands then."""
    answer = api.post(f"/incidents/{told['id']}/{noun}", body, if_match=tag(told))
    assert answer.status_code == 200, answer.content
    return answer.json()


def refused(api, path, body, **headers):
    """Status and the named fields of a refusal."""
    answer = api.post(path, body, **headers)
    return answer.status_code, [error.get("pointer") for error in answer.json()["errors"]]


def test_it_is_refused_without_severity_service_or_start(ann, said):
    """INC-01: saved without severity, service and start estimate it is refused, and nothing is kept."""
    for name in ("severity", "components", "started_at"):
        body = {key: value for key, value in said.items() if key != name}
        assert refused(Api(ann), "/incidents", body) == (400, [f"/{name}"])
    assert refused(Api(ann), "/incidents", said | {"components": []}) == (422, ["/components"])
    assert not Incident.objects.exists()
    told = Api(ann).post("/incidents", said).json()
    assert (told["reference"], told["state"], told["components"]) == (f"INC-{told['id']}", "suspected", ["Spooler"])


def test_a_junior_who_declares_has_raised_a_suspicion(joe, ian, tess, said, recorded):
    """INC-03: refused and turned into a suspicion that the commander hears of at once; who, when and by which criteria
    stand on it once it is declared."""
    recorded()
    told = Api(joe).post("/incidents", said | {"criteria": "All floors."}).json()
    assert (told["major"], told["state"]) == (False, "suspected")
    notify(recorded())
    assert {one.person for one in Notification.objects.filter(level="urgent")} == {ian, tess}
    answer = Api(joe).post(f"/incidents/{told['id']}/declaration", {"criteria": "All floors."}, if_match=tag(told))
    assert answer.status_code == 403
    told = changed(Api(ian), told, "declaration", {"criteria": "All floors."})
    assert (told["major"], told["declared_by"]["name"], told["criteria"]) == (True, "Ian", "All floors.")
    assert told["declared_at"]


def test_thirty_tickets_are_linked_at_once_and_each_is_told_once(ian, ann, said, opened, told, clockwork):
    """INC-04: thirty children, one message: thirty requesters get it once and each child records it."""
    tickets = [opened(title=f"No paper {n}") for n in range(30)]
    one = Api(ian).post("/incidents", said | {"severity": 4}).json()
    linked = Api(ann).post(f"/incidents/{one['id']}/tickets", {"tickets": [ticket.pk for ticket in tickets]}).json()
    assert (len(linked["linked"]), linked["already"], linked["refused"]) == (30, [], [])
    Incident.objects.filter(pk=one["id"]).update(state="verified", **dict.fromkeys(STAMPED, clock.now()))
    sent = Api(ian).post(f"/incidents/{one['id']}/final-message", {"message": "It prints again."}).json()
    assert sent == {"tickets": 30}
    while carry_next(by=clockwork):
        pass
    assert all(ticket.messages.filter(body="It prints again.").count() == 1 for ticket in tickets)
    assert all(told(ticket).count("ticket.replied") == 1 for ticket in tickets)
    assert all(told(ticket)[1] == "ticket.joined_incident" for ticket in tickets)


STAMPED = (
    "acknowledged_at", "investigating_at", "diagnosed_at", "mitigated_at", "monitoring_at", "restored_at", "verified_at"
)  # fmt: skip


def test_an_entry_added_late_sorts_by_when_it_happened(ann, declared):
    """INC-05: it sorts by event time and displays its later entry time."""
    api, path = Api(ann), f"/incidents/{declared.pk}/entries"
    late = api.post(path, {"kind": "report", "text": "Acme called.", "at": ago(minutes=25)}).json()
    assert late["at"] < late["entered_at"]
    page = api.client.get(f"/api/v1{path}").json()["results"]
    assert {"kind", "mark", "author", "source", "evidence"} <= set(page[-1])
    assert refused(api, path, {"kind": "hypothesis", "text": "The fuse.", "mark": "fact"}) == (422, ["/mark"])


def test_a_part_is_handed_over_by_acceptance(ian, max, declared):
    """INC-06: the timeline shows from, to and instant."""
    span = Api(ian).post(f"/incidents/{declared.pk}/roles", {"role": "commander", "to": max.pk}).json()
    assert span["accepted_at"] is None
    answered = Api(max).post(f"/incidents/{declared.pk}/roles/{span['id']}/answer", {"answer": "accept"}).json()
    lines = Api(max).get(f"/incidents/{declared.pk}/entries").json()["results"]
    assert ("Commander: Max from Ian", answered["accepted_at"]) in {(line["text"], line["at"]) for line in lines}


def test_after_31_minutes_of_30_the_update_is_late(ian, declared, clockwork):
    """INC-07: late in the timeline, at the minute at which it was due."""
    told = Api(ian).get(f"/incidents/{declared.pk}").json()
    due = {one["audience"]: one["due_at"] for one in told["clocks"]}
    assert set(due) == {"internal", "external"}
    ring_due(by=clockwork, now=declared.declared_at + timedelta(minutes=31))
    lines = Api(ian).get(f"/incidents/{declared.pk}/entries").json()["results"]
    assert [(line["kind"], line["at"]) for line in lines if line["kind"] == "late"] == [("late", due["internal"])]


def test_twelve_tickets_of_seven_customers_and_one_more(ann, suspected, opened):
    """INC-11: impact shows 12 and 7 and updates when a child is added."""
    incident, api = suspected(), Api(ann)
    people = [PersonFactory(organisation=OrganisationFactory()) for _ in range(8)]
    tickets = [opened(who=people[n % 7]).pk for n in range(12)]
    api.post(f"/incidents/{incident.pk}/tickets", {"tickets": tickets})

    def counted():
        told = api.get(f"/incidents/{incident.pk}/impact").json()
        return told["tickets"], next(line["value"] for line in told["lines"] if line["field"] == "customers")

    assert counted() == (12, "7")
    api.post(f"/incidents/{incident.pk}/tickets", {"tickets": [opened(who=people[7]).pk]})
    assert counted() == (13, "8")


def test_a_skip_is_refused_and_the_open_moves_are_named(ian, suspected, lead):
    """INC-13: a skip from investigating to closed is refused; ten states, each with its instant."""
    incident = lead(suspected(severity=3), "investigating")
    api, told = Api(ian), Api(ian).get(f"/incidents/{incident.pk}").json()
    assert told["moves"] == ["identify"]
    answer = api.post(f"/incidents/{incident.pk}/moves", {"move": "close"}, if_match=tag(told))
    assert (answer.status_code, answer.json()["permitted"]) == (409, ["identify"])
    assert api.post(f"/incidents/{incident.pk}/moves", {"move": "identify"}).status_code == 428
    lead(incident, "review")
    stamps = api.get(f"/incidents/{incident.pk}").json()["stamps"]
    assert [one["state"] for one in stamps] == [
        "suspected", "acknowledged", "investigating", "identified", "mitigated", "monitoring", "restored", "verified",
        "review",
    ]  # fmt: skip


def test_the_measures_come_from_the_stamps(ian, suspected, lead):
    """INC-14: stamps 10:00, 10:06, 11:10, 11:40: six minutes to acknowledge and a hundred to restore."""
    incident = lead(suspected(minutes=300), "restored")
    ten = incident.detected_at
    minutes = {"acknowledged_at": 6, "investigating_at": 7, "diagnosed_at": 70, "mitigated_at": 80, "monitoring_at": 90,
               "restored_at": 100}  # fmt: skip
    Incident.objects.filter(pk=incident.pk).update(
        **{name: ten + timedelta(minutes=after) for name, after in minutes.items()}
    )
    told = {one["key"]: one["seconds"] for one in Api(ian).get(f"/incidents/{incident.pk}").json()["timings"]}
    assert (told["acknowledge"], told["diagnose"], told["restore"], told["verify"]) == (360, 4200, 6000, None)


def test_it_cannot_be_restored_before_it_began(ian, suspected, lead):
    """Bad input: an incident restored before it began is refused at the field, and nothing is half done."""
    incident = lead(suspected(), "monitoring")
    body = {"move": "restore", "at": (incident.started_at - timedelta(minutes=1)).isoformat()}
    where = f"/incidents/{incident.pk}/moves"
    assert refused(Api(ian), where, body, if_match=f'"{incident.version}"') == (422, ["/at"])
    incident.refresh_from_db()
    assert (incident.state, incident.restored_at) == ("monitoring", None)


def test_a_ticket_of_two_live_major_incidents(ian, ann, declared, joined, said):
    """Bad input: refused in words with the field."""
    (ticket,) = joined(declared)
    other = Api(ian).post("/incidents", said | {"criteria": "Also."}).json()
    assert refused(Api(ann), f"/incidents/{other['id']}/tickets", {"tickets": [ticket.pk]}) == (422, ["/tickets"])


def test_a_review_that_nobody_opens_and_one_that_is_written_and_signed(
    ian, max, sam, declared, lead, clockwork, recorded
):
    """INC-17: a Sev1 restored whose review is not opened in the set time: commander and manager get a task; opened, it
    takes all of E.7, who led it and who took part."""
    lead(declared, "verified")
    recorded()
    Incident.objects.filter(pk=declared.pk).update(review_due_at=clock.now() - timedelta(minutes=1))
    tell_unopened(by=clockwork)
    notify(recorded())
    assert {one.person for one in Notification.objects.filter(kind="incident.review_overdue")} == {ian, max}
    api, path = Api(ian), f"/incidents/{declared.pk}/review"
    assert api.get(path).status_code == 404
    changed(api, api.get(f"/incidents/{declared.pk}").json(), "moves", {"move": "review"})
    told = api.get(path).json()
    status, lacking = refused(api, f"{path}/signature", {}, if_match=tag(told))
    assert (status, set(lacking)) == (422, {f"/{name}" for name in NAMES})
    body = {"parts": dict.fromkeys(NAMES, "As it was."), "facilitator": sam.pk, "attendees": [ian.pk, max.pk]}
    told = api.patch(path, body, if_match=tag(told)).json()
    signed = api.post(f"{path}/signature", {}, if_match=tag(told)).json()
    assert (signed["signed_by"]["name"], len(signed["attendees"])) == ("Ian", 2)
    assert api.patch(path, {"parts": {"summary": "Other."}}, if_match=tag(signed)).status_code == 409


def test_an_item_past_its_day_is_told_and_counts_as_late(ian, sam, max, declared, clockwork, recorded):
    """INC-18: owner and manager are notified, once, and the item counts as late."""
    api, path = Api(ian), f"/incidents/{declared.pk}/items"
    body = {"what": "Renew it by a job", "kind": "fix", "owner": sam.pk, "due_at": ago(days=-1)}
    item = api.post(path, body).json()
    assert refused(api, path, body | {"due_at": ago(days=1)}) == (422, ["/due_at"])
    recorded()
    ActionItem.objects.filter(pk=item["id"]).update(alarm_at=clock.now(), due_at=clock.now())
    tell_overdue(by=clockwork)
    notify(recorded())
    assert {one.person for one in Notification.objects.filter(kind="incident.item_overdue")} == {sam, max}
    done = Api(sam).post(f"{path}/{item['id']}/end", {"state": "done", "evidence": "Job 7"}).json()
    assert (done["state"], done["late"]) == ("done", True)


def test_verifying_before_the_watch_is_over(ian, suspected, lead):
    """INC-27: refused with the time left."""
    incident = lead(suspected(), "restored")
    api, check = Api(ian), Api(ian).post(f"/incidents/{incident.pk}/checks", {"what": "A test page"}).json()
    api.post(f"/incidents/{incident.pk}/checks/{check['id']}/result", {"passed": True})
    answer = api.post(f"/incidents/{incident.pk}/moves", {"move": "verify"}, if_match=f'"{incident.version}"')
    assert (answer.status_code, "30 more minutes" in answer.json()["detail"]) == (422, True)


def test_a_closed_incident_takes_addenda_alone(ian, ann, ada, suspected, lead, step):
    """INC-28: an entry is edited: refused, and an addendum offered; the auditor reads all of it."""
    incident = lead(suspected(severity=4), "verified")
    entry = Api(ann).post(f"/incidents/{incident.pk}/entries", {"kind": "observation", "text": "It blinks."}).json()
    step(incident, "close")
    path = f"/incidents/{incident.pk}/entries"
    answer = Api(ann).patch(f"{path}/{entry['id']}", {"text": "It glows."})
    assert (answer.status_code, answer.json()["permitted"]) == (409, ["addendum"])
    assert Api(ann).post(path, {"kind": "addendum", "text": "It was the fuse."}).status_code == 201
    assert [line["kind"] for line in Api(ada).get(path).json()["results"]][-1] == "addendum"
    assert Api(ada).post(path, {"kind": "addendum", "text": "Noted."}).status_code == 403


def test_for_a_requester_there_is_none(rob, declared):
    for path in ("/incidents", f"/incidents/{declared.pk}", f"/incidents/{declared.pk}/entries"):
        answer = Api(rob).get(path)
        assert answer.status_code == 404 or answer.json()["results"] == []
