from supportdesk.events.models import Event
from tickets.desk.models import Ticket
from tickets.desk.subscribers import notify


def test_a_call_becomes_a_ticket_in_the_callers_name(browse, ann, rob, service_desk, incident):
    form = {
        "requester": f"Rob <{rob.email}>", "title": "No sound", "body": "In every call.", "channel": "phone",
        "queue": service_desk.pk, "type": incident.pk, "impact": 2, "urgency": 1,
    }  # fmt: skip
    response = browse(ann).post("/tickets/new", form)
    ticket = Ticket.objects.get(title="No sound")
    assert response.headers["Location"] == f"/tickets/{ticket.pk}"
    assert (ticket.requester, ticket.channel, ticket.priority_suggested) == (rob, "phone", 2)


def test_a_caller_nobody_knows_is_asked_for_again(browse, ann, service_desk, incident, said):
    form = {"requester": "Nobody <no@example.org>", "title": "No sound", "body": "Kept text", "channel": "phone"}
    response = browse(ann).post("/tickets/new", form | {"queue": service_desk.pk, "type": incident.pk})
    assert response.status_code == 422
    assert "Nobody has that address" in said(response)
    assert "Kept text" in said(response)


def test_an_admin_is_told_that_a_ticket_for_somebody_else_is_the_desks_to_open(
    browse, olga, rob, service_desk, incident, said
):
    form = {"requester": rob.email, "title": "No sound", "body": "Kept text", "channel": "phone"}
    response = browse(olga).post("/tickets/new", form | {"queue": service_desk.pk, "type": incident.pk})
    assert response.status_code == 422
    assert "You may not open a ticket for Rob." in said(response)
    assert not Ticket.objects.exists()


def test_names_are_offered_while_one_types(browse, ann, rob, sue, said):
    html = said(browse(ann).fetch("/tickets/people?requester=ro"))
    assert rob.email in html
    assert sue.email not in html


def test_people_are_offered_to_the_desk_only(browse, sue, rob):
    assert browse(sue).fetch("/tickets/people?requester=ro").status_code == 404


def test_notices_are_ones_own(browse, ann, sam, owned, page, said):
    browse(sam).post(page(owned, "notes"), {"body": "See the log."})
    notify(list(Event.objects.filter(kind="ticket.noted")))
    assert f"{owned.reference}: Sam wrote a note" in said(browse(ann).get("/notices/"))
    assert "wrote a note" not in said(browse(sam).get("/notices/"))
