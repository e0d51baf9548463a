from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-34",
    name="Time to acknowledge an incident",
    sentence="How long from the first sign of an incident to somebody taking command.",
    clock="24x7",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="nothing apart: no share is counted",
    denominator="incidents first acknowledged or declared in the span",
    what=What.TAKEN,
    subject="incident",
    exclusions=("X1",),
    variants=(Variant("", "since it was noticed", measure="wall"),),
    targets=(Target("median under 10 minutes", most=600),),
    pairs=("KPI-36",),
    frequency="per incident, monthly",
)
