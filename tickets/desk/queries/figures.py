"""The figures of the queue's views, all in one statement (T-19)."""

from datetime import datetime

from django.db import connection

from tickets.sla.models.clock import AT_RISK

from ..states import LIVE, WAITING

CAP = 200
CLOCK = "EXISTS (SELECT 1 FROM desk_ticketclock AS clock WHERE clock.ticket_id = seen.id AND {})"
# A running clock has a `since`. The ticket's own `due_at` goes first: the subquery is asked of few, and never joined.
AT_RISK_NOW = CLOCK.format("clock.since IS NOT NULL AND clock.level >= %(risk)s AND clock.due_at > %(now)s")
OVERDUE_NOW = (
    "seen.due_at <= %(now)s AND (SELECT true FROM desk_ticketclock AS clock WHERE clock.ticket_id = seen.id"
    " AND clock.since IS NOT NULL AND clock.due_at <= %(now)s LIMIT 1)"
)
CONDITIONS = {
    "all": "status = ANY(%(live)s)",
    "mine": "status = ANY(%(live)s) AND owner_id = %(me)s",
    "new": "status = 'new'",
    "unowned": "status = ANY(%(live)s) AND owner_id IS NULL",
    "overdue": f"status = ANY(%(live)s) AND {OVERDUE_NOW}",
    "at_risk": f"status = ANY(%(live)s) AND {AT_RISK_NOW}",
    "waiting": "status = ANY(%(waiting)s)",
    "waiting_over": "status = ANY(%(waiting)s) AND waiting_until < %(now)s",
    "breached": "merged_into_id IS NULL AND " + CLOCK.format("clock.breached_at >= %(today)s"),
    "reopened": "merged_into_id IS NULL"
    " AND EXISTS (SELECT 1 FROM desk_reopening AS r WHERE r.ticket_id = seen.id AND r.at >= %(week)s)",
}
CAPPED = "(SELECT count(*) FROM (SELECT FROM seen WHERE {} LIMIT {}) AS capped)"
COUNTS = ", ".join(CAPPED.format(condition, CAP + 1) for condition in CONDITIONS.values())


def offered(today, week):
    """Key, label and query of each; the last two depend on the day."""
    return (
        ("all", "All open", (("status", "live"),)),
        ("mine", "Mine by deadline", (("status", "live"), ("owner", "me"), ("order", "due"))),
        ("new", "New", (("status", "new"),)),
        ("unowned", "Unowned", (("status", "live"), ("owner", "none"))),
        ("overdue", "Overdue", (("status", "live"), ("due", "overdue"))),
        ("at_risk", "At risk", (("status", "live"), ("due", "at_risk"))),
        ("waiting", "Waiting", (("status", "waiting"),)),
        ("waiting_over", "Waiting too long", (("status", "waiting"), ("waiting_over", "true"))),
        ("breached", "Breached today", (("breached_since", today.isoformat()),)),
        ("reopened", "Reopened this week", (("reopened_since", week.isoformat()),)),
    )


def counts(tickets, person, now: datetime, today: datetime, week: datetime):
    """All figures in one statement, each counted up to a cap: the cost does not grow with the desk."""
    columns = ("id", "status", "owner_id", "waiting_until", "due_at", "merged_into_id")
    seen, params = tickets.order_by().values(*columns).query.sql_with_params()
    given = {"now": now, "today": today, "week": week, "me": person.pk, "risk": AT_RISK}
    given |= {"live": list(LIVE), "waiting": list(WAITING)}
    with connection.cursor() as cursor:
        named = {f"seen_{number}": value for number, value in enumerate(params)}
        asked = seen % tuple(f"%(seen_{number})s" for number in range(len(params)))
        cursor.execute(f"WITH seen AS NOT MATERIALIZED ({asked}) SELECT {COUNTS}", named | given)
        return dict(zip(CONDITIONS, cursor.fetchone(), strict=True))
