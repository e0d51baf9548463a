from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target

KPI = Kpi(
    id="KPI-11",
    name="Reopen rate",
    sentence="Of the resolutions of the span, how many were reopened within fourteen days. A resolution counts from "
    "the moment on from which a requester can reopen it, and against whoever resolved.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.DOWN,
    numerator="resolutions that were reopened within fourteen days",
    denominator="resolutions in the span, each of them, whether it held or not",
    what=What.SETTLED,
    exclusions=("X1", "X2", "X6"),
    targets=(Target("under 8 %", most=8),),
    pairs=("S-02", "KPI-04"),
    frequency="monthly",
)
