from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-16",
    name="First-pass acceptance",
    sentence="Of the escalations decided, how many were accepted without having been returned once.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="escalations accepted with no return before",
    denominator="escalations first accepted or declined in the span",
    what=What.DECIDED,
    exclusions=("X1",),
    targets=(Target("at least 80 %", least=80),),
    pairs=("KPI-14", "KPI-15"),
    frequency="monthly",
)
