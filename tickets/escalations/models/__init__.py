from .clocks import EscalationClock, EscalationMoment
from .escalation import Escalation, Stay
from .lane import Lane
from .loop import FollowUp, Progress, Reminder, Return, ReturnItem
from .packet import Artefact, Gap, Hypothesis, PacketField
from .proposal import OfficeProposal
from .tracker import FixTask, IssueLink, Tracker

__all__ = [
    "Artefact",
    "Escalation",
    "EscalationClock",
    "EscalationMoment",
    "FixTask",
    "FollowUp",
    "Gap",
    "Hypothesis",
    "IssueLink",
    "Lane",
    "OfficeProposal",
    "PacketField",
    "Progress",
    "Reminder",
    "Return",
    "ReturnItem",
    "Stay",
    "Tracker",
]
