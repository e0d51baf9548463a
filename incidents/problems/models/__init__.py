from .evidence import CauseStep, Evidence, IncidentEvidence
from .fix import FixAction, Recurrence
from .known_error import KnownError, MetTicket, WorkaroundOffer
from .problem import Problem, knows_problems
from .trend import Flag, Spike

__all__ = [
    "CauseStep",
    "Evidence",
    "FixAction",
    "Flag",
    "IncidentEvidence",
    "KnownError",
    "MetTicket",
    "Problem",
    "Recurrence",
    "Spike",
    "WorkaroundOffer",
    "knows_problems",
]
