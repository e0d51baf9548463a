from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-02",
    name="Time to acknowledge",
    sentence="How long until somebody of the desk takes notice: takes it, triages it, works on it or answers.",
    clock="pol",
    shape=Shape.DURATION,
    direction=Direction.DOWN,
    numerator="first notices by a person that kept the promise of acknowledgement",
    denominator="tickets that a person first took notice of in the span; what a machine acknowledges counts nowhere",
    what=What.ACKNOWLEDGED,
    variants=(
        Variant("promised", "as the promise counts", measure="worked"),
        Variant("wall", "by the wall clock", measure="wall"),
    ),
    targets=(Target("median under 2 hours", most=7200),),
    pairs=("KPI-01",),
    frequency="daily",
)
