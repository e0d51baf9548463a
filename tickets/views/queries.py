"""How many tickets each view holds: all views in one statement, each counted up to a cap and within a time."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction

from tickets.desk import filters, grammar
from tickets.desk.models import Ticket

CAP = 1000
TIME = 100  # ms for all exact figures together; whatever takes longer is estimated
LIMITED = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"
CAPPED = "(SELECT count(*) FROM (SELECT FROM ({}) AS chosen LIMIT {}) AS capped)"


@dataclass(frozen=True)
class Count:
    """A figure, or an estimate of it; None: the filter names what is no longer there."""

    number: int | None
    exact: bool = True

    @property
    def capped(self):
        return self.number is not None and self.number > CAP

    @property
    def said(self):
        if self.number is None:
            return "?"
        if self.capped:
            return f"{CAP:,}+"
        return str(self.number) if self.exact else f"~{self.number:,}"


def count(views, person):
    """view -> its figure. Exact up to the cap; where that takes too long, the planner's estimate, marked so."""
    asked = {view.pk: asked_of(view, person) for view in views}
    known = {pk: statement for pk, statement in asked.items() if statement}
    counted = {pk: Count(None) for pk in asked.keys() - known.keys()}
    with suppress(OperationalError), transaction.atomic():
        return counted | exact(known)
    return counted | {pk: estimate(statement) for pk, statement in known.items()}


def asked_of(view, person):
    """The statement that chooses the tickets of a view, or None when its filter no longer has a meaning."""
    try:
        chosen = filters.chosen(Ticket.objects.visible_to(person), terms_of(view), person)
    except grammar.Unreadable:
        return None
    return chosen.order_by().values("id").query.sql_with_params()


def terms_of(view):
    """What the address of the view shows: of what says nothing about status, what is open."""
    terms = grammar.parse(view.filter)
    if any(term.field in grammar.SPEAKS_OF_STATUS for term in terms):
        return terms
    return grammar.together(terms, [grammar.Term("status", "is", ("live",))])


def exact(statements):
    if not statements:
        return {}
    parts = ", ".join(CAPPED.format(sql, CAP + 1) for sql, _ in statements.values())
    values = [value for _, given in statements.values() for value in given]
    with connection.cursor() as cursor:
        cursor.execute(LIMITED, [str(TIME)])
        before, _ = cursor.fetchone()
        cursor.execute(f"SELECT {parts}", values)
        found = cursor.fetchone()
        cursor.execute(LIMITED, [before])
    return {pk: Count(number) for pk, number in zip(statements, found, strict=True)}


def estimate(statement):
    sql, values = statement
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        return Count(int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"]), exact=False)
