from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-30",
    name="Incident updates in time",
    sentence="Of the updates of an incident that fell due, how many were sent before they did.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="updates sent before they were due",
    denominator="updates sent in time in the span, and those whose time ran out in it",
    what=What.UPDATE,
    subject="incident",
    exclusions=("X1",),
    variants=(
        Variant("external", "to requesters", goals=("external",)),
        Variant("internal", "inside", goals=("internal",)),
        Variant("both", "both"),
    ),
    targets=(Target("at least 90 %", least=90),),
    pairs=("KPI-20",),
    frequency="per incident",
)
