"""Who may do what: a table of actions and roles, read from text, and the one function that decides by it.

A allow · L allow while the limit holds · Q:TL ask a team lead (Q:TL/SA either, Q:SM+SO both)
R only read · D deny · - never arises
"""

from dataclasses import dataclass

import structlog

from supportdesk.errors import NeedsApproval, NotAllowed

CODES = frozenset("ALQRD-")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Cell:
    code: str
    roles: tuple[str, ...] = ()


DENIED = Cell("D")


def cell(text):
    code, _, roles = text.partition(":")
    if code not in CODES or (code == "Q") != bool(roles):
        raise ValueError(f"{text!r} is no cell of a permission matrix")
    return Cell(code, tuple(roles.split("/")) if roles else ())


def matrix(text):
    """action -> role -> Cell. The first line names the roles; what follows a # is for the reader."""
    lines = [words for line in text.splitlines() if (words := line.partition("#")[0].split())]
    roles, *rows = lines
    for action, *cells in rows:
        if len(cells) != len(roles):
            raise ValueError(f"{action} has {len(cells)} cells for {len(roles)} roles")
    return {action: dict(zip(roles, map(cell, cells), strict=True)) for action, *cells in rows}


def limit_of(limits, action, role):
    """One limit for the whole row, or one for each role."""
    limit = limits[action]
    return limit if callable(limit) else limit[role]


def unattended(by):
    """The clock and an import carry out what was decided before; the ways in for people never say these words."""
    return by.via == "import" or (by.via == "clock" and by.person.is_system)


def verdict(rules, limits, by, action, thing):
    """None, or the refusal to raise. Several roles: the most generous cell counts."""
    row = rules[action]
    if by.via == "ai":
        return NotAllowed(action, limit="a machine may never do this unattended")
    if unattended(by):
        return None
    if not by.person.is_active:
        return NotAllowed(action, limit="this account is closed")
    cells = [(role, row.get(role, DENIED)) for role in by.person.roles]
    if any(cell.code == "A" for _, cell in cells):
        return None
    bounds = [limit_of(limits, action, role) for role, cell in cells if limited(limits, action, role, cell)]
    if any(limit(by, thing) for limit in bounds):
        return None
    for _, cell in cells:
        if cell.code == "Q":
            return NeedsApproval(action, " or ".join(cell.roles), steps_of(cell))
    return NotAllowed(action, limit=in_words(bounds))


def limited(limits, action, role, cell):
    """A cell that asks may have a limit too: while it holds, nothing needs to be asked."""
    eased = cell.code == "Q" and isinstance(limits.get(action), dict) and role in limits[action]
    return cell.code == "L" or eased


def steps_of(cell):
    """Q:TL/SA is one step that either takes; Q:SM+SO are two, one after the other."""
    return tuple(tuple(step.split("/")) for step in "/".join(cell.roles).split("+"))


def in_words(limits):
    names = sorted({limit.__name__.replace("_", " ") for limit in limits})
    return f"only: {' or '.join(names)}" if names else ""


def allows(rules, limits, by, action, thing):
    """For buttons and lists: the same cell, nothing raised, nothing logged."""
    return verdict(rules, limits, by, action, thing) is None


def decide(rules, limits, by, action, thing):
    refusal = verdict(rules, limits, by, action, thing)
    if refusal:
        refuse(refusal, by, action, thing)


def refuse(refusal, by, action, thing):
    log.warning(
        "refused",
        action=action,
        code=refusal.code,
        reason=refusal.message,
        person=by.person.pk,
        via=by.via,
        subject=type(thing).__name__.lower(),
        subject_id=getattr(thing, "pk", None),
    )
    raise refusal
