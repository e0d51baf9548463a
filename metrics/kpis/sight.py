"""Whose own figures one may look at."""

from supportdesk.accounts.matrix import refuse
from supportdesk.errors import NotAllowed

from . import whose


def require_sight(by, filters):
    """A colleague's own figures are denied, and the log says who asked (MET-18)."""
    if filters.person is not None and not whose.sees_person(by.person, filters.person):
        said = "they are the person's own, the lead's and the manager's"
        refuse(NotAllowed("see_figures_of_somebody_else", said), by, "see_personal_figures", filters)
