from supportdesk.accounts.models.delegation import Delegation
from supportdesk.accounts.models.duty import Duty
from supportdesk.accounts.models.organisation import Organisation, Region
from supportdesk.accounts.models.person import Person, Scope
from supportdesk.accounts.models.role import LEVELS, LIGHT_SEATS, REVIEWED, RampStage, Role
from supportdesk.accounts.models.team import Membership, Team
from supportdesk.accounts.models.token import SCOPES, Token

__all__ = [
    "LEVELS",
    "LIGHT_SEATS",
    "REVIEWED",
    "SCOPES",
    "Delegation",
    "Duty",
    "Membership",
    "Organisation",
    "Person",
    "RampStage",
    "Region",
    "Role",
    "Scope",
    "Team",
    "Token",
]
