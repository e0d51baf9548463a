"""What axe finds, and what scrolls sideways, on pages that are each loaded once."""

WIDE, BETWEEN, NARROW = 1440, 1024, 390
BY_COLOUR = ["color-contrast", "link-in-text-block"]  # what another theme may break
CALM = {"reduced_motion": "reduce"}
MISSING = ("/tickets/999999", "/nowhere")


def found_everywhere(page, axe, addresses, *, also_between=()):
    """Faults by address. Each page is loaded once, and looked at there as `found_here` does."""
    faults = {}
    for address in addresses:
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.emulate_media(color_scheme="light")
        answer = page.goto(address)
        assert answer.status == (404 if address in MISSING else 200), address
        widths = (WIDE, BETWEEN, NARROW) if address in also_between else (WIDE, NARROW)
        faults |= {(address, *where): wrong for where, wrong in found_here(page, axe, widths).items()}
    return faults


def found_here(page, axe, widths=(WIDE, NARROW)):
    """Faults by width and theme. What a width can break is asked at each; what a colour can, in the other theme at the
    first: colours are the same tokens at every width."""
    faults = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for theme, rules in (("light", None), ("dark", BY_COLOUR)) if width == widths[0] else (("light", None),):
            page.emulate_media(color_scheme=theme)
            if wrong := axe(page, only=rules) + sideways(page):
                faults[width, theme] = wrong
    return faults


WIDER = "[document.documentElement, document.querySelector('main')].some(one => one?.scrollWidth > one?.clientWidth)"


def sideways(page):
    """The frame stands still and `main` scrolls: what is cut off there would never widen the document."""
    return ["scrolls sideways"] if page.evaluate(WIDER) else []
