"""What is announced: the desk's banner, and “affected too” instead of a new ticket."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.response.actions.update import write_update
from incidents.response.models import Incident
from supportdesk.accounts.models import Region
from tests.factories import OrganisationFactory, PersonFactory, TicketTypeFactory
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(declared, by, ian, service_desk):
    TicketTypeFactory(key="incident")
    said = {"headline": "Printing does not work", "body": "We look into it."}
    write_update(declared, by=by(ian), audience="external", **said)
    return declared


@pytest.fixture
def north(db):
    return Region.objects.create(key="north", name="North")


@pytest.fixture
def nora(north):
    """A requester whose organisation is in the north."""
    return PersonFactory(name="Nora", organisation=OrganisationFactory(name="Northern", region=north))


def test_a_requester_is_affected_too_by_one_press_and_only_once(browse, said, announced, nora, north, told, recorded):
    """INC-26, COM-16: a live incident: affected too: a child is created with their tenant and region."""
    noras = browse(nora)
    page = said(noras.get("/tickets/"))
    assert "Printing does not work" in page
    assert "We look into it." in page
    assert "Nothing prints anywhere" not in page  # the incident's own title stays inside
    assert "Printing does not work" in said(noras.get("/tickets/new"))
    recorded()
    answer = noras.post(f"/incidents/{announced.pk}/affected", {"words": "Our second floor, too."})
    ticket = Ticket.objects.get(requester=nora)
    assert answer.headers["Location"] == f"/tickets/{ticket.pk}"
    assert (ticket.organisation, ticket.region) == (nora.organisation, north)
    assert announced.links.live().get().ticket == ticket
    assert ticket.messages.get().body == "Our second floor, too."
    assert told(ticket) == ["ticket.opened", *told(ticket)[1:-1], "ticket.joined_incident"]
    assert [event.kind for event in recorded() if event.subject == "incident"] == [
        "incident.linked",
        "incident.affected_too",
    ]
    again = noras.post(f"/incidents/{announced.pk}/affected")
    assert again.headers["Location"] == f"/tickets/{ticket.pk}"
    assert Ticket.objects.filter(requester=nora).count() == 1
    assert f"T-{ticket.pk}" in said(noras.get("/tickets/"))
    own = said(noras.get(f"/tickets/{ticket.pk}"))
    assert "a disturbance we know of" in own
    assert "We look into it." in own


def test_an_incident_of_a_region_is_announced_there_only(browse, said, announced, nora, north, rob):
    announced.regions.add(north)
    assert "Printing does not work" in said(browse(nora).get("/tickets/"))
    assert "Printing does not work" not in said(browse(rob).get("/tickets/"))
    assert browse(rob).get(f"/incidents/{announced.pk}/affected").status_code == 404


@pytest.mark.parametrize("change", [{"restricted": True}, {"drill": True}])
def test_nothing_restricted_and_no_drill_is_announced(browse, said, api, announced, rob, change):
    """SEC-13."""
    Incident.objects.filter(pk=announced.pk).update(**change)
    assert "Printing" not in said(browse(rob).get("/tickets/"))
    assert api(rob).get("/live-incidents").json() == {"results": []}
    assert api(rob).post(f"/incidents/{announced.pk}/affected").status_code == 404


def test_what_nobody_has_told_in_public_is_announced_to_nobody(browse, said, declared, rob):
    assert "affected too" not in said(browse(rob).get("/tickets/"))
    assert browse(rob).post(f"/incidents/{declared.pk}/affected").status_code == 404


def test_what_is_over_is_announced_no_more(browse, said, announced, rob, lead):
    lead(announced, "verified")
    assert "Printing does not work" not in said(browse(rob).get("/tickets/"))


def test_the_same_over_rest(api, announced, nora, north, ann):
    """INC-26."""
    client = api(nora)
    (one,) = client.get("/live-incidents").json()["results"]
    assert (one["id"], one["headline"], one["ticket"]) == (announced.pk, "Printing does not work", None)
    joined = client.post(f"/incidents/{announced.pk}/affected", {"words": "Here, too."})
    assert joined.status_code == 201
    assert client.get("/live-incidents").json()["results"][0]["ticket"] == joined.json()["ticket"]
    assert client.post(f"/incidents/{announced.pk}/affected").json() == joined.json()
    assert api(ann).get("/live-incidents").json() == {"results": []}
    assert api(ann).post(f"/incidents/{announced.pk}/affected").status_code == 404


def test_the_console_shows_what_is_wrong_right_now(browse, said, suspected, declared, ann, rob):
    """INC-26: a banner of live incidents on the analyst's console."""
    hidden = suspected(restricted=True)
    anns = browse(ann)
    assert "/incidents/banner" in anns.get("/tickets/").content.decode()
    page = said(anns.get("/incidents/banner"))
    assert f"{declared.reference} <bdi>Nothing prints anywhere" in page
    assert hidden.reference not in page
    assert browse(rob).get("/incidents/banner").status_code == 404


def test_a_portal_page_asks_for_announcements_at_a_fixed_price(
    browse, announced, by, ian, suspected, lead, rob, opened
):
    robs = browse(rob)
    with CaptureQueriesContext(connection) as one:
        robs.get("/tickets/")
    for number in range(3):
        other = lead(suspected(), "investigating")
        write_update(other, by=by(ian), audience="external", headline=f"Other {number}", body="B.")
    with CaptureQueriesContext(connection) as several:
        robs.get("/tickets/")
    assert len(several) == len(one) <= 12


def test_a_flag_from_the_ticket_leads_to_the_suspicion(browse, api, opened, joe, rob, spooler):
    """INC-02: by a person's flag; C 37."""
    ticket = opened(component=spooler)
    answer = browse(joe).post(
        f"/tickets/{ticket.pk}/suspicion", {"words": "Three called.", "component": spooler.pk, "severity": 2}
    )
    incident = Incident.objects.get()
    assert answer.headers["Location"] == f"/incidents/{incident.pk}"
    assert (incident.severity, incident.state) == (2, "suspected")
    again = api(joe).post(f"/tickets/{ticket.pk}/suspicion", {"words": "Once more."})
    assert again.json()["code"] == "wrong_state"
    other = opened(component=spooler)
    assert api(joe).post(f"/tickets/{other.pk}/suspicion", {"words": "The same."}).json()["incident"] == incident.pk
    bare = opened()
    assert (
        api(joe).post(f"/tickets/{bare.pk}/suspicion", {"words": "Hm."}).json()["errors"][0]["pointer"] == "/component"
    )
    assert api(rob).post(f"/tickets/{bare.pk}/suspicion", {"words": "Hm."}).status_code == 404
