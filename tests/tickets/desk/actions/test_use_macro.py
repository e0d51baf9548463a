import pytest

from kb.macros.fields import MOVES, REASONS
from kb.macros.render import FIELDS
from supportdesk import clock
from supportdesk.errors import Conflict, NotAllowed, Refused, WrongState
from tickets.desk import workflow
from tickets.desk.actions.assign import assign
from tickets.desk.actions.hold import hold
from tickets.desk.actions.say import say
from tickets.desk.actions.take_back import take_back
from tickets.desk.actions.use_macro import use_macro
from tickets.desk.models import Draft, MacroUse, Message
from tickets.desk.queries import merging
from tickets.desk.queries.macros import figures
from tickets.desk.states import WaitingReason

pytestmark = pytest.mark.django_db
WAIT = {"move": "wait_requester", "waiting_reason": "details", "wait_days": 3}


def test_the_words_of_both_sides_are_the_same(ticket, ann):
    """What macros call moves, reasons and fields is what tickets call them."""
    assert tuple(MOVES) == workflow.PLAIN
    assert dict(WaitingReason.choices) == REASONS
    assert set(merging.values(ticket, ann, clock.now())) == set(FIELDS)


def test_text_and_changes_go_together(macro, ticket, ann, by, printing, news):
    """KB-15: said and done in one transaction, each by its ordinary action."""
    one = macro(fields=WAIT | {"category": printing.pk, "take": True, "promise_hours": 4})
    news(ticket)
    use_macro(ticket, by=by(ann), macro=one.live, version=ticket.version)
    ticket.refresh_from_db()
    message = ticket.messages.latest("pk")
    assert message.body == f"Hello Rob, please try {ticket.reference} again."
    assert message.promised_at
    assert (ticket.status, ticket.owner, ticket.category) == ("pending_requester", ann, printing)
    told = [kind for kind in news(ticket) if kind.startswith("ticket.")]
    assert told == ["ticket.replied", "ticket.classified", "ticket.assigned", "ticket.moved", "ticket.macro_used"]


def test_a_missing_merge_field_is_named_and_nothing_happens(macro, ticket, ann, by, news):
    """KB-15: the ticket has no component yet."""
    one = macro(body="{{ticket.component}} is up again.", fields={"take": True})
    news(ticket)
    with pytest.raises(Refused, match="component") as refusal:
        use_macro(ticket, by=by(ann), macro=one.live)
    assert refusal.value.missing == ("ticket.component",)
    ticket.refresh_from_db()
    assert (ticket.owner, news(ticket), MacroUse.objects.count()) == (None, [], 0)


def test_a_change_that_cannot_be_made_refuses_the_text_too(macro, ticket, ann, by, engineering, rob):
    """KB-15: to a queue that is retired since nothing is sent, and so nothing is said."""
    one = macro(fields={"queue": engineering.pk})
    engineering.retired_at = clock.now()
    engineering.save()
    with pytest.raises(Refused, match="retired"):
        use_macro(ticket, by=by(ann), macro=one.live)
    assert list(Message.objects.filter(ticket=ticket).values_list("author", flat=True)) == [rob.pk]


def test_who_saw_an_older_version_is_told(macro, ticket, triaged, ann, by):
    with pytest.raises(Conflict):
        use_macro(triaged, by=by(ann), macro=macro().live, version=triaged.version - 1)


def test_tailored_words_count_and_braces_do_not_go_out(macro, ticket, ann, by):
    one = macro(body="Please try again.")
    used = use_macro(ticket, by=by(ann), macro=one.live, body="Please try once more.")
    assert used.edited == 43
    with pytest.raises(Refused, match=r"requester\.name"):
        use_macro(ticket, by=by(ann), macro=one.live, body="Dear {{requester.name}}")


def test_an_acknowledgement_leaves_the_first_response_running(macro, ticket, ann, by, clock_of):
    use_macro(ticket, by=by(ann), macro=macro(kind="ack").live)
    assert clock_of(ticket, "acknowledge").stopped_at
    assert clock_of(ticket, "first_response").stopped_at is None


def test_what_speaks_to_engineering_is_never_said_outside(macro, ticket, ann, by):
    one = macro(audience="engineering", body="{{ticket.reference}}: please look at the log.")
    with pytest.raises(Refused, match="internal note"):
        use_macro(ticket, by=by(ann), macro=one.live)
    assert use_macro(ticket, by=by(ann), macro=one.live, internal=True).note.author == ann


def test_a_macro_of_another_team_is_not_theirs(macro, ticket, ann, by, engineering_team):
    with pytest.raises(Refused, match="not offered"):
        use_macro(ticket, by=by(ann), macro=macro(team=engineering_team.pk).live)


def test_who_may_not_reply_may_not_by_a_macro(macro, ticket, olga, by):
    with pytest.raises(NotAllowed):
        use_macro(ticket, by=by(olga), macro=macro().live)


def test_held_it_is_said_as_a_whole(macro, ticket, ann, by):
    held = hold(ticket, by=by(ann), body="Please try again.", macro=macro(fields=WAIT).live)
    ticket.refresh_from_db()
    assert ticket.status == "new"
    assert say(held, by=by(ann), early=True)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.macro_uses.get().message) == ("pending_requester", held.message)


def test_taken_back_it_stands_in_the_composer_with_its_changes(macro, ticket, ann, by):
    one = macro(fields=WAIT)
    take_back(hold(ticket, by=by(ann), body="Please try again.", macro=one.live), by=by(ann))
    assert Draft.objects.get(author=ann).macro == one.live


def test_what_can_no_longer_be_done_comes_back_whole(macro, owned, ann, by, engineering):
    held = hold(owned, by=by(ann), body="It goes on.", macro=macro(fields={"queue": engineering.pk}).live)
    engineering.retired_at = clock.now()
    engineering.save()
    assert not say(held, by=by(ann), early=True)
    owned.refresh_from_db()
    assert owned.queue.key == "service-desk"
    assert "retired" in held.comment
    assert not owned.messages.filter(author=ann).exists()


def test_what_would_be_refused_is_refused_before_the_hold(macro, owned, ann, by, engineering):
    one = macro(fields={"queue": engineering.pk})
    engineering.retired_at = clock.now()
    engineering.save()
    with pytest.raises(Refused, match="retired"):
        hold(owned, by=by(ann), body="It goes on.", macro=one.live)


def test_the_rehearsal_leaves_no_trace(macro, owned, ann, sam, by, news):
    assign(owned, by=by(sam), seen=owned.version, to=sam)
    news(owned)
    hold(owned, by=by(ann), body="Mine.", macro=macro(fields={"take": True, **WAIT}).live)
    owned.refresh_from_db()
    assert (owned.owner, news(owned)) == (sam, [])


def test_an_older_version_is_not_sent(macro, worded, tess, ticket, ann, by):
    from kb.macros.actions.propose import propose
    from kb.macros.actions.publish import publish

    one = macro()
    old = one.live
    publish(propose(one, by=by(tess), content=worded(body="New."), reason="Tone."), by=by(tess))
    with pytest.raises(WrongState, match="newer version"):
        hold(ticket, by=by(ann), body="Old.", macro=old)


def test_figures_say_how_often_how_tailored_and_what_became_of_it(macro, owned, ann, by, resolution, rob):
    """KB-15: use and outcome."""
    from tickets.desk.actions.reopen import reopen
    from tickets.desk.actions.resolve import resolve

    one = macro(body="Please try again.")
    use_macro(owned, by=by(ann), macro=one.live)
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    reopen(owned, by=by(rob), reason="not_fixed", body="Still dead.")
    found = figures(one)
    assert (found.uses, found.tickets, found.people, found.edited, found.reopened) == (1, 1, 1, 0, 1)
