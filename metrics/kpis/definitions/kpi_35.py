from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-35",
    name="Time to restore service",
    sentence="How long a service was not as it should be. Not the time to resolve a ticket: that is KPI-04.",
    clock="24x7",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="nothing apart: no share is counted",
    denominator="incidents whose service was restored in the span, and stayed so",
    what=What.RESTORED,
    subject="incident",
    exclusions=("X1",),
    variants=(
        Variant("started", "since it began", goals=("started",), measure="wall"),
        Variant("detected", "since it was noticed", goals=("detected",), measure="wall"),
    ),
    targets=(Target("median under 2 hours", most=7200),),
    pairs=("KPI-37",),
    frequency="monthly, quarterly",
)
