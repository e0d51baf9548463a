from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-10",
    name="Backlog ageing",
    sentence="Of what is open at the end of the span, how much was opened longer ago than so many days.",
    clock="24x7",
    shape=Shape.SNAPSHOT,
    direction=Direction.DOWN,
    numerator="open tickets older than that",
    denominator="tickets open at the end of the span, or now if it lasts yet",
    what=What.CREATED,
    variants=tuple(Variant(str(days), f"older than {days} days") for days in (14, 7, 3, 30)),
    targets=(Target("at most 10 %", most=10),),
    pairs=("KPI-11", "S-14"),
)
