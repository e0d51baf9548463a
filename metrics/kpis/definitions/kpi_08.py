from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-08",
    name="All promises kept",
    sentence="Of the tickets with at least one promise to the requester that ended (response, update, resolution), how "
    "many kept every one; a ticket counts when the last of them ended.",
    clock="pol",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="tickets that kept every promise which ended",
    denominator="tickets whose last promise ended in the span",
    what=What.PROMISES,
    exclusions=("X1", "X2", "X3", "X8"),
    variants=(
        Variant("all", "every promise of a ticket"),
        Variant("each", "promise by promise", what=What.PROMISE, goals=("first_response", "next_update", "resolution")),
    ),
    targets=(Target("at least 95 %", least=95),),
    pairs=("KPI-11",),
    frequency="weekly, monthly",
)
