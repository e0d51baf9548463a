"""A browser before a desk of the benchmark, and the clock that stands in it: from a key to what shows of it."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, NONE, find

FIRST_PAINT = """() => new Promise(done => new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (each.name === "first-contentful-paint") done(each.startTime);
}).observe({ type: "paint", buffered: true }))"""
# Kept in the session's storage, so that the wait goes on in the page that a key leads to. What is awaited stands when
# it is visible; the frame after that has painted it.
STOPWATCH = """
addEventListener("keydown", (event) => {
    if (sessionStorage.awaited) sessionStorage.pressed = performance.timeOrigin + event.timeStamp;
}, true);
function look() {
    const { awaited, pressed } = sessionStorage;
    if (awaited && pressed && document.querySelector(awaited)?.checkVisibility()) {
        delete sessionStorage.awaited;
        requestAnimationFrame((now) => { sessionStorage.took = performance.timeOrigin + now - pressed; });
    }
    requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""
ANSWERED = """() => {
    const from = Number(sessionStorage.pressed) - performance.timeOrigin;
    const asked = performance.getEntriesByType("resource").filter(each => each.initiatorType === "fetch");
    const first = from < 0 ? performance.getEntriesByType("navigation")[0] : asked.find(each => each.startTime >= from);
    return first ? first.responseEnd - first.startTime : null;
}"""
AWAIT = "awaited => { delete sessionStorage.took; delete sessionStorage.pressed; sessionStorage.awaited = awaited }"


@contextmanager
def page(here, cookie):
    """A wide page, signed in."""
    name, _, value = cookie.partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find() or exit(NONE), args=ARGUMENTS)
        base = f"http://localhost:{here.port}"
        context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": base}])
        context.add_init_script(STOPWATCH)
        yield context.new_page()
        browser.close()


def pressed(page, keys, shows):
    """Press these; milliseconds from the last one until the first element of this selector is painted."""
    page.evaluate(AWAIT, shows)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("() => sessionStorage.took !== undefined")
    return page.evaluate("Number(sessionStorage.took)")


def answered(page):
    """Milliseconds that the desk took to answer the last key, of the first request that it led to; None without one."""
    return page.evaluate(ANSWERED)
