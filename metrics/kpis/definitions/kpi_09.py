from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape

KPI = Kpi(
    id="KPI-09",
    name="Tickets resolved",
    sentence="How many tickets got the resolution that held. It says nothing alone.",
    clock="24x7",
    shape=Shape.COUNT,
    direction=Direction.UP,
    numerator="those that also kept the promise of resolution",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.RESOLVED,
    exclusions=("X1", "X2", "X7", "bots"),
    pairs=("KPI-11", "KPI-20", "KPI-22"),
    frequency="daily, weekly",
)
