from .alert import Alert, AlertSource, Receipt
from .article import IncidentArticle
from .clock import CadenceClock, CadenceMoment
from .entry import Entry
from .file import EntryFile
from .impact import ImpactEdit
from .incident import Incident
from .link import IncidentTicket
from .recovery import Check, Workaround
from .review import ActionItem, Review
from .role import RoleSpan
from .runbook import RunbookResult, RunbookRun
from .suspicion import Look, Sighting, Suspicion
from .update import Push, Update, UpdateTemplate
from .wall import IncidentWall

__all__ = [
    "ActionItem",
    "Alert",
    "AlertSource",
    "CadenceClock",
    "CadenceMoment",
    "Check",
    "Entry",
    "EntryFile",
    "ImpactEdit",
    "Incident",
    "IncidentArticle",
    "IncidentTicket",
    "IncidentWall",
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
