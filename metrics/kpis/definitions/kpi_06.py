from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-06",
    name="Resolution promises kept",
    sentence="Of the promises of a resolution that ended, how many were kept.",
    clock="pol",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="promises of resolution that were kept",
    denominator="promises of resolution that ended in the span, kept or not; what runs yet has not ended",
    what=What.PROMISE,
    exclusions=("X1", "X2", "X3", "X4", "X8"),
    variants=(Variant("resolution", "promises of resolution", goals=("resolution",)),),
    targets=(Target("at least 85 %", least=85),),
    pairs=("KPI-11", "KPI-32"),
)
