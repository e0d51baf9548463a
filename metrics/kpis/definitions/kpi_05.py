from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-05",
    name="Response promises kept",
    sentence="Of the promises of a first response that ended, how many were kept.",
    clock="pol",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="promises of first response that were kept",
    denominator="promises of first response that ended in the span, kept or not; what runs yet has not ended",
    what=What.PROMISE,
    exclusions=("X1", "X2", "X3", "X4", "X8"),
    variants=(Variant("first_response", "promises of first response", goals=("first_response",)),),
    targets=(Target("at least 90 %", least=90),),
    pairs=("KPI-11", "KPI-01"),
)
