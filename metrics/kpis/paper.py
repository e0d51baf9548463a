"""docs/kpis.md, written from the definitions: what stands there is what is counted. Pure."""

from .kpi import WORDS, Direction, Kpi
from .registry import KPIS, partner

TOP = """# Figures

Written by `manage.py kpi_paper` from `metrics/kpis/definitions/`, one file each; a test compares. Every figure is
counted from facts, which are folded from the event log ([events.md](events.md)), and opens to exactly the rows that it
counts.

- A figure belongs to the period of the event that ends what it measures, and is credited to whoever did that. What is
  open is counted at the end of the period. Slices are those of that instant: what is filed otherwise later changes no
  past figure.
- Seconds are whole, cut at the second. Percentiles are PostgreSQL's `percentile_cont`. Means are exact fractions;
  nothing is rounded before it is shown.
- `pol` is the clock of the promise: its calendar, without its pauses. `24x7` is the wall clock.
- An event that is told more than thirty days after it happened changes no figure, unless an import tells it.
- What is left out is counted beside the figure. Fewer than five: shown with their number, never judged.
- Targets are examples until a lead or manager confirms others (`/figures/targets`): at least, at most, from to,
  falling or rising, from an instant on, for all or for a queue, category, tier, role or stage of ramping up.
- Days begin in the desk's zone, `TIME_ZONE`.

## What is left out, by code
"""
WAYS = {Direction.DOWN: "lower is better", Direction.UP: "higher is better", Direction.RANGE: "inside a range"}


def paper() -> str:
    codes = "\n".join(f"- **{code}** {words}" for code, words in WORDS.items())
    return "\n".join([TOP, codes, *(section(kpi) for kpi in KPIS.values())]) + "\n"


def section(kpi: Kpi) -> str:
    ways = "; ".join(f"{one.name}" for one in kpi.variants)
    best = partner(kpi)
    rows = {
        "Counted": kpi.denominator,
        "Of these": kpi.numerator,
        "Left out": ", ".join(kpi.exclusions) or "nothing",
        "Clock": kpi.clock,
        "Kind": f"{kpi.shape.value}, {WAYS[kpi.direction]}, {kpi.frequency}",
        "Ways to count": ways,
        "Target": "; ".join(one.words for one in kpi.targets) or "none",
        "Never without": f"{', '.join(kpi.pairs)}; shown beside it: {best.id if best else 'none yet'}",
        "Version": f"{kpi.version}{''.join(f'; since {day}: {said}' for day, said in kpi.changed)}",
    }
    lines = "\n".join(f"| {name} | {words} |" for name, words in rows.items())
    return f"\n## {kpi.id} {kpi.name}\n\n{kpi.sentence}\n\n| | |\n|---|---|\n{lines}"
