"""What rows of the requirements promise, asked of the pages and of REST alike, on the real database."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.factories import TicketTypeFactory
from tickets.desk import tasks
from tickets.desk.actions.assign import assign
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.intake.servicenow.log import COLUMNS

from .stories import relays, said, version

pytestmark = pytest.mark.django_db
CANARY = "Canary: he shouts."


def events(api, ticket):
    return said(api.get(f"/tickets/{ticket}/events"))["results"]


def read(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_matrix_proposes_and_another_choice_needs_a_reason(rest, filed, sam):
    """T-05: impact high and urgency high: the matrix value is proposed; another one without a reason is refused."""
    sams, ticket = rest(sam), filed(sam, impact=1, urgency=1)
    assert (ticket["priority_suggested"], ticket["priority"]) == (1, None)
    words = {"impact": 1, "urgency": 1, "category": "printing", "priority": 2}
    path = f"/tickets/{ticket['id']}/triage"
    problem = said(sams.post(path, words, If_Match=version(ticket)), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/rationale"]
    chosen = said(sams.post(path, words | {"rationale": "One site only."}, If_Match=version(ticket)))
    kept = {name: chosen[name] for name in ("priority_suggested", "priority", "priority_rationale")}
    assert kept == {"priority_suggested": 1, "priority": 2, "priority_rationale": "One site only."}


def test_a_note_is_absent_wherever_the_requester_reads(rest, browse, owned, by, ann, rob, mailoutbox):
    """T-13: an internal note is absent from portal, mail and API."""
    note(owned, by=by(ann), body=CANARY)
    relays()
    ticket = f"/tickets/{owned.pk}"
    for path in ("/tickets/", ticket, f"{ticket}/timeline", "/search?q=shouts", "/notices/"):
        assert CANARY not in read(browse(rob), path), path
    for path in (ticket, f"{ticket}/messages", f"{ticket}/events", "/tickets", "/search?q=shouts"):
        assert CANARY not in str(said(rest(rob).get(path))), path
    assert rest(rob).get(f"{ticket}/notes").status_code == 404
    assert CANARY not in "".join(f"{mail.subject} {mail.body} {mail.alternatives}" for mail in mailoutbox)
    assert CANARY in read(browse(ann), ticket)


def test_a_new_p2_near_breach_stands_before_an_old_p4(rest, browse, opened_ago, ann):
    """T-18: the P2 ranks first in the queue, and the parts of its score are shown beside its deadline."""
    old = opened_ago(days=2, impact=3, urgency=3)
    urgent = opened_ago(minutes=50, impact=1, urgency=2)
    html = read(browse(ann), "/tickets/")
    assert html.index(f'id="row-{urgent.pk}"') < html.index(f'id="row-{old.pk}"')
    listed = said(rest(ann).get("/tickets?ordering=rank"))["results"]
    assert [one["id"] for one in listed] == [urgent.pk, old.pk]
    parts = read(browse(ann), f"/tickets/{urgent.pk}/clocks/resolution")
    for part in ("Business impact", "Customer tier", "Age", "Together"):
        assert part in parts


def test_until_it_is_accepted_the_giver_stays_accountable(rest, owned, ann, sam):
    """T-21: B has not accepted: A stays accountable; B accepts: the hand-off count rises by one."""
    anns, sams, path = rest(ann), rest(sam), f"/tickets/{owned.pk}"
    before = said(anns.get(path))
    words = {"offer": sam.pk, "reason": "My shift ends."}
    offered = said(anns.post(f"{path}/assignment", words, If_Match=version(before)))
    assert (offered["owner"]["name"], offered["offered_to"]["name"]) == ("Ann", "Sam")
    assert offered["handoff_count"] == before["handoff_count"]
    accepted = said(sams.post(f"{path}/acceptance"))
    assert (accepted["owner"]["name"], accepted["handoff_count"]) == ("Sam", before["handoff_count"] + 1)
    kinds = {event["kind"]: event for event in events(anns, owned.pk)}
    assert kinds["ticket.offered"]["text"]["reason"] == "My shift ends."
    assert "ticket.accepted" in kinds


def test_the_page_of_a_bug_lists_the_ticket_that_is_linked_to_it(rest, browse, opened, ann):
    """T-24: the bug's page lists the linked ticket, and removing the link is in the history."""
    ticket, bug = opened(), opened(title="Spooler leaks", type=TicketTypeFactory(key="defect"))
    anns = rest(ann)
    made = said(anns.post(f"/tickets/{ticket.pk}/links", {"kind": "bug", "other": bug.pk}), 201)
    assert f'href="/tickets/{ticket.pk}"' in read(browse(ann), f"/tickets/{bug.pk}")
    (inward,) = said(anns.get(f"/tickets/{bug.pk}/links"))["results"]
    assert (inward["kind"], inward["other"]["id"]) == ("bug", ticket.pk)
    assert anns.delete(f"/tickets/{ticket.pk}/links/{made['id']}").status_code == 204
    assert said(anns.get(f"/tickets/{bug.pk}/links"))["results"] == []
    for one in (ticket, bug):
        assert events(anns, one.pk)[-1]["kind"] == "ticket.unlinked"
        assert "removed a link" in read(browse(ann), f"/tickets/{one.pk}")


def test_closing_without_the_requesters_word(rest, browse, resolved, ann, tess):
    """T-28: no confirmation, no silence: refused unless the actor holds the override right, which is audited."""
    path, words = f"/tickets/{resolved.pk}/closure", {"reason": "They said so on the phone."}
    tag = f'"{resolved.version}"'
    problem = said(rest(ann).post(path, words, If_Match=tag), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/confirmation"]
    refused = browse(ann).post(path, words | {"seen": resolved.version})
    assert "has not confirmed yet" in refused.content.decode()
    assert said(rest(ann).get(f"/tickets/{resolved.pk}"))["status"] == "resolved"
    assert said(rest(tess).post(path, words, If_Match=tag))["status"] == "closed"
    event = events(rest(ann), resolved.pk)[-1]
    assert (event["kind"], event["actor"]["name"], event["data"]["basis"]) == ("ticket.closed", "Tess", "override")
    assert event["text"]["reason"] == "They said so on the phone."


def test_a_right_withheld_is_refused_by_page_and_by_api_and_logged(rest, browse, owned, ada, caplog):
    """ROLE-01: a right withheld: page and API both refuse and log."""
    attempts = {
        "browser": lambda: browse(ada).post(f"/tickets/{owned.pk}/replies", {"body": "Let me."}),
        "api": lambda: rest(ada, scopes=["tickets:write"]).post(f"/tickets/{owned.pk}/messages", {"body": "Let me."}),
    }
    for via, attempt in attempts.items():
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert attempt().status_code == 403, via
        told = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
        assert any("reply" in line and via in line and str(ada.pk) in line for line in told), (via, told)


@pytest.mark.django_db(transaction=True)
def test_three_quarters_of_the_time_tell_owner_and_lead(desk, browse, by, rob, ann, tess, max, service_desk, incident):
    """SLA-07: 75 % reached: the worker gives owner and lead each one notice, with the time left."""
    words = {"title": "Nothing prints", "body": "-", "type": incident, "channel": "phone", "impact": 1, "urgency": 1}
    at = clock.now() - timedelta(minutes=12)
    ticket = open_ticket(service_desk, by=system("import"), requester=rob, at=at, **words)
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    for _ in range(2):
        tasks.ring()
        relays()
    text = f"{ticket.reference}: 75 % of the time for first response is used, 3 min left"
    assert {who.name: read(browse(who), "/notices/").count(text) for who in (ann, tess, max)} == {
        "Ann": 1, "Tess": 1, "Max": 0,
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_twice_on_the_same_data(desk, rest, browse, opened_ago, by, ann):
    """SLA-06: the worker runs twice: over REST all is identical, and no notification repeats on the page."""
    late = opened_ago(minutes=16)
    assign(late, by=by(ann), seen=late.version, to=ann)

    def everything():
        shown = [said(rest(ann).get(f"/tickets/{late.pk}/clocks"))["results"], events(rest(ann), late.pk)]
        for one in shown[0]:
            one.pop("left_seconds")
        return shown, read(browse(ann), "/notices/").count('href="/tickets/')

    tasks.ring()
    relays()
    first = everything()
    assert first[1] > 0
    tasks.ring()
    relays()
    assert everything() == first


def test_a_dry_run_lists_three_bad_rows_and_stores_nothing(rest, ann, tmp_path):
    """INT-22: a file with 3 bad rows: the dry run lists the 3, and over REST nothing is there."""
    good = dict.fromkeys(COLUMNS, "?") | {
        "number": "INC0000001", "incident_state": "New", "active": "TRUE", "made_sla": "TRUE",
        "reassignment_count": "0", "reopen_count": "0", "sys_mod_count": "0", "caller_id": "Caller 7",
        "opened_at": "07-03-2016 09:00", "sys_updated_at": "07-03-2016 09:02", "contact_type": "Phone",
        "impact": "2 - Medium", "urgency": "2 - Medium", "priority": "3 - Moderate", "assignment_group": "Group 70",
    }  # fmt: skip
    bad = ({"impact": "huge"}, {"incident_state": "Asleep"}, {"sys_updated_at": "31-02-2016 10:00"})
    rows = [good, *(good | {"sys_mod_count": str(number)} | one for number, one in enumerate(bad, start=1))]
    file = tmp_path / "export.csv"
    file.write_text("\n".join([",".join(COLUMNS), *(",".join(row[name] for name in COLUMNS) for row in rows)]) + "\n")
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_incidents", file, "--zone", "UTC", "--dry-run", stdout=StringIO(), stderr=err)
    report = f"{err.getvalue()}{refusal.value}"
    for line in ("line 3: impact", "line 4: incident_state", "line 5: sys_updated_at", "3 problems"):
        assert line in report
    assert said(rest(ann).get("/tickets"))["results"] == []
    assert said(rest(ann).get("/search?q=INC0000001"))["results"] == []
