from datetime import date

from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="S-02",
    name="Repeat contact",
    sentence="Of the tickets resolved for good, after how many the same requester was back with the same category "
    "within seven days.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.DOWN,
    numerator="resolutions followed by a new ticket of the same requester and category within seven days",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.RESOLVED,
    exclusions=("X1", "X2", "X7"),
    variants=(Variant("", "within seven days", good="repeated"),),
    targets=(Target("at most 8 %", most=8),),
    pairs=("KPI-11",),
    frequency="monthly",
    version=2,
    changed=(
        (date(2026, 11, 21), "a new ticket behind a wall counts for those who may know of it, and for nobody else"),
    ),
)
