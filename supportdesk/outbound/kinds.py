from enum import StrEnum


class Kind(StrEnum):
    GIVEN_UP = "mail.given_up"
    HEARING_SET = "person.hearing_set"
