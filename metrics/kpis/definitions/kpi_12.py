from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-12",
    name="Escalation rate",
    sentence="Of the tickets that the desk handled, how many it sent to a higher tier or to engineering. Too few hides "
    "hard cases as much as too many burdens others.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.RANGE,
    numerator="tickets with an escalation that was submitted",
    denominator="tickets handled: first escalated in the span, or, never escalated, resolved in it for good",
    what=What.HANDLED,
    exclusions=("X1", "X2", "X7"),
    variants=(Variant("any", "to any higher tier", goals=("any",)),),
    targets=(Target("between 5 and 25 %", least=5, most=25),),
    pairs=("KPI-17", "KPI-16"),
    frequency="monthly",
)
