from enum import StrEnum


class Kind(StrEnum):
    CONFIRMED = "setting.confirmed"
