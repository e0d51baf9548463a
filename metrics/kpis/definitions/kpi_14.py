from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-14",
    name="Escalation packet completeness",
    sentence="Of the escalations submitted, how many had every mandatory item when they were first sent.",
    clock="24x7",
    shape=Shape.SHARE,
    direction=Direction.UP,
    numerator="escalations whose packet was whole at first submission",
    denominator="escalations submitted in the span",
    what=What.PACKET,
    exclusions=("X1",),
    variants=(
        Variant("whole", "packets that were whole", measure="value"),
        Variant("mean", "mean completeness, in per cent", measure="value", shape=Shape.MEAN),
    ),
    targets=(Target("at least 90 %", least=90),),
    pairs=("KPI-15", "KPI-16"),
    frequency="weekly, monthly",
)
