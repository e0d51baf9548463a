from enum import StrEnum


class Kind(StrEnum):
    RETIRED = "catalogue.retired"
