"""History, clocks, links, identifiers and search over REST."""

import pytest

from supportdesk.events.models import Event
from tests.factories import QueueFactory, TeamFactory
from tickets.desk.actions.link import link
from tickets.desk.actions.reply import reply

pytestmark = pytest.mark.django_db


def test_history_has_old_and_new_who_when_and_by_which_way(api, ann, ticket, tag):
    """T-41: every field edit, with its origin; and no way to edit it."""
    client = api(ann)
    client.patch(f"/tickets/{ticket.pk}", {"title": "Printer burns"}, If_Match=tag(ticket))
    event = client.get(f"/tickets/{ticket.pk}/events").json()["results"][-1]
    assert event["text"]["changes"] == {"title": ["Printer on floor 3 is dead", "Printer burns"]}
    assert (event["actor"]["name"], event["actor"]["kind"], event["via"]) == ("Ann", "person", "api")
    assert event["at"].endswith("Z")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.send(method, f"/tickets/{ticket.pk}/events", {}).status_code == 405


def test_a_requester_reads_the_public_history(api, rob, owned, by, ann):
    reply(owned, by=by(ann), body="On my way.")
    events = api(rob).get(f"/tickets/{owned.pk}/events").json()["results"]
    assert [event["kind"] for event in events] == ["ticket.opened", "ticket.replied"]
    assert set(events[0]) == {"id", "kind", "at", "actor", "data"}


def test_a_light_seat_reads_no_names_of_requesters(api, paula, rob, ticket):
    [opened, *_] = api(paula).get(f"/tickets/{ticket.pk}/events").json()["results"]
    assert opened["actor"]["name"] == f"Requester {rob.pk}"


def test_a_clock_tells_why_it_is_due_then(api, ann, rob, owned):
    clocks = api(ann).get(f"/tickets/{owned.pk}/clocks").json()["results"]
    acknowledged = next(one for one in clocks if one["goal"] == "acknowledge")
    assert (acknowledged["state"], [moment["what"] for moment in acknowledged["moments"]][-1]) == ("met", "stop")
    assert api(rob).get(f"/tickets/{owned.pk}/clocks").json()["results"] == []


def test_a_requester_sees_when_the_next_update_comes(api, ann, rob, by, owned):
    """SLA-12: the next-update time, and of the other promises nothing."""
    reply(owned, by=by(ann), body="On my way.")
    [clock] = api(rob).get(f"/tickets/{owned.pk}").json()["clocks"]
    assert (clock["goal"], clock["state"]) == ("next_update", "running")
    assert [one["goal"] for one in api(rob).get(f"/tickets/{owned.pk}/clocks").json()["results"]] == ["next_update"]


def test_links_are_made_listed_from_both_sides_and_taken_away(api, ann, opened, told):
    """T-24."""
    one, other = opened(), opened(title="Printer on floor 4 is dead")
    client = api(ann)
    made = client.post(f"/tickets/{one.pk}/links", {"kind": "related", "other": other.reference})
    assert (made.status_code, made.json()["other"]["id"]) == (201, other.pk)
    [inward] = client.get(f"/tickets/{other.pk}/links").json()["results"]
    assert (inward["inward"], inward["other"]["id"]) == (True, one.pk)
    again = client.post(f"/tickets/{one.pk}/links", {"kind": "related", "other": other.pk})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/other")
    assert client.delete(made["Location"].removeprefix("/api/v1")).status_code == 204
    assert client.get(f"/tickets/{one.pk}/links").json()["results"] == []
    assert told(other)[-2:] == ["ticket.linked", "ticket.unlinked"]


def test_a_link_to_what_one_may_not_see_is_not_listed(api, erin, ann, opened, by, engineering):
    own, foreign = opened(queue=engineering), opened(queue=QueueFactory(team=TeamFactory(name="Elsewhere")))
    link(own, by=by(ann), kind="related", other=foreign)
    assert api(erin).get(f"/tickets/{own.pk}/links").json()["results"] == []
    assert len(api(ann).get(f"/tickets/{own.pk}/links").json()["results"]) == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "not an address"])
def test_a_link_leads_to_an_address(api, ann, ticket, url):
    body = {"kind": "bug", "reference": "B-1", "url": url}
    answer = api(ann).post(f"/tickets/{ticket.pk}/links", body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/url")


def test_two_tickets_with_one_request_id_are_found_by_it(api, ann, opened):
    """T-10: given two tickets with one request id, when it is searched, both are listed."""
    client = api(ann)
    pair = [opened().pk, opened().pk]
    opened()
    for pk in pair:
        made = client.post(f"/tickets/{pk}/identifiers", {"kind": "request", "value": "req-9f3c"})
        assert made.status_code == 201
    assert sorted(one["id"] for one in client.get("/search?q=REQ-9F3C").json()["results"]) == pair
    assert sorted(one["id"] for one in client.get("/tickets?identifier=req-9f3c").json()["results"]) == pair
    assert client.get(f"/tickets/{pair[0]}/identifiers").json()["results"][0]["value"] == "req-9f3c"


def test_search_by_reference_and_by_words(api, ann, rob, ticket, opened):
    client = api(ann)
    assert [one["id"] for one in client.get(f"/search?q={ticket.reference}").json()["results"]] == [ticket.pk]
    assert [one["id"] for one in client.get("/search?q=blinks").json()["results"]] == [ticket.pk]
    assert client.get("/search?q=elephants").json()["results"] == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=" + "x" * 201, "?q=%00", "?query=printer"])
def test_a_search_says_what_for(api, ann, query):
    assert api(ann).get(f"/search{query}").status_code == 400


def test_refused_changes_leave_no_event(api, ann, ticket):
    client = api(ann)
    before = Event.objects.count()
    client.post(f"/tickets/{ticket.pk}/resolution", {}, If_Match='"1"')
    client.post(f"/tickets/{ticket.pk}/moves", {"action": "start"}, If_Match='"1"')
    assert Event.objects.count() == before


def test_a_requester_is_told_when_not_by_which_rule_nor_what_holds_it(api, rob, ann, owned, by):
    """The rule would tell the priority, and the reason whom the desk waits for."""
    reply(owned, by=by(ann), body="We are on it.")
    inside = {"policy", "held_reason", "target_seconds", "breached_at"}
    for path in (f"/tickets/{owned.pk}", f"/tickets/{owned.pk}/clocks"):
        body = api(rob).get(path).json()
        [clock] = body["clocks"] if "clocks" in body else body["results"]
        assert clock["due_at"]
        assert not inside & set(clock)
        assert inside <= set(api(ann).get(f"/tickets/{owned.pk}").json()["clocks"][0])


def test_a_search_understands_operators_and_counts_what_it_found(api, ann, rob, sue, opened, network):
    """T-40: words with operators, facets that lead to exactly what they count; a requester is told no facets."""
    pks = [opened(title=f"Printer {number}").pk for number in range(3)]
    theirs = opened(title="Printer of the clinic", who=sue, queue=network).pk
    client = api(ann)
    found = client.get("/search", {"q": "printer -queue:network"}).json()
    assert ([one["id"] for one in found["results"]], found["total"], found["capped"]) == (pks[::-1], 3, False)
    assert [one["id"] for one in client.get("/search", {"q": "printer", "queue": "network"}).json()["results"]] == [
        theirs
    ]
    for facet in client.get("/search", {"q": "printer"}).json()["facets"]:
        for option in facet["options"]:
            asked = {"q": "printer", facet["parameter"]: option["value"].split(",")}
            assert client.get("/search", asked).json()["total"] == option["count"], facet
    own = api(rob).get("/search", {"q": "printer status:live"}).json()
    assert (own["total"], own["facets"]) == (3, [])


@pytest.mark.parametrize(
    "query", [{"q": "statsu:open"}, {"q": "printer", "colour": "red"}, {"q": "printer status:lost"}]
)
def test_an_unknown_operator_is_told_in_words(api, ann, query):
    answer = api(ann).get("/search", query)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, [*query][-1])


@pytest.mark.parametrize("query", [{"q": "printer owner:none"}, {"q": "printer", "queue": "network"}])
def test_a_requester_searches_by_what_is_public(api, rob, network, query):
    assert api(rob).get("/search", query).status_code == 400
