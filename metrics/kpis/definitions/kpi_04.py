from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-04",
    name="Ticket resolution time",
    sentence="How long from the opening of a ticket to the resolution that held, reopened time included. Not the time "
    "to restore a service: that is KPI-35.",
    clock="pol and 24x7",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="tickets whose resolution kept its promise",
    denominator="tickets whose last resolution is in the span and stands",
    what=What.RESOLVED,
    exclusions=("X1", "X2", "X3", "X4", "X7", "bots"),
    variants=(
        Variant("promised", "as the promise counts", measure="worked"),
        Variant("wall", "by the wall clock", measure="wall"),
    ),
    targets=(Target("median under 2 business days", most=57600),),
    pairs=("KPI-11", "KPI-20", "KPI-37"),
    frequency="weekly, monthly",
)
