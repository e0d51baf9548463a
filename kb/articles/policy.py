"""Who may write, publish and retire articles. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.approvals.standing import in_whose_place
from supportdesk.errors import NotAllowed

from .shapes import Audience

RULES = matrix("""
                       JA        AN        SA        TL      SM      ER      IC      RQ  AU  OA
    draft_article      A         A         A         A       A       A       A       D   D   A     # C 56
    publish_internal   Q:SA/TL   A         A         A       A       Q:SA    -       D   D   A     # C 57
    publish_public     Q:TL/SA   Q:TL/AN   L         A       A       D       -       D   D   L     # C 58
    publish_sensitive  D         Q:SM+SO   Q:ER+SO   Q:SO    Q:SO    Q:SO    Q:SO    D   R   D     # C 59
    retire_article     Q:SA      L         A         A       A       D       -       D   D   A     # C 60
    publish_urgently   D         D         A         D       A       D       D       D   D   D
    publish_minor      D         L         L         L       L       D       D       D   D   L
    file_article       L         A         A         A       A       L       D       D   D   A
    confirm_article    L         A         A         A       A       L       D       D   D   A
    flag_article       A         A         A         A       A       A       A       D   D   A
    settle_flag        L         A         A         A       A       L       D       D   D   A
    keep_synonyms      D         D         A         A       A       D       D       D   D   A
    keep_note          L         L         L         L       L       L       L       D   L   L
""")
RULES |= matrix("""
                       JA        AN        SA        TL      SM      ER      IC      RQ  AU  OA  SO
    review_article     D         L         L         L       L       L       L       D   D   D   L
""")


def right(revision):
    """Which row of the matrix speaks about publishing this."""
    if revision.topic:
        return "publish_sensitive"
    return "publish_internal" if revision.audience == Audience.INTERNAL else "publish_public"


def no_sensitive_topic(by, article):
    return not article.working.topic


def own_article(by, article):
    return article.owner_id == by.person.pk


def own_task(by, flag):
    return flag.owner_id == by.person.pk


def own_note(by, note):
    return note.owner_id == by.person.pk


def minor_fix(by, article):
    return not article.working.topic and article.working.minor


def of_a_colleague(by, review):
    """Asked of the own role or that of somebody one stands in for, and about what one has not written oneself."""
    person = by.person
    if person.is_machine or person.pk in (review.asked_by_id, *review.granted_by, *review.authors):
        return False
    return in_whose_place(person, review) is not None


LIMITS = {
    "publish_public": no_sensitive_topic,
    "publish_minor": minor_fix,
    "retire_article": own_article,
    "file_article": own_article,
    "confirm_article": own_article,
    "settle_flag": own_task,
    "keep_note": own_note,
    "review_article": of_a_colleague,
}


def require(by, action, thing, **arguments):
    """Raise NotAllowed or NeedsApproval. To retire what one may not retire alone is asked for (ROLE-03)."""
    if action == "retire_article":
        gate.require(RULES, LIMITS, by, action, thing, arguments)
    else:
        decide(RULES, LIMITS, by, action, thing)
    if not within_reach(by, thing, action):
        raise NotAllowed(action, limit="only: own organisation")


def within_reach(by, thing, action=""):
    """Staff of one organisation write for that organisation; the provider's own, for all. What words mean in the search
    is everybody's."""
    if action == "keep_synonyms":
        return by.person.organisation_id is None
    about = getattr(thing, "article", thing)
    return by.person.organisation_id in (None, getattr(about, "organisation_id", by.person.organisation_id))


def need(by, action, thing):
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    return within_reach(by, thing, action) and allows(RULES, LIMITS, by, action, thing)


def those_who_may(action):
    """The roles that do this without asking anybody."""
    return [role for role, cell in RULES[action].items() if cell.code == "A"]
