"""The states that no address leads to, each brought about as people bring it about, before `make shots` pictures it.

`at(who, address)` opens a page of theirs at an address; the page that a state returns is the one to look at.
"""

STATES = {}
BETWEEN = {"width": 1024, "height": 768}


def state(bring):
    STATES[bring.__name__.replace("_", "-")] = bring
    return bring


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(400)
    return page


def write(page, words, key="r"):
    press(page, key)
    page.keyboard.type(words)
    return page


def select(page, number):
    """The first ones of the list, by keys."""
    press(page, "j", "x", *["j", "x"] * (number - 1))
    page.locator("#selection:not([hidden])").wait_for()
    return page


@state
def palette(at):
    page = press(at("ann", "/tickets/"), "Control+k")
    page.keyboard.type("vpn")
    return page


@state
def shortcut_sheet(at):
    return press(at("ann", "/tickets/"), "?")


@state
def person_menu(at):
    page = at("ann", "/tickets/")
    page.locator(".person[popovertarget]").click()
    return page


@state
def compact_with_icons(at):
    page = person_menu(at)
    page.get_by_label("Compact").check(force=True)
    page.get_by_label("Icons").check(force=True)
    return press(page, "Escape")


@state
def comfortable_again(at):
    page = person_menu(at)
    page.get_by_label("Comfortable").check(force=True)
    page.get_by_label("Wide").check(force=True)
    return press(page, "Escape", "Shift+Tab")


@state
def selection(at):
    return select(at("ann", "/tickets/"), 3)


@state
def bulk_preview(at):
    page = select(at("ann", "/tickets/"), 3)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_role("button", name="Preview").click()
    page.locator("#operation").wait_for()
    return page


@state
def undo_bar(at):
    page = press(at("ann", "/tickets/?status=live&owner=none"), "j", "a")
    page.locator(".message-undo").wait_for()
    return page


@state
def stale_list(at):
    """Something came meanwhile: a line says so, and nothing jumps."""
    page = at("ann", "/tickets/?order=newest")
    page.wait_for_timeout(1500)
    ask = at("rob", "/tickets/new?type=incident")
    ask.get_by_label("Subject").fill("The lift on floor two is stuck")
    ask.locator("main textarea").first.fill("Nobody is in it.")
    ask.locator("main form button[type=submit]").last.click()
    page.locator("#news a").wait_for()
    return page


@state
def offline(at):
    page = at("ann", "/notices/")
    page.route("**/live/**", lambda route: route.abort())
    page.goto("/tickets/")
    page.locator("#banner:not([hidden])").wait_for()
    return page


@state
def loading(at):
    """The answer is on its way for longer than one notices."""
    page = at("ann", "/tickets/")
    page.route("**/tickets/*", lambda route: None)
    page.locator("[data-open]").nth(1).click()
    return page


@state
def dialogue(at):
    return press(at("ann", "{ticket}"), "A")


@state
def menu(at):
    return press(at("ann", "{ticket}"), "s")


@state
def why_beside(at):
    page = at("ann", "{ticket}")
    page.locator(".strip .chip").last.click()
    page.locator("#why:popover-open .why-answer").wait_for()
    return page


@state
def drawer(at):
    page = at("ann", "{ticket}")
    page.set_viewport_size(BETWEEN)
    page.get_by_text("Details", exact=True).first.click()
    return page


@state
def draft(at):
    page = write(at("sam", "{third}"), "Dear colleague, the part is ordered and")
    page.get_by_text("Saved", exact=True).wait_for()
    return page


@state
def draft_without_a_line(at):
    page = write(at("sam", "{fifth}"), "In the tunnel. ")
    page.context.set_offline(True)
    page.keyboard.type("And on.")
    page.get_by_text("Saved on this device").wait_for()
    return page


@state
def macros_by_slash(at):
    page = write(at("tess", "{fifth}"), "/")
    page.locator("#macro-picker").wait_for()
    return page


@state
def colleagues_by_at(at):
    page = write(at("tess", "{third}"), "@s", key="n")
    page.locator("[role=listbox]").wait_for()
    return page


@state
def hold(at):
    page = press(write(at("ann", "{third}"), "The part is ordered."), "Control+Enter")
    page.locator("[data-hold]").wait_for()
    return page


@state
def conflict(at):
    """Sam has answered while Ann wrote: she decides with his words before her eyes."""
    anns = write(at("ann", "{ticket}"), "Have you tried another cable?")
    sams = write(at("sam", "{ticket}"), "It is the cable.", key="n")
    press(sams, "Control+Enter")
    sams.locator(".talk").get_by_text("It is the cable.").wait_for()
    press(anns, "Control+Enter")
    anns.locator(".fresh").wait_for()
    return anns


@state
def presence(at):
    write(at("sam", "{fifth}"), "I am on it", key="n")
    page = at("ann", "{fifth}")
    page.locator(".head-here").get_by_text("writing").wait_for()
    return page


@state
def secret_warned(at):
    page = write(at("ann", "{seventh}"), "The password: hunter2-Correct-Horse and the card 4111 1111 1111 1111")
    press(page, "Control+Enter")
    page.locator(".guard").wait_for()
    return page


@state
def restricted(at):
    page = at("tess", "{fifth}/restriction")
    page.locator("select").first.select_option(index=1)
    page.locator("textarea").first.fill("It names a person.")
    page.get_by_role("button", name="Restrict").click()
    page.locator(".head").wait_for()
    return page


@state
def restricted_to_others(at):
    return at("joe", "{fifth}")


@state
def read_only(at):
    return at("ada", "{ticket}")


@state
def refused(at):
    return at("joe", "/administration/people/")


@state
def sign_in_refused(at):
    page = at(None, "/accounts/login/")
    page.fill("[name=login]", "ann@demo.example")
    page.fill("[name=password]", "not-this-one")
    return press(page, "Enter")


@state
def form_refused(at):
    page = at("rob", "/forms/report-a-problem")
    page.locator("main form").last.evaluate("one => one.noValidate = true")
    page.get_by_role("button", name="Send").click()
    return page


@state
def drag(at):
    page = at("ann", "/tickets/kanban")
    card = page.locator("[data-column=in_progress] [data-card]").first
    card.hover()
    page.mouse.down()
    page.mouse.move(700, 500, steps=8)
    return page


@state
def over_limit(at):
    page = at("tess", "/tickets/kanban")
    page.get_by_role("combobox").first.select_option(label="Service desk")
    page.wait_for_load_state()
    return page


@state
def table_twins(at):
    page = at("tess", "/boards/quality")
    for table in page.get_by_text("Table", exact=True).all():
        table.click()
    return page


@state
def no_script(at):
    page = at("ann", "{ticket}")
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.reload()
    return page


@state
def bulk_done(at):
    page = at("max", "/operations/new?verb=note&query=status%3Dlive&all=1")
    page.locator("[name=body]").fill("The vendor knows of it.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Do it").click()
    page.get_by_role("button", name="Undo all of it").wait_for()
    return page
