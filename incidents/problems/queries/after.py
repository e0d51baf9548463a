"""Problems whose fix is out and that these reports or incidents may show again."""

from django.db.models import Q
from django.db.models.functions import Upper

from incidents.response.models import Incident
from tickets.desk.models import Identifier, Resolution
from tickets.desk.states import IdentifierKind

from ..models import IncidentEvidence, Problem
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


def maybe_back_by(incidents):
    """Of these incidents: by the one they are or repeat, by what is broken, or by a cause that they name."""
    about = Incident.objects.filter(pk__in=incidents)
    repeated = about.exclude(recurs=None).values("recurs")
    linked = IncidentEvidence.objects.present().filter(Q(incident__in=incidents) | Q(incident__in=repeated))
    parts = Incident.components.through.objects.filter(incident__in=incidents)
    near = Q(pk__in=linked.values("problem")) | Q(component__in=parts.values("component")) | ~Q(cause_key="")
    return list(Problem.objects.filter(near, state__in=FIXED).order_by("pk"))
