"""The boards that ship ready, as data: which figures, and how each is drawn."""

from dataclasses import dataclass

STEPS = {"day": "hour", "week": "day", "month": "day", "quarter": "week"}  # what a chart of each period is cut into
PERIODS = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter"}


@dataclass(frozen=True)
class Tile:
    """One figure on a board; `by` draws it as bars of a slice instead of a line over time."""

    kpi: str
    variant: str = ""
    by: str = ""

    @property
    def key(self) -> str:
        return "-".join(part for part in (self.kpi, self.variant, self.by) if part)


@dataclass(frozen=True)
class Board:
    key: str
    name: str
    asks: str
    tiles: tuple[Tile, ...]
    period: str = "week"


def tiles(*said):
    """`"KPI-09 by category"`, `"KPI-18/b"`."""
    found = []
    for text in said:
        name, _, by = text.partition(" by ")
        kpi, _, variant = name.partition("/")
        found.append(Tile(kpi, variant, by))
    return tuple(found)


WEEK = Board(
    "week",
    "Week",
    "Do we keep up, and do we keep our word?",
    tiles(
        "ARRIVED",
        "KPI-09",
        "KPI-10",
        "KPI-01",
        "KPI-04",
        "KPI-04 by took",
        "KPI-05",
        "KPI-06",
        "KPI-07",
        "KPI-08",
        "KPI-11",
        "KPI-20",
        "ARRIVED by category",
        "KPI-12",
    ),
)
INCIDENTS = Board(
    "incidents",
    "Incidents",
    "How fast is the service back, and does it stay?",
    tiles("INCIDENTS", "KPI-34", "KPI-35", "KPI-36", "KPI-37", "KPI-30", "KPI-38"),
    "month",
)
QUALITY = Board(
    "quality",
    "Quality",
    "Does what we do hold, and do they like it?",
    tiles("KPI-11", "KPI-20", "KPI-14", "KPI-15", "KPI-16", "KPI-17", "KPI-23", "KPI-24", "KPI-25"),
    "month",
)
PERSONAL = Board(
    "personal",
    "Personal",
    "How do I do: speed, quality, customer and discipline side by side",
    tiles("KPI-01", "KPI-04", "KPI-11", "KPI-20"),
    "month",
)
BOARDS = {one.key: one for one in (WEEK, INCIDENTS, QUALITY, PERSONAL)}
NOW = "now"  # a board of what is open this minute: it has no period
