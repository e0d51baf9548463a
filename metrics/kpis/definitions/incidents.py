from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape

KPI = Kpi(
    id="INCIDENTS",
    name="Incidents",
    sentence="How many incidents somebody took command of; with KPI-37, whether the same things come back.",
    clock="24x7",
    shape=Shape.COUNT,
    direction=Direction.DOWN,
    numerator="nothing apart",
    denominator="incidents first acknowledged or declared in the span",
    what=What.TAKEN,
    subject="incident",
    exclusions=("X1",),
    pairs=("KPI-37",),
    frequency="monthly",
)
