import pytest

from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.files import store, tasks
from tickets.desk.actions.detach import detach
from tickets.desk.models import Attachment


def test_it_is_gone_and_on_record(attached, ticket, by, rob, ann, news):
    one = attached(ticket, rob)
    news(ticket)
    detach(ticket, by=by(ann), attachment=one, reason="A password stands in it.")
    assert news(ticket) == ["ticket.detached"]
    tasks.discard()
    kept = Attachment.objects.get(pk=one.pk)
    assert (kept.state, kept.removed_by, kept.file.is_gone) == ("removed", ann, True)
    assert kept.file.sha256 == one.file.sha256
    assert not store.path_of(kept.file.key).exists()


def test_of_an_internal_one_only_the_desk_hears(with_note, owned, by, ann, news):
    news(owned)
    detach(owned, by=by(ann), attachment=with_note)
    assert news(owned) == ["ticket.detached_inside"]


def test_requesters_remove_what_they_sent(attached, with_reply, owned, by, rob, rita):
    own = attached(owned, rob)
    with pytest.raises(NotAllowed):
        detach(owned, by=by(rita), attachment=own)
    detach(owned, by=by(rob), attachment=own)
    with pytest.raises(NotAllowed):
        detach(owned, by=by(rob), attachment=with_reply)


def test_an_auditor_may_and_a_stranger_may_not(attached, ticket, by, rob, ada, sue, olga):
    one = attached(ticket, rob)
    for who in (sue, olga):
        with pytest.raises(NotAllowed):
            detach(ticket, by=by(who), attachment=one)
    detach(ticket, by=by(ada), attachment=one)


def test_not_twice_and_not_from_another_ticket(attached, ticket, opened, by, rob, ann):
    one = attached(ticket, rob)
    with pytest.raises(Refused, match="another ticket"):
        detach(opened(), by=by(ann), attachment=one)
    detach(ticket, by=by(ann), attachment=one)
    with pytest.raises(WrongState):
        detach(ticket, by=by(ann), attachment=one)
