from .alert import Alert, AlertSource, Receipt
from .clock import CadenceClock, CadenceMoment
from .entry import Entry
from .impact import ImpactEdit
from .incident import Incident
from .link import IncidentTicket
from .recovery import Check, Workaround
from .review import ActionItem, Review
from .role import RoleSpan
from .runbook import RunbookResult, RunbookRun
from .suspicion import Look, Sighting, Suspicion
from .update import Push, Update, UpdateTemplate

__all__ = [
    "ActionItem",
    "Alert",
    "AlertSource",
    "CadenceClock",
    "CadenceMoment",
    "Check",
    "Entry",
    "ImpactEdit",
    "Incident",
    "IncidentTicket",
    "Look",
    "Push",
    "Receipt",
    "Review",
    "RoleSpan",
    "RunbookResult",
    "RunbookRun",
    "Sighting",
    "Suspicion",
    "Update",
    "UpdateTemplate",
    "Workaround",
]
