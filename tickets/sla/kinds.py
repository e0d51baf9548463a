from enum import StrEnum


class Kind(StrEnum):
    HOURS_SET = "calendar.hours_set"
