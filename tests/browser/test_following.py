"""A page follows what happens elsewhere, and never back behind what one did on it oneself."""

from playwright.sync_api import expect

from incidents.response.actions.declare import declare
from incidents.response.models import Incident


def test_an_answer_from_before_ones_own_change_does_not_cover_it(at, ian, by, five):
    incident = Incident.objects.get()
    declare(incident, by=by(ian), seen=incident.version, criteria="Ten customers cannot work.")
    page = at(ian, viewport={"width": 1440, "height": 900})
    held = []
    page.route("**/parts*", lambda route: held.append((route, route.fetch())) if not held else route.continue_())
    with page.expect_request("**/parts*"):
        page.goto(f"/incidents/{incident.pk}")
    page.get_by_role("link", name="Start investigating", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Start investigating", exact=True).click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("link", name="Start investigating", exact=True)).to_have_count(0)
    ((route, before),) = held
    route.fulfill(response=before)
    page.wait_for_timeout(500)
    expect(page.get_by_role("link", name="Start investigating", exact=True)).to_have_count(0)


GONE = """document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET") setTimeout(() => ctx.sourceElement.replaceWith(ctx.sourceElement.cloneNode(true)))
})"""


def test_ones_own_change_shows_in_the_list_though_what_was_pressed_is_replaced_meanwhile(at, ann, opened):
    door = opened(title="Door is stuck")
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.get_by_role("link", name="Door is stuck").click()
    expect(page.locator("#ticket h1")).to_have_text("Door is stuck")
    page.evaluate(GONE)
    page.locator(".head").get_by_role("button", name="Take it").click()
    expect(page.locator(f"#row-{door.pk} .owner")).to_have_attribute("title", "Ann")
