from enum import StrEnum


class Kind(StrEnum):
    ADDED = "catalogue.added"
    CHANGED = "catalogue.changed"
    RETIRED = "catalogue.retired"
