import pytest

from supportdesk.errors import WrongState
from supportdesk.files import limits
from supportdesk.files.models import StoredFile
from tickets.desk.actions.view_once import view_once


def test_the_first_look_is_the_last(attached, ticket, by, rob, ann, news):
    one = attached(ticket, rob, once=True)
    news(ticket)
    view_once(one, by=by(ann))
    assert news(ticket) == ["ticket.file_viewed"]
    one.refresh_from_db()
    assert (one.state, one.viewed_by) == ("viewed", ann)
    assert StoredFile.objects.get(pk=one.file_id).discard_at == one.viewed_at + limits.LINK
    with pytest.raises(WrongState, match="opened once"):
        view_once(one, by=by(ann))
    assert news(ticket) == []


def test_of_an_internal_one_only_the_desk_hears(attached, owned, by, ann, sam, news):
    one = attached(owned, ann, once=True, internal=True)
    news(owned)
    view_once(one, by=by(sam))
    assert news(owned) == ["ticket.file_viewed_inside"]
