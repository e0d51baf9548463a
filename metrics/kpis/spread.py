"""How long things took, in bands: a mean hides what a spread shows (MET-06, S-09). Pure."""

MINUTE, HOUR, DAY = 60, 3600, 86400
ENDS = (15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, DAY, 3 * DAY, 7 * DAY)  # each band ends before the next begins
WORDS = dict(
    enumerate(
        (
            "under 15 min",
            "15 min to 1 h",
            "1 to 4 h",
            "4 to 8 h",
            "8 to 24 h",
            "1 to 3 days",
            "3 to 7 days",
            "7 days and more",
        )
    )
)


def band(number) -> tuple[int | None, int | None]:
    """From how many seconds on, and below how many."""
    return ENDS[number - 1] if number else None, ENDS[number] if number < len(ENDS) else None
