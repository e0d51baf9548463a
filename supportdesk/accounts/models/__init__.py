from supportdesk.accounts.models.organisation import Organisation, Region
from supportdesk.accounts.models.person import Person, Scope
from supportdesk.accounts.models.role import LIGHT_SEATS, Role
from supportdesk.accounts.models.team import Membership, Team
from supportdesk.accounts.models.token import SCOPES, Token

__all__ = [
    "LIGHT_SEATS",
    "SCOPES",
    "Membership",
    "Organisation",
    "Person",
    "Region",
    "Role",
    "Scope",
    "Team",
    "Token",
]
