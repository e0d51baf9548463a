from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-07",
    name="Update promises kept",
    sentence="Of the updates that fell due while a ticket was open, how many came in time.",
    clock="pol",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="promises of the next update that were kept",
    denominator="promises of the next update that ended in the span, kept or not; what runs yet has not ended",
    what=What.PROMISE,
    exclusions=("X1", "X2", "X3", "X4", "X8"),
    variants=(Variant("next_update", "promises of the next update", goals=("next_update",)),),
    targets=(Target("at least 90 %", least=90),),
    pairs=("KPI-20", "KPI-22"),
)
