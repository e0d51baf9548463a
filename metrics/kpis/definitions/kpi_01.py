from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-01",
    name="First response time",
    sentence="How long a requester waits for the first substantial reply by a person.",
    clock="pol",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="first substantial replies by a person that kept the promise of first response",
    denominator="tickets that got a first substantial reply by a person in the span; what is measured is the time from "
    "the opening to that reply",
    what=What.FIRST_RESPONSE,
    exclusions=("X1", "X2", "X3", "X4"),
    variants=(
        Variant("promised", "as the promise counts", measure="worked"),
        Variant("wall", "by the wall clock", measure="wall"),
    ),
    targets=(Target("at least 85 % within the promise", least=85, of="share"),),
    pairs=("KPI-03", "KPI-22", "KPI-11"),
    frequency="daily, weekly",
)
