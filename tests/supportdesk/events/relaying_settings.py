"""The settings of a worker whose subscribers write down, slowly, what they are told."""

from supportdesk.settings import *  # noqa: F403  (all of them but these)

EVENT_SUBSCRIBERS = {
    "people": ["tests.supportdesk.events.listeners.write_down", "tests.supportdesk.events.listeners.dawdle"],
    "figures": ["supportdesk.events.seal.chain"],
}
EVENT_NUDGE = True
