from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-19",
    name="Related tickets linked",
    sentence="Of the tickets that were found to repeat something, how many are linked to it.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="tickets merged, or linked to a ticket, an incident, a problem or a known error",
    denominator="those, and tickets that were flagged as recurring or as part of an incident, by the first such event",
    what=What.RELATED,
    exclusions=("X1",),
    targets=(Target("at least 80 %", least=80),),
    pairs=("KPI-33", "KPI-11"),
    frequency="monthly",
)
