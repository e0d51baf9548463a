from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-18",
    name="First contact resolution",
    sentence="Of the tickets resolved for good, how many needed no second contact: three readings, never mixed.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="b: the requester wrote nothing between the first substantial reply and the resolution (thanks count "
    "too, for nothing tells them apart); a: no hand-off and no escalation; c: no escalation and at most two round "
    "trips. Never one that was reopened",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.FIRST_CONTACT,
    exclusions=("X1", "X2", "X6", "X7", "bots"),
    variants=(
        Variant("b", "without a word back", goals=("b",)),
        Variant("a", "without hand-off", goals=("a",)),
        Variant("c", "in at most two rounds", goals=("c",)),
    ),
    targets=(Target("between 40 and 70 %", least=40),),
    pairs=("KPI-11", "KPI-20"),
    frequency="weekly, monthly",
)
