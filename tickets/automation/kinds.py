"""What happens by rule, and to the rules. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    ROUTED = "ticket.routed"
    RULE_SET = "routing.rule_set"
    RULE_ENDED = "routing.rule_ended"
    STRATEGY_SET = "routing.strategy_set"
    SKILL_KEPT = "routing.skill_kept"
    SKILL_DROPPED = "routing.skill_dropped"
    AVAILABILITY_SET = "routing.availability_set"
