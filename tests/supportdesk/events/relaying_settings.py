"""The settings of a worker whose subscribers write down, slowly, what they are told."""

from supportdesk.settings import *  # noqa: F403  (all of them but these)

EVENT_SUBSCRIBERS = {
    "people": ["listeners.write_down", "listeners.dawdle"],
    "figures": ["supportdesk.events.seal.chain"],
}
EVENT_NUDGE = True
