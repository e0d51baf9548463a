"""Problems and known errors as they are told."""

from ..queries import impact, lists

WORDS = (
    "title", "statement", "birth", "state", "signature", "severity", "urgency", "hypotheses", "root_cause",
    "cause_category", "cause_key", "workaround", "proposed_fix", "fix", "fix_priority", "measure", "result",
    "target_on", "exit_reason", "review_on", "version",
)  # fmt: skip
ERROR_WORDS = (
    "title", "error_codes", "symptom", "conditions", "cause", "workaround", "side_effects", "affected_versions",
    "fixed_versions", "audience", "words_internal", "words_public", "status", "status_since", "published_at",
    "checked_at", "version",
)  # fmt: skip
ACTION_WORDS = ("kind", "words", "due_on", "reference", "url", "done_at", "dropped_at", "outcome")


def card(thing):
    return thing and {"id": thing.pk, "name": thing.name}


def problem(one):
    return {
        "id": one.pk,
        "reference": one.reference,
        **{name: getattr(one, name) for name in WORDS},
        **{name: card(getattr(one, name)) for name in ("component", "category", "owner", "engineer")},
        "instants": {state.value: at for state, at in one.instants().items() if at},
        "merged_into": one.merged_into_id,
        "recurrences": one.recurrence_count,
        "cycle_seconds": None if one.cycle is None else round(one.cycle.total_seconds()),
    }


def whole(one, viewer, now):
    cost = impact.impact(one, viewer, now)
    return problem(one) | {
        "impact": figures(one, cost),
        "incidents": [one.incident.pk for one in cost.outages if one.shown],
        "evidence": [row.ticket_id for row in lists.evidence(one, viewer)],
        "method": one.method,
        "chain": [{"position": s.position, "statement": s.statement, "evidence": s.evidence} for s in one.chain.all()],
        "actions": [action(row) for row in one.actions.select_related("owner")],
        "known_errors": [row.pk for row in one.known_errors.all()],
        "came_back": [{"at": r.at, "deployed_at": r.deployed_at, "why": r.why} for r in one.recurrences.all()],
    }


def figures(one, cost):
    counted = {"tickets": cost.tickets, "customers": cost.customers, "minutes": cost.minutes, "downtime": cost.downtime}
    seen = {"first_seen": cost.first_seen, "last_seen": cost.last_seen}
    return counted | seen | {"tiers": dict(cost.by_tier()), "revenue_at_risk": one.revenue_at_risk}


def impact_row(row):
    said = {"ticket": row.ticket.pk, "customer": row.customer} if row.shown else {"ticket": None, "customer": None}
    return said | {"minutes": row.minutes}


def outage(row):
    return {"incident": row.incident.pk if row.shown else None, "minutes": row.minutes}


def action(row):
    return {"id": row.pk, "owner": card(row.owner), **{name: getattr(row, name) for name in ACTION_WORDS}}


def known_error(one):
    said = {name: getattr(one, name) for name in ERROR_WORDS}
    about = {"problem": one.problem_id, "component": card(one.component), "tickets": one.met}
    return {"id": one.pk, "reference": one.reference, **said, **about}


def offer(row):
    names = ("words", "answer", "offered_at", "answered_at")
    return {"id": row.pk, "ticket": row.ticket_id, **{name: getattr(row, name) for name in names}}


def beside(of):
    return {
        "known_errors": [match(one) for one in of.known],
        "incidents": [one["pk"] for one in of.incidents],
        "problems": [one["pk"] for one in of.problems],
        "offers": [one.pk for one in of.offers],
        "flags": of.flags,
    }


def match(one):
    known = one.known_error
    same = {"known_error": known.pk, "title": known.title, "workaround": known.workaround}
    return same | {"why": one.why, "linked": one.linked}
