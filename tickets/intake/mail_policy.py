"""Who looks after mail and chats that come in. No row of C names it: decided in docs/decisions.md."""

from supportdesk.accounts.matrix import allows, decide, matrix
from supportdesk.errors import NotAllowed

RULES = matrix("""
                    JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    read_mail       A      A      A      A      A      D      D      D      R      A
    handle_mail     D      A      A      A      A      D      D      D      D      A
    keep_mailbox    D      D      D      D      A      D      D      D      D      A
    keep_chat       D      D      D      D      A      D      D      D      D      A
""")
READS = frozenset("AR")
OF_THE_HOUSE = ("keep_mailbox", "keep_chat")


def of_the_house(by, action):
    """Addresses are the whole desk's: staff of one organisation look after its mail and keep no address."""
    return action not in OF_THE_HOUSE or by.person.serves_everybody


def require(by, action, thing):
    if not of_the_house(by, action):
        raise NotAllowed(action, limit="only: the provider's own")
    decide(RULES, {}, by, action, thing)


def can(by, action, thing):
    return of_the_house(by, action) and allows(RULES, {}, by, action, thing)


def may_read(person):
    """The page of mails that came in, with what is held."""
    row = RULES["read_mail"]
    return person.is_active and any(row[role].code in READS for role in person.roles if role in row)
