"""`make shots`: every page as pictures, three widths, two themes, on the demo's own data, into shots/.

`python -m tests.shots incidents figures` takes those rooms alone.
"""

import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, NONE, find
from tests.pictured import FIRST, SEATS

TOP = Path(__file__).resolve().parent.parent
SHOTS = Path(os.environ.get("SHOTS_DIR", TOP / "shots"))
SIZES = ((1440, 900), (1024, 768), (390, 844))
THEMES = ("light", "dark")
BIGGEST = {"width": SIZES[0][0], "height": SIZES[0][1]}
PASSWORD, DOMAIN = "open-the-desk", "demo.example"  # of the demo, as seed_demo prints them
ADDRESS = "http://localhost:{}"


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


def shoot(page, name, address):
    """Loaded once, and then looked at in every size and both themes."""
    page.set_viewport_size(BIGGEST)
    page.goto(address)
    page.wait_for_timeout(400)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.wait_for_timeout(50)
            page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png")


@cache
def found(name, seated):
    """The address of the first link of a list, as somebody sees it who may."""
    who, place, link = FIRST[name]
    page = seated(who)
    page.goto(filled(place, seated))
    return page.locator(link).first.evaluate("one => one.href")


def filled(address, seated):
    """Each `{name}` of it is looked up."""
    return re.sub(r"{(\w+)}", lambda match: found(match[1], seated), address)


def all_of(browser, base, rooms):
    """Everybody signs in once."""

    @cache
    def seated(who):
        page = browser.new_context(base_url=base, reduced_motion="reduce").new_page()
        if who:
            sign_in(page, f"{who}@{DOMAIN}")
        return page

    for room in rooms:
        who, pages = SEATS[room]
        for name, address in pages.items():
            shoot(seated(who), name, filled(address, seated))


def main():
    path = find() or sys.exit(NONE)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with desk(8760) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        all_of(browser, base, sys.argv[1:] or SEATS)
        browser.close()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}/")


if __name__ == "__main__":
    main()
