"""Problems whose fix is out and that these reports may show again."""

from django.db.models import Q
from django.db.models.functions import Upper

from tickets.desk.models import Identifier, Resolution
from tickets.desk.states import IdentifierKind

from ..models import Problem
from ..states import FIXED


def maybe_back(tickets):
    coded = Identifier.objects.filter(ticket__in=tickets, kind=IdentifierKind.ERROR_CODE)
    codes = {value.upper() for value in coded.values_list("value", flat=True)}
    causes = Resolution.objects.filter(ticket__in=tickets).exclude(root_cause="")
    keys = {cause.lower() for cause in causes.values_list("root_cause", flat=True)}
    if not codes and not keys:
        return []
    fixed = Problem.objects.filter(state__in=FIXED).annotate(said=Upper("signature"))
    return list(fixed.filter(Q(said__in=codes) | Q(cause_key__in=keys)).order_by("pk"))
