"""How long a webhook rests after each try that failed. Pure but for the dice."""

import random
from datetime import timedelta

# After the first try seven more, the last of them 28 hours later; then the webhook is stopped.
RESTS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
]
SPREAD = 0.1


def rest(tries: int) -> timedelta | None:
    """After so many failures; nothing when there is no further try. Spread a little, so that what failed together does
    not come back together."""
    if tries > len(RESTS):
        return None
    return RESTS[tries - 1] * (1 + SPREAD * random.random())  # noqa: S311 (nobody is to be kept from guessing it)
