from enum import StrEnum


class Kind(StrEnum):
    STORED = "file.stored"
    SCANNED = "file.scanned"
    WITHDRAWN = "file.withdrawn"
    DISCARDED = "file.discarded"
