from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-37",
    name="Incident recurrence",
    sentence="Of the incidents with a known cause, how many repeat an earlier one.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.DOWN,
    numerator="incidents that are said to repeat an earlier one",
    denominator="incidents whose cause was named in the span, and held",
    what=What.CAUSE,
    subject="incident",
    exclusions=("X1",),
    targets=(Target("at most 10 %", most=10),),
    pairs=("KPI-35",),
    frequency="quarterly",
)
