"""Who may send files at all. Who may read one is for its holder to say; docs/decisions.md has the reasons."""

from supportdesk.accounts.matrix import decide, matrix

RULES = matrix("""
              JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    upload    A      A      A      A      A      A      A      A      D      A
""")


def require(by, action, thing=None):
    decide(RULES, {}, by, action, thing)
