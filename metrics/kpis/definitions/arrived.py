from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape

KPI = Kpi(
    id="ARRIVED",
    name="Tickets opened",
    sentence="How many tickets were opened; with KPI-09, whether the desk keeps pace (MET-23).",
    clock="24x7",
    shape=Shape.COUNT,
    direction=Direction.RANGE,
    numerator="nothing apart",
    denominator="tickets opened in the span",
    what=What.CREATED,
    pairs=("KPI-09",),
    frequency="daily, weekly",
)
