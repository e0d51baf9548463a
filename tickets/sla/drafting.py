"""What kinds of terms there are. Each module says

checked(content, before, at)   the content in its one form; raises Refused with the field
changes(before, after)         {label: [was, now]}
published(draft, at)           the version that was made, and the policies that came into being
"""

from . import calendar_terms, policy_terms

TERMS = {"calendar": calendar_terms, "policy": policy_terms}
