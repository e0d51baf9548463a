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
SHOTS = TOP / "shots"
SIZES = ((1440, 900), (1024, 768), (390, 844))
THEMES = ("light", "dark")
PASSWORD, DOMAIN = "open-the-desk", "demo.example"  # of the demo, as seed_demo prints them
ADDRESS = "http://localhost:{}"
OUTSIDE = {"sign-in": "/accounts/login/", "password-reset": "/accounts/password/reset/"}
DESK = {
    "queue": "/tickets/",
    "mine": "/tickets/?status=live&owner=me&order=due",
    "nothing": "/tickets/?status=live&tag=nobody-has-this",
    "filter": "/tickets/filter",
    "new": "/tickets/new",
    "search": "/search?q=printer",
    "notices": "/notices/",
    "ticket": "{ticket}",
    "why": "{ticket}/clocks/resolution",
    "triage": "{ticket}/triage",
    "resolve": "{ticket}/resolution",
    "owner": "{ticket}/assignment",
    "classify": "{ticket}/classification",
    "gone": "/tickets/99999999",
}
PORTAL = {"own": "/tickets/", "own-ticket": "{ticket}", "ask": "/tickets/new"}


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


def shoot(page, pages, theme):
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for name, address in pages.items():
            page.goto(address)
            page.wait_for_timeout(400)
            page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png")


def all_of(browser, base, analyst, requester):
    for theme in THEMES:
        for email, pages in ((None, OUTSIDE), (analyst, DESK), (requester, PORTAL)):
            context = browser.new_context(base_url=base, color_scheme=theme)
            page = context.new_page()
            first = None
            if email:
                sign_in(page, email)
                first = page.locator("[data-open], .own a").first.get_attribute("href")
            shoot(page, {name: address.format(ticket=first) for name, address in pages.items()}, theme)
            context.close()


def main():
    path = find() or sys.exit(NONE)
    SHOTS.mkdir(exist_ok=True)
    with desk(8760) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        all_of(browser, base, f"ann@{DOMAIN}", f"rob@{DOMAIN}")
        browser.close()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS.relative_to(TOP)}/")


if __name__ == "__main__":
    main()
