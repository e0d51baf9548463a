"""A SEV1 by the people who see to it: from the fifth similar ticket to the review that everybody here may read."""

import pytest
from playwright.sync_api import expect

from incidents.response.actions.carry import carry_next
from incidents.response.actions.push import push_next
from incidents.response.models import Incident
from incidents.response.reviewing import PARTS
from supportdesk.accounts.actor import system
from tests.incidents.conftest import earlier

from .looking import CALM, found_here

__all__ = ["earlier"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def carried(tell):
    """`carried()`: every ticket gets what its incident owes it, as the worker does it."""

    def go():
        while push_next(by=system("clock")) or carry_next(by=system("clock")):
            pass
        tell()

    return go


def act(place, name, *, verb=None, chosen=None, **said):
    """Press what opens a dialogue, choose and write by the labels, send it by its button."""
    dialog = place.page.get_by_role("dialog")
    place.get_by_role("link", name=name, exact=True).first.click()
    for label, option in (chosen or {}).items():
        dialog.get_by_label(label, exact=True).select_option(label=option)
    for label, words in said.items():
        dialog.get_by_label(label.replace("_", " ")).fill(words)
    dialog.get_by_role("button", name=verb or name, exact=True).click()
    expect(dialog).not_to_be_visible()


def card(page, name):
    return page.locator("section").filter(has=page.get_by_role("heading", name=name, exact=True))


def test_a_sev1_from_the_fifth_similar_ticket_to_the_published_review(
    at, axe, five, ian, sam, rob, joe, carried, earlier
):
    """Ian commands and speaks, Sam finds and mends, Rob reads it on his phone, Joe reads what was learnt."""
    ians = at(ian, viewport=DESK, **CALM)
    incident = declared(ians, sam)
    sams = at(sam, viewport=DESK, **CALM)
    sams.goto(f"/incidents/{incident.pk}")
    investigated(sams)
    told(ians, carried)
    robs = at(rob, viewport=PHONE, **CALM)
    read(robs)
    mended(sams, ians, incident, earlier)
    assert found_here(sams, axe) == {}
    swept(ians, robs, incident, five, carried)
    reviewed(sams, ians, axe, incident)
    joes = at(joe, viewport=DESK, **CALM)
    joes.goto(f"/incidents/{incident.pk}")
    joes.get_by_role("link", name="Review", exact=True).click()
    expect(joes.locator("main")).to_contain_text("Signed by Ian")
    expect(joes.locator("main")).to_contain_text("Summary: as it was.")


def declared(ians, sam):
    """The suspicion comes to Ian unasked; he declares it and gives Sam a part."""
    banner = ians.locator("#incident-banner")
    expect(banner).to_contain_text("5 tickets in 15 minutes about the component VPN gateway")
    banner.get_by_role("link").click()
    criteria = {"Criteria_that_are_met": "More than ten customers cannot work."}
    act(ians.locator("main"), "Declare major", verb="Declare", chosen={"Severity": "SEV1"}, **criteria)
    expect(ians.locator("#incident")).to_contain_text("Major")
    part = {"Part": "Technical lead", "Who": str(sam)}
    act(ians.locator("main"), "Give a part", verb="Give it", chosen=part)
    expect(ians.locator("main")).to_contain_text("Sam is asked to be technical lead, by Ian")
    return Incident.objects.get()


def investigated(sams):
    """Sam takes the part, begins, and writes down what he sees."""
    sams.get_by_role("button", name="Accept", exact=True).click()
    expect(card(sams, "Who")).to_contain_text("Sam")
    main = sams.locator("main")
    act(main, "Start investigating")
    act(main, "Write down", verb="Write it down", What_happened="The gateway drops every tenth packet.")
    expect(sams.get_by_label("Timeline")).to_contain_text("The gateway drops every tenth packet.")
    act(card(sams, "Workarounds"), "Add", verb="Keep", What_the_requester_does="Use the second gateway.")
    expect(card(sams, "Workarounds")).to_contain_text("proposed by Sam, not approved")


def told(ians, carried):
    """What Ian says goes out in his own words."""
    ians.get_by_role("link", name="Write one", exact=True).click()
    ians.get_by_label("Headline").fill("Working from home is down")
    ians.get_by_label("What requesters read").fill("We look into it.")
    ians.get_by_role("button", name="Send it").click()
    expect(ians.locator("main")).to_contain_text("Who has it")
    carried()


def read(robs):
    """On Rob's phone: on his list, and on the ticket that he has in it."""
    expect(robs.get_by_role("heading", name="Working from home is down")).to_be_visible()
    robs.get_by_role("link", name="You told us").click()
    expect(robs.get_by_label("News of the disturbance")).to_contain_text("We look into it.")


def mended(sams, ians, incident, earlier):
    """Cause, a way around it that Ian approves, mitigation, a watch of an hour, and the proof."""
    main = sams.locator("main")
    cause = {"Likely_cause_or_component": "A worn cable", "Evidence": "Counters of the port"}
    act(main, "Name the cause", chosen={"Kind of cause": "Network"}, **cause)
    ians.goto(f"/incidents/{incident.pk}")
    ians.get_by_role("button", name="Approve", exact=True).click()
    expect(card(ians, "Workarounds")).to_contain_text("approved by Ian")
    act(main, "Impact is reduced", In_words="Half of them go through the second gateway.")
    act(main, "Watch it")
    act(main, "Service is normal")
    checks = card(sams, "Checks of the recovery")
    act(checks, "Add", What_is_checked="An hour without a drop")
    checks.get_by_role("link", name="Result", exact=True).click()
    dialog = sams.get_by_role("dialog")
    dialog.get_by_label("Passed", exact=True).check()
    dialog.get_by_role("button", name="Keep").click()
    expect(checks).to_contain_text("passed, Sam")
    incident.refresh_from_db()
    earlier(incident, hours=1)
    act(main, "Verified")
    expect(main).to_contain_text("5 tickets have not had the final message")


def swept(ians, robs, incident, five, carried):
    """Nobody is left without the final message."""
    ians.goto(f"/incidents/{incident.pk}")
    ians.get_by_role("link", name="All of them, and what is left to do").click()
    for ticket in five:
        expect(ians.get_by_label("Without the final message")).to_contain_text(ticket.reference)
    ians.get_by_role("link", name="Final message", exact=True).click()
    ians.get_by_label("Final message to the requesters").fill("The gateway has a new cable. Sorry.")
    ians.get_by_role("button", name="Send it").click()
    expect(ians.locator("#incident")).to_contain_text("The gateway has a new cable.")
    carried()
    ians.get_by_role("link", name="All of them, and what is left to do").click()
    expect(ians.get_by_label("Without the final message")).to_contain_text("Each has had it.")
    robs.reload()
    expect(robs.locator("main")).to_contain_text("The gateway has a new cable.")


def reviewed(sams, ians, axe, incident):
    """Sam writes what was learnt, Ian signs it and closes; it is open to everybody here."""
    ians.goto(f"/incidents/{incident.pk}")
    act(ians.locator("main"), "Open the review")
    sams.goto(f"/incidents/{incident.pk}")
    sams.get_by_role("link", name="Review", exact=True).click()
    for _, label, _ in PARTS:
        sams.locator("main").get_by_label(label).fill(f"{label}: as it was.")
    sams.get_by_label("Led by").select_option(label="Sam")
    for name in ("Ian", "Sam"):
        sams.get_by_role("checkbox", name=name, exact=True).check()
    sams.get_by_role("button", name="Keep", exact=True).click()
    expect(sams.locator("main")).to_contain_text("Took part")
    assert found_here(sams, axe) == {}
    ians.get_by_role("link", name="Review", exact=True).click()
    ians.get_by_role("button", name="Sign what is kept").click()
    expect(ians.locator("main")).to_contain_text("Signed by Ian")
    ians.goto(f"/incidents/{incident.pk}")
    act(ians.locator("main"), "Close")
    expect(ians.get_by_role("link", name="Addendum", exact=True)).to_be_visible()
    incident.refresh_from_db()
    assert (incident.state, incident.severity, incident.links.untold().count()) == ("closed", 1, 0)
    assert all(at for _, at in incident.stamps())
