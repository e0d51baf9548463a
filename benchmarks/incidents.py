"""Five hundred tickets linked to an incident by one action, committed."""

import statistics

from . import load, place

TICKETS = 500


def measure():
    load.prototypes()
    here = place.Place(TICKETS, "incidents_work")
    place.copy(load.PROTOTYPES, here.name)
    taken = here.inside("link_tickets", TICKETS)
    place.drop(here.name)
    walls = sorted(one["wall"] for one in taken)
    told = {"step": "incidents", "size": TICKETS, "what": f"{min(one['linked'] for one in taken)} linked at once"}
    figures = {"p50_ms": statistics.median(walls), "p95_ms": walls[-1]}
    figures["cpu_p50_ms"] = statistics.median(one["cpu"] for one in taken)
    return [told | {"n": len(taken)} | {name: round(value, 1) for name, value in figures.items()}]
