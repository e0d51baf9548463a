from metrics.facts.models import What
from metrics.kpis.kpi import Direction, Kpi, Shape, Variant

KPI = Kpi(
    id="KPI-25",
    name="Knowledge contributed",
    sentence="How many new or materially changed articles, macros and playbooks were published, by whoever wrote them.",
    clock="24x7",
    shape=Shape.COUNT,
    direction=Direction.UP,
    numerator="nothing apart",
    denominator="publications in the span; a minor change of an article counts for nobody",
    what=What.CONTRIBUTED,
    subject="written",
    exclusions=(),
    variants=(
        Variant("all", "all of them"),
        Variant("article", "articles", goals=("article",)),
        Variant("macro", "macros", goals=("macro",)),
        Variant("playbook", "playbooks", goals=("playbook",)),
    ),
    pairs=("KPI-24", "KPI-26"),
    frequency="monthly",
)
