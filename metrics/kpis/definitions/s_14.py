from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape

KPI = Kpi(
    id="S-14",
    name="Hand-offs",
    sentence="How often a ticket went from one owner to another.",
    clock="24x7",
    shape=Shape.COUNT,
    direction=Direction.DOWN,
    numerator="nothing apart",
    denominator="hand-offs in the span, each of them; being taken up first is none",
    what=What.HANDED_ON,
    pairs=("KPI-18",),
)
