"""Who may do what about problems and known errors. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix

from .states import Birth

RULES = matrix("""
                         JA AN SA TL SM ER IC RQ AU OA
    open_problem         A  A  A  A  A  A  A  D  D  D     # C 47
    contribute           A  A  A  A  A  A  A  D  D  D     # C 47
    run_problem          D  D  A  A  A  A  L  D  R  D     # C 48
    prioritise_fix       D  D  D  D  L  A  D  D  D  D     # C 49
    record_known_error   L  L  A  A  A  A  A  D  D  D     # C 50
    verify_fix           L  A  A  A  A  A  -  L  D  D     # C 51
    approve_known_error  D  D  A  A  A  A  A  D  D  D
    accept_risk          D  D  D  A  A  D  D  D  D  D
    triage_trend         D  D  A  A  A  D  D  D  R  D
    answer_workaround    L  L  L  L  L  L  L  D  D  D
""")


def of_the_incident(by, problem) -> bool:
    """A commander runs what an incident has brought to light."""
    return problem.birth == Birth.INCIDENT


def proposes_only(by, problem) -> bool:
    """A manager's word stands until engineering has said its own."""
    return problem.fix_priority is None


def records_without_approving(by, known_error) -> bool:
    return known_error.published_at is None


def documented_steps(by, problem) -> bool:
    """A junior checks by a measure that stands on the problem."""
    return bool(problem.measure.strip())


def own_request(by, problem) -> bool:
    return problem.evidence.present().filter(ticket__requester=by.person).exists()


def owns_the_ticket(by, offer) -> bool:
    return offer.ticket.owner_id == by.person.pk


LIMITS = {
    "run_problem": {"IC": of_the_incident},
    "prioritise_fix": {"SM": proposes_only},
    "record_known_error": dict.fromkeys(("JA", "AN"), records_without_approving),
    "verify_fix": {"JA": documented_steps, "RQ": own_request},
    "answer_workaround": owns_the_ticket,
}


def require(by, action, thing) -> None:
    decide(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return allows(RULES, LIMITS, by, action, thing)
