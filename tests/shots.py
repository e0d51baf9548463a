"""`make shots`: every page and state as pictures, three widths, two themes, on the demo's own data, into shots/.

`python -m tests.shots incidents figures states` takes those rooms alone. What is read on paper is pictured as paper,
boards without their colours too, and what must bear it at twice the size and on the narrowest phone.
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
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, NONE, find
from tests.pictured import FIRST, GREY, PAPER, SEATS, STRAINED
from tests.pictured_states import STATES

TOP = Path(__file__).resolve().parent.parent
SHOTS = Path(os.environ.get("SHOTS_DIR", TOP / "shots"))
SIZES = ((1440, 900), (1024, 768), (390, 844))
THEMES = ("light", "dark")
BIGGEST = {"width": SIZES[0][0], "height": SIZES[0][1]}
NARROW = ((720, 450), (320, 568))  # 1440 at twice the size, and the narrowest phone
SHEET = (794, 1123)  # A4
PASSWORD, DOMAIN = "open-the-desk", "demo.example"  # of the demo, as seed_demo prints them
STATE_ROOM = "states"
ADDRESS = "http://localhost:{}"


@contextmanager
def desk(port, folder, *program):
    """A desk in a run directory of its own, gone afterwards."""
    process = subprocess.Popen([sys.executable, "-m", *program], cwd=TOP, env=given(port, folder))
    try:
        wait(f"{ADDRESS.format(port)}/healthz", process)
        yield ADDRESS.format(port)
    finally:
        process.terminate()
        process.wait()


def given(port, folder):
    own = {"PORT": str(port), "LIVE_PORT": str(port + 1), "SUPPORTDESK_RUN_DIR": str(TOP / ".run" / folder)}
    return os.environ | own


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
    look(page, name)
    if name in GREY:
        without_colour(page, name)
    if name in STRAINED:
        look(page, name, NARROW, THEMES[:1])
    if name in PAPER:
        on_paper(page, name)


def look(page, name, sizes=SIZES, themes=THEMES):
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for theme in themes:
            page.emulate_media(color_scheme=theme)
            page.wait_for_timeout(50)
            page.screenshot(path=SHOTS / f"{name}-{width}-{theme}.png")


def without_colour(page, name):
    """As somebody sees it who sees no colours, and as a printer in black prints it."""
    seen = page.context.new_cdp_session(page)
    for sight, suffix in (("achromatopsia", "grey"), ("none", "")):
        seen.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        if suffix:
            look(page, f"{name}-{suffix}", SIZES[:1])


def on_paper(page, name):
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": SHEET[0], "height": SHEET[1]})
    page.screenshot(path=SHOTS / f"{name}-paper.png", full_page=True)
    page.pdf(path=SHOTS / f"{name}.pdf", format="A4", print_background=False)
    page.emulate_media(media="screen")


def shoot_state(bring, name, seated):
    """A state has pages of its own, which are gone with it."""
    opened = []

    def at(who, address):
        page = seated(who).context.new_page()
        opened.append(page)
        page.set_viewport_size(BIGGEST)
        page.goto(filled(address, seated))
        return page

    try:
        look(bring(at), name)
    finally:
        for page in opened:
            page.context.set_offline(False)
            page.unroute_all(behavior="ignoreErrors")
            page.close()


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


def first_run(browser):
    """An installation in which nobody is yet: tables, and the link for the first administrator."""
    where = {"cwd": TOP, "env": given(8770, "shots-empty"), "check": True}
    python = sys.executable
    subprocess.run([python, "manage.py", "migrate", "--verbosity", "0"], **where)
    try:
        with desk(8770, "shots-empty", "supportdesk.supervise", "run") as base:
            link = subprocess.run(
                [python, "manage.py", "setup_link"], stdout=subprocess.PIPE, text=True, **where
            ).stdout
            shoot(browser.new_context(base_url=base).new_page(), "first-run", urlsplit(link.strip()).path)
    finally:
        subprocess.run([python, "-m", "supportdesk.supervise", "stop"], **where)


def all_of(browser, base, rooms):
    """Everybody signs in once."""

    @cache
    def seated(who):
        page = browser.new_context(base_url=base, reduced_motion="reduce").new_page()
        if who:
            sign_in(page, f"{who}@{DOMAIN}")
        return page

    for room in rooms:
        who, pages = SEATS.get(room, (None, {}))
        for name, address in pages.items():
            shoot(seated(who), name, filled(address, seated))
    if STATE_ROOM in rooms:
        for name, bring in STATES.items():
            shoot_state(bring, name, seated)


def main():
    path = find() or sys.exit(NONE)
    SHOTS.mkdir(parents=True, exist_ok=True)
    rooms = sys.argv[1:] or (*SEATS, STATE_ROOM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with desk(8760, "shots", "supportdesk.demo") as base:
            all_of(browser, base, rooms)
        if STATE_ROOM in rooms:
            first_run(browser)
        browser.close()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}/")


if __name__ == "__main__":
    main()
