"""From a key to its visible result in a browser: the cursor, opening, taking, going back, another view."""

import statistics

from . import browsing

ROUNDS, WARM = 30, 3
UNOWNED = "/tickets/?status=live&owner=none"
TAKEN = "#ticket .head .owner-name:not(.muted)"


def measure(here, keys):
    """One wide window of one analyst; everything else on the machine is quiet."""
    waits = {}
    with browsing.page(here, keys["cookie"]) as page:
        for turn in range(WARM + ROUNDS):
            for what, took in a_turn(page):
                if turn >= WARM:
                    waits.setdefault(what, []).append((took, browsing.answered(page)))
    return [row(here, what, each) for what, each in waits.items()]


def a_turn(page):
    """The list, a few steps, the ticket open beside it, mine, back on the list, another view."""
    page.goto(UNOWNED)
    page.wait_for_load_state("networkidle")
    first, second = [each.get_attribute("data-row") for each in page.locator("[data-row]").all()[:2]]
    page.keyboard.press("j")
    yield "j: next in the list", browsing.pressed(page, ["j"], f"#row-{second}:focus-within")
    yield "k: the one before", browsing.pressed(page, ["k"], f"#row-{first}:focus-within")
    yield "Enter: open it", browsing.pressed(page, ["Enter"], f'#ticket[data-ticket="{first}"] .talk')
    yield "a: take it", browsing.pressed(page, ["a"], TAKEN)
    yield "p: a dialogue", browsing.pressed(page, ["p"], "#act:modal form")
    page.keyboard.press("Escape")
    page.locator("#act[open]").wait_for(state="detached")
    yield "g m: another view", browsing.pressed(page, ["g", "m"], '#list[data-query*="owner=me"]')
    yield "g q: the queue", browsing.pressed(page, ["g", "q"], '#list:not([data-query*="owner=me"]) [data-row]')


def row(here, what, waits):
    ordered = sorted(took for took, _ in waits)
    answers = [answer for _, answer in waits if answer is not None]
    return {
        "step": "key to visible result",
        "size": here.size,
        "what": what,
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 1),
        "answer_ms": round(statistics.median(answers), 1) if len(answers) == len(waits) else None,
        "n": len(ordered),
    }
