import pytest

from tickets.desk.models import PlaybookRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(browse, page, ann, owned, playbook):
    browse(ann).post(page(owned, "playbooks", "new"), {"playbook": playbook().pk})
    return PlaybookRun.objects.get()


def test_a_second_analyst_sees_which_steps_are_done_and_by_whom(browse, said, page, run, owned, ann, sam):
    """T-16: of five steps two are done; who opens the ticket then sees which two, by whom and with what result."""
    mine, there = browse(ann), page(owned, "playbooks", str(run.pk), "steps")
    mine.post(there, {"step": 1, "seen": 0, "outcome": "done"})
    mine.post(there, {"step": 3, "seen": 1, "outcome": "failed", "words": "It does not start."})
    text = said(browse(sam).fetch(page(owned, "rooms")))
    assert "2 of 5" in text
    assert '<li value="1" class="step-done">' in text
    assert '<li value="3" class="step-failed">' in text
    assert "It does not start." in text
    assert text.count("<bdi>Ann</bdi>") == 2


def test_from_the_card_the_next_step_is_one_press_away(browse, said, page, run, owned, ann):
    answer = browse(ann).send(page(owned, "playbooks", str(run.pk), "steps"), {"step": 1, "seen": 0, "outcome": "done"})
    assert answer["HX-Retarget"] == f"#ticket-{owned.pk}-playbooks"
    assert "1 of 5" in said(answer)


def test_what_is_wrong_stands_at_its_step_with_the_words(browse, said, page, run, owned, ann):
    there = page(owned, "playbooks", str(run.pk), "steps")
    answer = browse(ann).post(there, {"step": 1, "seen": 0, "outcome": "failed", "words": ""})
    assert answer.status_code == 422
    assert "Say what you saw." in said(answer)


def test_a_tree_shows_its_answers_and_its_end(browse, said, page, owned, ann, playbook, tree):
    mine = browse(ann)
    mine.post(page(owned, "playbooks", "new"), {"playbook": playbook(kind="tree", steps=tree).pk})
    run = PlaybookRun.objects.get()
    there = page(owned, "playbooks", str(run.pk))
    assert 'name="answer" value="Yes"' in said(mine.get(there))
    mine.post(f"{there}/steps", {"step": 1, "seen": 0, "answer": "No"})
    mine.post(f"{there}/steps", {"step": 3, "seen": 1, "answer": "Yes"})
    assert "Exhausted: escalate" in said(mine.get(there))


def test_it_is_ended_with_words(browse, said, page, run, owned, ann):
    mine, there = browse(ann), page(owned, "playbooks", str(run.pk))
    assert mine.post(f"{there}/end", {"outcome": "escalate"}).status_code == 422
    mine.post(f"{there}/end", {"outcome": "escalate", "words": "All of it failed."})
    assert "All of it failed." in said(mine.get(there))


def test_an_untested_playbook_warns_where_it_runs(browse, said, page, run, owned, ann):
    assert "It has not been tested." in said(browse(ann).get(page(owned, "playbooks", str(run.pk))))


def test_the_card_costs_the_same_however_many_steps(browse, page, run, owned, ann, django_assert_num_queries):
    mine, there = browse(ann), page(owned, "playbooks")
    steps = page(owned, "playbooks", str(run.pk), "steps")
    mine.post(steps, {"step": 1, "seen": 0, "outcome": "done"})
    with django_assert_num_queries(7):
        mine.fetch(there)
    mine.post(steps, {"step": 2, "seen": 1, "outcome": "done"})
    with django_assert_num_queries(7):
        mine.fetch(there)


def test_an_auditor_reads_and_begins_nothing(browse, said, page, run, owned, ada, playbook):
    assert "Nothing prints" in said(browse(ada).get(page(owned, "playbooks")))
    other = playbook(name="Another")
    assert browse(ada).post(page(owned, "playbooks", "new"), {"playbook": other.pk}).status_code in (403, 404)


def test_a_requester_finds_no_playbook(browse, page, run, owned, rob):
    for rest in (("playbooks",), ("playbooks", "new"), ("playbooks", str(run.pk))):
        assert browse(rob).get(page(owned, *rest)).status_code == 404
