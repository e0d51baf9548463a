from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-23",
    name="Documentation completeness",
    sentence="Of the tickets resolved for good, how many lacked nothing of what the gate asks at resolution.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="tickets whose last resolution lacked no required field",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.DOCUMENTED,
    exclusions=("X1", "X2", "X7"),
    targets=(Target("at least 95 %", least=95),),
    pairs=("KPI-22", "KPI-11"),
)
