from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Variant

KPI = Kpi(
    id="KPI-38",
    name="Problem cycle time",
    sentence="How long from taking a problem on to the deployment of a fix; declined and merged ones are left out.",
    clock="24x7",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="nothing apart: no share is counted",
    denominator="fixes of problems deployed in the span",
    what=What.FIXED,
    subject="problem",
    exclusions=("X1",),
    variants=(
        Variant("accepted", "since it was accepted", goals=("accepted",), measure="wall"),
        Variant("evidence", "since the first evidence", goals=("evidence",), measure="wall"),
    ),
    pairs=("KPI-37",),
    frequency="monthly, quarterly",
)
