from .clock import CadenceClock, CadenceMoment
from .entry import Entry
from .impact import ImpactEdit
from .incident import Incident
from .link import IncidentTicket
from .recovery import Check, Workaround
from .review import ActionItem, Review
from .role import RoleSpan

__all__ = [
    "ActionItem",
    "CadenceClock",
    "CadenceMoment",
    "Check",
    "Entry",
    "ImpactEdit",
    "Incident",
    "IncidentTicket",
    "Review",
    "RoleSpan",
    "Workaround",
]
