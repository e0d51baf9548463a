from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Target, Variant

KPI = Kpi(
    id="KPI-20",
    name="Satisfaction",
    sentence="What requesters say of a case after it, when the desk asks them; with how many of those asked answered. "
    "Scales are never mixed.",
    clock="24x7",
    shape=Shape.MEAN,
    direction=Direction.UP,
    numerator="positive answers: four stars of five, or a thumb up",
    denominator="answers in the span, each requester's last word; credited to whoever had resolved",
    what=What.ANSWERED,
    exclusions=("X1", "X6", "X9"),
    variants=(
        Variant("stars", "stars out of five", goals=("5",), measure="value"),
        Variant("positive", "share of four and five stars", goals=("5",), shape=Shape.SHARE),
        Variant("thumbs", "share of thumbs up", goals=("2",), shape=Shape.SHARE),
    ),
    targets=(Target("at least 4.3 of 5", least=4.3),),
    pairs=("KPI-21", "KPI-11"),
    asked=What.ASKED,
    frequency="monthly",
)
