"""`make shots`: every page as pictures, three widths, two themes, on the demo's own data, into shots/."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, NONE, find

TOP = Path(__file__).resolve().parent.parent
SHOTS = Path(os.environ.get("SHOTS_DIR", TOP / "shots"))
SIZES = ((1440, 900), (1024, 768), (390, 844))
THEMES = ("light", "dark")
BIGGEST = {"width": SIZES[0][0], "height": SIZES[0][1]}
PASSWORD, DOMAIN = "open-the-desk", "demo.example"  # of the demo, as seed_demo prints them
ADDRESS = "http://localhost:{}"
OUTSIDE = {"sign-in": "/accounts/login/", "password-reset": "/accounts/password/reset/"}
# `{ticket}` and the like are the first link of the page that FIRST names.
DESK = {
    "queue": "/tickets/",
    "mine": "/tickets/?status=live&owner=me&order=due",
    "nothing": "/tickets/?status=live&tag=nobody-has-this",
    "misspelt": "/tickets/?q=statsu:open",
    "table": "/tickets/?columns=owner,tags,queue&group=owner",
    "filter": "/tickets/filter",
    "new": "/tickets/new",
    "search": "/search?q=printer",
    "notices": "/notices/",
    "agenda": "/tickets/agenda",
    "grooming": "/tickets/grooming",
    "board": "/tickets/board",
    "kanban": "/tickets/kanban",
    "views": "/views/",
    "view-new": "/views/new?q=printer",
    "approvals": "/approvals/",
    "reviews": "/tickets/reviews",
    "operations": "/operations/",
    "operation-new": "/operations/new?verb=resolve&query=status%3Dlive&all=1",
    "triage-mode": "/tickets/triage",
    "shortcuts": "/accounts/shortcuts/",
    "profile": "/accounts/profile/",
    "ticket": "{ticket}",
    "why": "{ticket}/clocks/resolution",
    "triage": "{ticket}/triage",
    "resolve": "{ticket}/resolution",
    "owner": "{ticket}/assignment",
    "classify": "{ticket}/classification",
    "snooze": "{ticket}/snooze",
    "merge": "{ticket}/merge",
    "split": "{ticket}/split",
    "restrict": "{ticket}/restriction",
    "customer": "{ticket}/customer",
    "routing-why": "{ticket}/routing",
    "gone": "/tickets/99999999",
}
OFFICE = {
    "office": "/administration/",
    "people": "/administration/people/",
    "person": "{person}",
    "person-new": "/administration/people/new",
    "teams": "/administration/teams/",
    "team": "{team}",
    "organisations": "/administration/organisations/",
    "organisation": "{organisation}",
    "queues": "/administration/queues/",
    "types": "/administration/types/",
    "type": "{type}",
    "categories": "/administration/categories/",
    "settings": "/administration/settings/",
    "workflow": "/administration/workflow/",
    "time-boxes": "/administration/time-boxes/",
    "tokens": "/administration/tokens/",
}
LEAD = {"routing": "/administration/routing", "availability": "/availability", "misroutes": "/reports/misroutes"}
PORTAL = {
    "own": "/tickets/",
    "own-solved": "/tickets/?status=ended",
    "own-ticket": "{ticket}",
    "ask": "/tickets/new",
    "ask-incident": "/tickets/new?type=incident",
    "own-search": "/search?q=printer",
    "own-profile": "/accounts/profile/",
}
SEATS = ((None, OUTSIDE), ("ann", DESK), ("tess", LEAD), ("olga", OFFICE), ("rob", PORTAL))
FIRST = {
    "ticket": ("/tickets/", "[data-open], .own a"),
    "person": ("/administration/people/", "main tbody a"),
    "team": ("/administration/teams/", "main tbody a"),
    "organisation": ("/administration/organisations/", "main tbody a"),
    "type": ("/administration/types/", "main tbody a"),
}


@contextmanager
def desk(port):
    """The demo in a run directory of its own, gone afterwards."""
    given = {"PORT": str(port), "LIVE_PORT": str(port + 1), "SUPPORTDESK_RUN_DIR": str(TOP / ".run" / "shots")}
    process = subprocess.Popen([sys.executable, "-m", "supportdesk.demo"], cwd=TOP, env=os.environ | given)
    try:
        wait(f"{ADDRESS.format(port)}/healthz", process)
        yield ADDRESS.format(port)
    finally:
        process.terminate()
        process.wait()


def wait(url, process):
    while process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    sys.exit(process.returncode)


def sign_in(page, email):
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/tickets/**")


def shoot(page, pages):
    """Each page is loaded once, and then looked at in every size and both themes."""
    for name, address in pages.items():
        page.set_viewport_size(BIGGEST)
        page.goto(address)
        page.wait_for_timeout(400)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                page.wait_for_timeout(50)
                page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png")


def named(page, pages):
    """The addresses with the first link of a list in place of its name."""
    wanted = {name for name in FIRST if any(f"{{{name}}}" in address for address in pages.values())}
    links = {}
    for name in sorted(wanted):
        place, link = FIRST[name]
        page.goto(place)
        links[name] = page.locator(link).first.get_attribute("href")
    return {name: address.format(**links) for name, address in pages.items()}


def all_of(browser, base):
    for who, pages in SEATS:
        context = browser.new_context(base_url=base, reduced_motion="reduce")
        page = context.new_page()
        if who:
            sign_in(page, f"{who}@{DOMAIN}")
        shoot(page, named(page, pages))
        context.close()


def main():
    path = find() or sys.exit(NONE)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with desk(8760) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        all_of(browser, base)
        browser.close()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}/")


if __name__ == "__main__":
    main()
