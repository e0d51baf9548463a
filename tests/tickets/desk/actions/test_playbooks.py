import pytest

from kb.playbooks.actions.retire import retire
from supportdesk.errors import Conflict, Guarded, NotAllowed, Refused, WrongState
from tickets.desk.actions.playbooks import begin_playbook, end_playbook, take_step
from tickets.desk.models import PlaybookRun

pytestmark = pytest.mark.django_db
KEY = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"


@pytest.fixture
def run(playbook, owned, ann, by):
    return begin_playbook(owned, by=by(ann), playbook=playbook())


@pytest.fixture
def branching(playbook, owned, ann, by, tree):
    return begin_playbook(owned, by=by(ann), playbook=playbook(kind="tree", steps=tree))


def test_a_run_keeps_its_version_and_is_told(playbook, owned, ann, by, news):
    news(owned)
    run = begin_playbook(owned, by=by(ann), playbook=playbook())
    assert (run.version.number, run.begun_by, run.place.open) == (1, ann, (1, 2, 3, 4, 5))
    assert news(owned) == ["ticket.playbook_begun"]


def test_each_step_says_what_came_of_it_by_whom(run, ann, sam, by, news):
    take_step(run, by=by(ann), seen=0, step=1, outcome="done")
    take_step(run, by=by(sam), seen=1, step=3, outcome="failed", words="The service does not start.")
    first, second = run.results.all()
    assert (first.by, first.step, first.outcome) == (ann, 1, "done")
    assert (second.by, second.words) == (sam, "The service does not start.")
    assert run.place.open == (2, 4, 5)
    assert news(run.ticket)[-2:] == ["ticket.playbook_step"] * 2


def test_two_do_not_do_one_step_without_knowing(run, ann, sam, by):
    take_step(run, by=by(ann), seen=0, step=1, outcome="done")
    with pytest.raises(Conflict):
        take_step(run, by=by(sam), seen=0, step=1, outcome="done")


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_what_did_not_go_well_needs_words(run, ann, by, outcome):
    with pytest.raises(Refused) as refusal:
        take_step(run, by=by(ann), seen=0, step=1, outcome=outcome)
    assert refusal.value.field == "words"


def test_done_again_the_last_result_counts(run, ann, by):
    take_step(run, by=by(ann), seen=0, step=1, outcome="failed", words="Loose.")
    take_step(run, by=by(ann), seen=1, step=1, outcome="done")
    assert run.results.count() == 2
    assert list(run.results.all())[run.place.done[1]].outcome == "done"


def test_solved_means_every_step_has_a_result(run, ann, by):
    with pytest.raises(Refused, match="1, 2, 3, 4, 5"):
        end_playbook(run, by=by(ann), outcome="solved")
    for step in range(1, 6):
        take_step(run, by=by(ann), seen=step - 1, step=step, outcome="done")
    assert end_playbook(run, by=by(ann), outcome="solved").ended_by == ann


def test_exhausted_says_why_and_where(run, ann, by, latest):
    take_step(run, by=by(ann), seen=0, step=2, outcome="done")
    with pytest.raises(Refused):
        end_playbook(run, by=by(ann), outcome="escalate")
    end_playbook(run, by=by(ann), outcome="escalate", words="The firmware is broken.")
    told = latest(run.ticket)
    assert (told.kind, told.data["outcome"], told.data["last_step"]) == ("ticket.playbook_ended", "escalate", 2)
    with pytest.raises(WrongState):
        take_step(run, by=by(ann), seen=1, step=3, outcome="done")


def test_a_tree_asks_one_thing_at_a_time_and_ends_by_itself(branching, ann, by, news):
    news(branching.ticket)
    with pytest.raises(WrongState, match="next step is number 1"):
        take_step(branching, by=by(ann), seen=0, step=2, answer="Prints")
    with pytest.raises(Refused, match="Yes, No"):
        take_step(branching, by=by(ann), seen=0, step=1, outcome="done")
    take_step(branching, by=by(ann), seen=0, step=1, answer="No")
    take_step(branching, by=by(ann), seen=1, step=3, answer="Yes")
    assert (branching.outcome, branching.ended_by) == ("escalate", ann)
    assert news(branching.ticket) == ["ticket.playbook_step", "ticket.playbook_step", "ticket.playbook_ended"]


def test_one_run_of_a_playbook_at_a_time(run, playbook, ann, by):
    with pytest.raises(WrongState, match="under way"):
        begin_playbook(run.ticket, by=by(ann), playbook=run.version.playbook)
    end_playbook(run, by=by(ann), outcome="stopped", words="The wrong one.")
    assert begin_playbook(run.ticket, by=by(ann), playbook=run.version.playbook).pk != run.pk


def test_retired_it_goes_on_where_it_is_under_way(run, sam, tess, ann, by, opened):
    retire(run.version.playbook, by=by(tess), reason="A better one.")
    take_step(run, by=by(ann), seen=0, step=1, outcome="done")
    with pytest.raises(Refused, match="not offered"):
        begin_playbook(opened(), by=by(ann), playbook=run.version.playbook)


def test_who_does_not_work_on_tickets_does_no_steps(run, olga, ada, by):
    for who in (olga, ada):
        with pytest.raises(NotAllowed):
            take_step(run, by=by(who), seen=0, step=1, outcome="done")


def test_a_ticket_that_is_over_begins_none(resolved, playbook, ann, by):
    with pytest.raises(WrongState):
        begin_playbook(resolved, by=by(ann), playbook=playbook())
    assert not PlaybookRun.objects.exists()


def test_a_secret_does_not_stand_in_a_result(run, ann, by):
    """SEC-02 holds here too: what was seen is written, not how to sign in."""
    with pytest.raises(Guarded) as refusal:
        take_step(run, by=by(ann), seen=0, step=1, outcome="done", words=KEY)
    assert refusal.value.field == "words"
    assert not run.results.exists()
