from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-15",
    name="Escalation quality",
    sentence="What receivers give escalations, out of five points; with how many of those decided were rated at all.",
    clock="24x7",
    shape=Shape.MEAN,
    direction=Direction.UP,
    numerator="escalations rated four or better",
    denominator="escalations whose last rating is in the span",
    what=What.RATED,
    exclusions=("X1", "X9"),
    variants=(Variant("points", "points out of five", measure="value"),),
    targets=(Target("at least 4 of 5", least=4),),
    pairs=("KPI-16",),
    asked=What.RECEIVED,
    frequency="monthly",
)
