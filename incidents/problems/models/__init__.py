from .evidence import CauseStep, Evidence
from .fix import FixAction, Recurrence
from .known_error import KnownError, MetTicket, WorkaroundOffer
from .problem import Problem, knows_problems
from .trend import Flag, Spike

__all__ = [
    "CauseStep",
    "Evidence",
    "FixAction",
    "Flag",
    "KnownError",
    "MetTicket",
    "Problem",
    "Recurrence",
    "Spike",
    "WorkaroundOffer",
    "knows_problems",
]
