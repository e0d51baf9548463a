from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Variant

KPI = Kpi(
    id="KPI-13",
    name="Escalation rate to engineering",
    sentence="Of the tickets that the desk handled, how many it sent to engineering.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.RANGE,
    numerator="tickets with an escalation to engineering that was submitted",
    denominator="tickets handled: first sent to engineering in the span, or, never sent there, resolved in it for good",
    what=What.HANDLED,
    exclusions=("X1", "X2", "X7"),
    variants=(Variant("engineering", "to engineering", goals=("engineering",)),),
    pairs=("KPI-16", "KPI-38"),
    frequency="monthly",
)
