"""A problem along its line: each state with its instant, each need asked for, each right asked of."""

import pytest

from incidents.problems.actions.edit import edit, prioritise_fix
from incidents.problems.actions.merge import merge
from incidents.problems.actions.move import move
from incidents.problems.actions.open import open_problem
from supportdesk.errors import Conflict, NotAllowed, Refused, WrongState
from tests.incidents.problems.conftest import LATER, LINE


def test_the_whole_line_leaves_every_instant(problem, advance, happened):
    """PRB-06, PRB-08: the cycle stops at the deployment once it is verified."""
    advance(problem, "deploy")
    deployed = problem.fix_deployed_at
    assert problem.cycle is None
    advance.step(problem, "verify")
    assert problem.cycle == deployed - problem.candidate_at
    advance.step(problem, "close")
    assert problem.state == "closed"
    instants = [problem.instants()[state] for state in ("candidate", "accepted", "fix_deployed", "verified", "closed")]
    assert instants == sorted(instants)
    assert happened(problem).count("problem.moved") == len(LINE)


@pytest.mark.parametrize(
    ("after", "action", "lacking"),
    [
        (None, "accept", ["owner"]),
        ("investigate", "name_cause", ["root_cause", "cause_category", "chain"]),
        ("name_cause", "plan_fix", ["fix", "actions"]),
        ("deploy", "verify", ["result", "actions_done"]),
    ],
)
def test_what_it_lacks_is_refused_by_name_and_nothing_is_half_done(problem, advance, by, tess, after, action, lacking):
    if after:
        advance(problem, after)
    state, version = problem.state, problem.version
    with pytest.raises(Refused) as refusal:
        move(problem, by=by(tess), action=action)
    assert list(refusal.value.missing) == lacking
    problem.refresh_from_db()
    assert (problem.state, problem.version) == (state, version)


def test_deployed_and_not_verified_does_not_close(problem, advance, by, sam):
    """PRB-06."""
    advance(problem, "deploy")
    with pytest.raises(WrongState):
        move(problem, by=by(sam), action="close")


def test_a_fix_that_failed_goes_back_and_loses_its_instants(problem, advance, by, sam):
    advance(problem, "deploy")
    move(problem, by=by(sam), action="back", reason="It fails again on floor 2")
    assert (problem.state, problem.fix_deployed_at, problem.cause_known_at) == ("investigating", None, None)
    assert problem.accepted_at


def test_declining_needs_a_reason_and_a_day_and_can_be_taken_up_again(problem, by, sam, joe):
    with pytest.raises(Refused):
        move(problem, by=by(sam), action="decline", reason="Too rare")
    with pytest.raises(NotAllowed):
        move(problem, by=by(joe), action="decline", reason="Too rare", review_on=LATER)
    move(problem, by=by(sam), action="decline", reason="Too rare", review_on=LATER)
    assert (problem.state, problem.exit_reason, problem.exit_by, problem.review_on) == (
        "declined", "Too rare", sam, LATER,
    )  # fmt: skip
    move(problem, by=by(sam), action="reconsider", reason="Three more today")
    assert (problem.state, problem.declined_at) == ("candidate", None)


def test_accepting_the_risk_is_for_leads_and_managers(problem, by, sam, max):
    words = {"reason": "It ends in March", "review_on": LATER}
    with pytest.raises(NotAllowed):
        move(problem, by=by(sam), action="accept_risk", **words)
    assert move(problem, by=by(max), action="accept_risk", **words).state == "risk_accepted"


def test_merging_takes_evidence_along_and_a_problem_never_into_itself(problem, failing, by, sam, happened):
    other = open_problem("Spooler again", by=by(sam), tickets=[failing()])
    with pytest.raises(Refused, match="into itself"):
        merge(problem, by=by(sam), into=problem, reason="One fault")
    merge(other, by=by(sam), into=problem, reason="One fault")
    other.refresh_from_db()
    assert (other.state, other.merged_into) == ("merged", problem)
    assert problem.evidence.present().count() == 6
    assert happened(other)[-1] == "problem.merged"
    assert happened(problem)[-1] == "problem.took_in"


def test_who_changes_it_on_an_old_version_is_told(problem, by, sam, tess):
    seen = problem.version
    edit(problem, by=by(tess), seen=seen, statement="Since Monday")
    with pytest.raises(Conflict):
        edit(problem, by=by(sam), seen=seen, statement="Since Sunday")


def test_a_junior_adds_a_hypothesis_and_runs_nothing(problem, by, joe):
    edit(problem, by=by(joe), seen=problem.version, hypotheses="The certificate?")
    with pytest.raises(NotAllowed):
        edit(problem, by=by(joe), seen=problem.version, statement="Mine")


def test_the_priority_of_a_fix_is_engineerings(problem, by, sam, max, erin):
    """C 49: a manager proposes, engineering decides."""
    with pytest.raises(NotAllowed):
        prioritise_fix(problem, by=by(sam), seen=problem.version, priority=1)
    prioritise_fix(problem, by=by(max), seen=problem.version, priority=1)
    prioritise_fix(problem, by=by(erin), seen=problem.version, priority=3)
    with pytest.raises(NotAllowed):
        prioritise_fix(problem, by=by(max), seen=problem.version, priority=1)
    assert problem.fix_priority == 3
