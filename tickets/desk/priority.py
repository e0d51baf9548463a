"""Impact x urgency gives the suggested priority (T-05). Pure."""

LEVELS = {1: "High", 2: "Medium", 3: "Low"}
SUGGESTED = {
    (1, 1): 1,
    (1, 2): 2,
    (2, 1): 2,
    (1, 3): 3,
    (2, 2): 3,
    (3, 1): 3,
    (2, 3): 4,
    (3, 2): 4,
    (3, 3): 4,
}
RAISED_BY_TIER = {"gold"}
UNKNOWN = 3


def suggest(impact: int | None, urgency: int | None, tier: str = "standard") -> int | None:
    """The priority 1..4 for impact and urgency 1..3 (1 = high). A gold customer's P4 becomes P3.
    None while either is unknown."""
    if impact is None or urgency is None:
        return None
    suggested = SUGGESTED[(impact, urgency)]
    return 3 if suggested == 4 and tier in RAISED_BY_TIER else suggested
