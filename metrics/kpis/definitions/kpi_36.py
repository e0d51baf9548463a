from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Variant

KPI = Kpi(
    id="KPI-36",
    name="Time to diagnose",
    sentence="How long until the cause of an incident was named.",
    clock="24x7",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="nothing apart: no share is counted",
    denominator="incidents whose cause was named in the span, and held",
    what=What.DIAGNOSED,
    subject="incident",
    exclusions=("X1",),
    variants=(
        Variant("acknowledged", "since it was acknowledged", goals=("acknowledged",), measure="wall"),
        Variant("detected", "since it was noticed", goals=("detected",), measure="wall"),
    ),
    pairs=("KPI-37",),
    frequency="monthly",
)
