from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-24",
    name="Knowledge used",
    sentence="Of the tickets resolved for good, how many used an article: it solved them, or was sent.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="tickets with an article that solved them or was sent before the resolution",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.KNOWLEDGE,
    targets=(Target("at least 30 %", least=30),),
    pairs=("KPI-26", "KPI-11"),
    frequency="monthly",
)
