from enum import StrEnum


class Kind(StrEnum):
    ADDED = "catalogue.added"
    RETIRED = "catalogue.retired"
