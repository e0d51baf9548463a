from enum import StrEnum


class Kind(StrEnum):
    INVITED = "person.invited"
    DEACTIVATED = "person.deactivated"
    ROLE_GRANTED = "person.role_granted"
    ROLE_REVOKED = "person.role_revoked"
    SIGNED_IN = "person.signed_in"
    SIGN_IN_FAILED = "person.sign_in_failed"
    ISSUED = "token.issued"
    REVOKED = "token.revoked"
    ORGANISATION_ADDED = "organisation.added"
    ORGANISATION_CHANGED = "organisation.changed"
    TEAM_ADDED = "team.added"
    TEAM_JOINED = "person.team_joined"
    DUTY_GIVEN = "person.duty_given"
    DUTY_ENDED = "person.duty_ended"
    DELEGATED = "person.delegated"
    DELEGATION_ENDED = "person.delegation_ended"
    STAGE_SET = "person.stage_set"
    REVIEWS_SWITCHED = "team.reviews_switched"
    TEAM_LEFT = "person.team_left"
