from .calendar import Calendar
from .clock import AbstractClock, AbstractMoment, State
from .goal import Goal
from .policy import Policy, Target

__all__ = ["AbstractClock", "AbstractMoment", "Calendar", "Goal", "Policy", "State", "Target"]
