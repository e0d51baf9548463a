"""Whatever people write is shown as they wrote it: in a real browser no script of theirs runs, nobody else hears."""

import os
import time

import pytest
from django.test import Client

from supportdesk.catalogue.models import Tag
from supportdesk.events import relay
from supportdesk.markdown import markdown
from tickets.desk.actions.identify import identify
from tickets.desk.actions.link import link
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.retitle import retitle
from tickets.sla import presets

from .payloads import EVERYTHING, MARKDOWN, MARKUP

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread
WRITTEN = [*MARKUP, *MARKDOWN]
FOUND = """() => [...document.querySelectorAll('*')].flatMap(one => [
  ...[...one.attributes].filter(a => a.name.startsWith('on') || /^\\s*(javascript|vbscript|data):/i.test(a.value)
      && ['href', 'src', 'action', 'formaction', 'data'].includes(a.name)).map(a => `${one.localName} ${a.name}`),
  ...(['iframe', 'object', 'embed', 'base', 'frame'].includes(one.localName) ? [one.localName] : []),
  ...(one.localName === 'script' && !one.src ? ['inline script'] : []),
  ...(one.closest('.said-body') && one.closest('.said-body') !== one
      && ['img', 'svg', 'form', 'input', 'style', 'script', 'link', 'meta', 'video'].includes(one.localName)
      ? [`${one.localName} in what was said`] : []),
])"""


@pytest.fixture
def watched(chromium, live_server):
    """`watched(ann)`: Ann's page; whatever runs, reaches out or is stopped by the policy is written down."""
    caught, contexts = [], []

    def hear(message):
        if "Content Security Policy" in message.text and "localhost:8001" not in message.text:
            caught.append(message.text[:200])

    def stop(route):
        caught.append(f"request to {route.request.url[:80]}")
        route.abort()

    def open_for(person):
        client = Client()
        client.force_login(person)
        context = chromium.new_context(base_url=live_server.url)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        context.route(lambda url: not url.startswith(live_server.url) and ":8001/live/" not in url, stop)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("dialog", lambda dialog: (caught.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", hear)
        page.on("popup", lambda popup: caught.append(f"popup {popup.url}"))
        return page

    open_for.caught = caught
    yield open_for
    for context in contexts:
        context.close()


def look(page, path, **asked):
    """Go there and answer what should not be on it."""
    answer = page.goto(path, **asked)
    page.wait_for_timeout(60)
    return [f"{path}: {one}" for one in page.evaluate(FOUND)], answer.status


@pytest.fixture
def poisoned(transactional_db, owned, opened, by, ann, rob, acme, service_desk, incident):
    """Rob's ticket with a payload in everything that has words, and a ticket for every payload."""
    presets.install()
    for thing in (rob, acme, service_desk, incident, service_desk.team, owned.category):
        thing.name = EVERYTHING[:100]
        thing.save()
    for text in WRITTEN:
        opened(title=text[:250], body=text)
        note(owned, by=by(ann), body=text)
        reply(owned, by=by(rob if len(text) % 2 else ann), body=text)
    for number, text in enumerate(WRITTEN):
        identify(owned, by=by(ann), kind="trace", value=text[:200])
        owned.tags.add(Tag.objects.create(name=f"{number} {text}"[:100]))
        link(owned, by=by(ann), kind="bug", reference=text[:200], url="https://bugs.example/1")
    retitle(owned, by=by(ann), seen=owned.version, title=EVERYTHING)
    wait = {"waiting_reason": "vendor", "waiting_for": EVERYTHING[:120], "reason": EVERYTHING}
    until = owned.opened_at.replace(year=owned.opened_at.year + 1)
    move(owned, by=by(ann), seen=owned.version, action="wait_vendor", until=until, **wait)
    while relay.run("people"):
        pass
    return owned


@pytest.mark.browser
def test_no_script_of_anybodys_runs_anywhere(watched, poisoned, ann, rob):
    """X-04: more than fifty payloads in every sink, on every page of the desk and of the portal."""
    one = f"/tickets/{poisoned.pk}"
    forms = [f"{one}/{form}" for form in ("title", "transfer", "assignment", "classification", "links", "cancellation")]
    pages = [one, "/tickets/", "/tickets/?page=2", "/tickets/filter", "/tickets/new", "/notices/", *forms]
    pages += [f"/tickets/?tag={EVERYTHING}&requester={rob.pk}", "/search?q=alert", f"/search?q={EVERYTHING}"]
    pages += [f"/nowhere/{EVERYTHING}", f"/api/v1{one}", f"/tickets/people?requester={EVERYTHING}", f"{one}/timeline"]
    found = []
    for person in (ann, rob):
        page = watched(person)
        for path in pages:
            wrong, status = look(page, path)
            assert status < 500, path
            found += wrong
    assert (found, watched.caught) == ([], [])


@pytest.mark.browser
def test_no_script_runs_in_what_htmx_swaps_in_or_in_a_refusal(watched, poisoned, ann, rob):
    """X-04: fragments are as harmless as pages: a row's ticket beside the list, suggestions, a conflict."""
    page = watched(ann)
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto("/tickets/?order=newest")
    page.click("[data-open] >> nth=0")
    page.wait_for_selector("#ticket .said-body")
    found = page.evaluate(FOUND)
    page.goto("/tickets/new")
    page.locator("[name=requester]").press_sequentially("rob@example.org")
    page.wait_for_selector("#people option", state="attached")
    found += page.evaluate(FOUND)
    page.goto(f"/tickets/{poisoned.pk}/title")
    page.evaluate("document.querySelector('#act-form [name=seen]').value = 1")
    page.fill("#act-form [name=title]", EVERYTHING)
    page.click("#act-form [type=submit]")
    page.wait_for_selector("#refused section")
    found += page.evaluate(FOUND)
    assert (found, watched.caught) == ([], [])


@pytest.mark.browser
def test_the_watch_is_awake(watched, ann, db, transactional_db):
    """What it should catch it does catch, or the tests before prove nothing."""
    page = watched(ann)
    page.goto("/tickets/")
    page.set_content("<img src=https://evil.example/i.png><script>alert(1)</script><p onclick=x()>")
    page.wait_for_timeout(200)
    assert page.evaluate(FOUND)
    assert watched.caught


# The same words without a browser: what the sanitiser lets through, and how long it thinks


@pytest.mark.parametrize("text", WRITTEN)
def test_markdown_makes_no_element_that_acts(text):
    html = str(markdown(text)).lower()
    for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<form", "<object", "<base", "<meta", "<link", "<div"):
        assert tag not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


DEEP = {
    "nested tags": "<div>" * 100_000,
    "nested quotes": ">" * 100_000,
    "quotes within the cap": "> " * 24_000,
    "lists": "- " * 24_000,
    "brackets": "[" * 49_000,
    "links": "[a](" * 12_000,
    "images": "![" * 24_000,
    "stars": "*a_" * 16_000,
    "ticks": "`" * 24_999 + "a" + "`" * 24_000,
    "ticks of many lengths": " ".join("`" * n for n in range(1, 310)),
    "hosts": "www.a" * 9_800,
    "addresses": "a@" * 24_000,
    "schemes": "http://" * 7_000,
    "dots": "a." * 24_000,
    "table": "|" * 24_000 + "\n" + "|-" * 12_000,
    "entities": "&" * 49_000,
    "angles": "<" * 49_000,
    "strikes": "~" * 49_000,
    "references": "[a]: b\n" * 7_000,
    "headings": "# " * 24_000,
    "backslashes": "\\" * 49_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_no_text_keeps_the_sanitiser_busy(name):
    """X-11, F7: nothing within the cap takes a second, and what is beyond it is not looked into."""
    began = time.process_time()
    markdown.__wrapped__(DEEP[name])
    assert time.process_time() - began < 1
