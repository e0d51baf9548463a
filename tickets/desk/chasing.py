"""When an unanswered ask is chased and when silence ends it (T-25). Pure: a plan of working days, no rows."""

from dataclasses import asdict, dataclass
from datetime import datetime

from . import silence


@dataclass(frozen=True)
class Plan:
    """Working days since the ask: a chase after each of `chases`, the end after `close`."""

    chases: tuple[int, ...] = (2, 4)
    close: int = 6

    def told(self) -> dict:
        return asdict(self) | {"chases": list(self.chases)}


PLAN = Plan()
PLANS = {"access_request": Plan(chases=(1, 3), close=5)}


def plan_for(type_key: str) -> Plan:
    """The policy of this type of ticket; an ask keeps the one it was asked under."""
    return PLANS.get(type_key, PLAN)


def due(plan: dict, chases: int, asked_at: datetime, zone: str) -> datetime:
    """The instant of the next step after so many chases: the next of them, or the end."""
    days = plan["chases"][chases] if chases < len(plan["chases"]) else plan["close"]
    return silence.working_days_after(asked_at, zone, days)


def ends(plan: dict, chases: int) -> bool:
    """Have all chases been made, so that the next step is the end?"""
    return chases >= len(plan["chases"])
