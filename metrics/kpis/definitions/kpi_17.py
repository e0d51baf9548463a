from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-17",
    name="Avoidable escalations",
    sentence="Of the escalations that somebody judged, how many the sending tier could have solved.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.DOWN,
    numerator="escalations judged avoidable",
    denominator="escalations whose last judgement is in the span; what nobody judged is not in it",
    what=What.JUDGED,
    exclusions=("X1",),
    targets=(Target("at most 25 %", most=25),),
    pairs=("KPI-12", "KPI-04"),
    frequency="monthly",
)
