from .calendar import Calendar
from .clock import AbstractClock, AbstractMoment, State
from .draft import Draft
from .goal import Goal
from .policy import Policy, Target

__all__ = ["AbstractClock", "AbstractMoment", "Calendar", "Draft", "Goal", "Policy", "State", "Target"]
