"""Incidents as what a problem stands on, in the browser, without a script."""

import pytest

from incidents.problems.actions.gather import gather
from incidents.problems.models import Problem
from incidents.response.actions.revise import revise
from supportdesk.events import relay

pytestmark = pytest.mark.django_db


def test_an_incident_becomes_evidence_from_its_page_and_is_taken_away_again(
    browse, sam, joe, ian, declared, joined, said, happened
):
    """PRB-01: opened from the incident, with what is known of it; its tickets count, and each leads to the other."""
    joined(declared, 3)
    browser = browse(sam)
    choice = said(browser.get(f"/incidents/{declared.pk}/problem"))
    assert f"/problems/new?incident={declared.pk}" in choice
    path = f"/problems/new?incident={declared.pk}"
    assert f"Its evidence: {declared.reference}" in said(browser.get(path))
    assert browser.post(path, {"title": "Printing stops", "severity": 2, "urgency": 2}).status_code == 302
    one = Problem.objects.get()
    page = said(browser.get(f"/problems/{one.pk}"))
    assert (one.birth, one.component.name) == ("incident", "Spooler")
    assert declared.reference in page
    assert "<b>3</b> tickets" in page
    assert one.reference in said(browse(joe).get(f"/incidents/{declared.pk}/runbooks"))
    again = browser.post(f"/problems/{one.pk}/evidence", {"tickets": f"{declared.reference} INC-999999"})
    assert "There is no INC-999999" in said(again)
    away = browser.post(f"/problems/{one.pk}/incidents/{one.outages.get().pk}/removal")
    assert away.status_code == 302
    assert not one.outages.present().exists()
    assert happened(one) == ["problem.opened", "problem.evidence_added", "problem.evidence_removed"]
    assert happened(declared)[-2:] == ["incident.problem_linked", "incident.problem_unlinked"]


def test_downtime_is_that_of_the_incidents_it_names(browse, sam, by, ian, problem, suspected, lead, earlier, said):
    """PRB-04: from the beginning to the recovery; a drill shows nothing and is refused."""
    over = earlier(lead(suspected(minutes=30), "restored"), hours=1)
    gather(problem, by=by(sam), incidents=[over])
    page = said(browse(sam).get(f"/problems/{problem.pk}/impact/downtime"))
    minutes = round((over.restored_at - over.started_at).total_seconds() / 60)
    assert over.reference in page
    assert f"Downtime: {minutes}</h1>" in page
    drill = suspected(drill=True)
    refused = browse(sam).post(f"/problems/{problem.pk}/evidence", {"tickets": drill.reference})
    assert refused.status_code == 422
    assert "was a drill" in said(refused)


def test_a_new_incident_of_the_same_cause_reopens_it(
    browse, sam, by, ian, problem, advance, deployed_ago, suspected, lead, said
):
    """PRB-09: the fix is out for twenty days; an incident names the same cause. Counted once, linked, open again."""
    deployed_ago(advance(problem, "verify"), 20)
    incident = lead(suspected(), "investigating")
    relay.drain("people")
    problem.refresh_from_db()
    assert problem.recurrence_count == 0
    revise(incident, by=by(ian), seen=incident.version, cause="It is cert again, on the new host.")
    relay.drain("people")
    relay.drain("people")
    problem.refresh_from_db()
    assert (problem.state, problem.recurrence_count) == ("investigating", 1)
    assert list(problem.recurrences.get().incidents.all()) == [incident]
    page = said(browse(sam).get(f"/problems/{problem.pk}"))
    assert "Came back" in page
    assert incident.reference in page


def test_an_incident_that_somebody_puts_to_it_after_the_fix_says_that_it_is_back(
    sam, by, problem, advance, deployed_ago, suspected, lead
):
    """PRB-09: by somebody's word; what began before the fix says nothing of it."""
    before = lead(suspected(minutes=60 * 24 * 30), "investigating")
    later = lead(suspected(), "investigating")
    deployed_ago(advance(problem, "verify"), 20)
    gather(problem, by=by(sam), incidents=[before])
    relay.drain("people")
    problem.refresh_from_db()
    assert problem.recurrence_count == 0
    gather(problem, by=by(sam), incidents=[later])
    relay.drain("people")
    problem.refresh_from_db()
    assert (problem.recurrence_count, problem.state) == (1, "investigating")


def test_of_a_restricted_incident_only_the_minutes_show(browse, sam, ann, by, problem, suspected, lead, said):
    """PRB-04, SEC-13: it counts, and whoever may not know of it reads neither number nor title."""
    hidden = lead(suspected(restricted=True), "investigating")
    gather(problem, by=by(sam), incidents=[hidden])
    page = said(browse(ann).get(f"/problems/{problem.pk}"))
    assert hidden.reference not in page
    assert "1 more that you may not read" in page


def test_everything_in_a_view_becomes_evidence(browse, sam, five, opened, said):
    """PRB-01: all that a view shows, without ticking."""
    opened(title="Something else")
    browser = browse(sam)
    page = said(browser.get("/operations/new", {"all": "1", "query": "q=Printing"}))
    numbers = [one.pk for one in five]
    assert all(f'name="ticket" value="{pk}"' in page for pk in numbers)
    asked = said(browser.post("/problems/new", {"ticket": numbers}))
    assert five[0].reference in asked
    assert all(f'name="ticket" value="{pk}"' in asked for pk in numbers)
    words = {"title": "It stops", "severity": 2, "urgency": 2, "ticket": numbers}
    assert browser.post("/problems/new", words).status_code == 302
    assert Problem.objects.get().evidence.count() == 5
