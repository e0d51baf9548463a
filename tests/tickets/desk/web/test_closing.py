import pytest

pytestmark = pytest.mark.django_db


def test_all_five_parts_are_there_or_left_out_with_a_reason(browse, said, page, ann, rob, owned, resolution):
    """COM-07: on the page, and as the requester then reads it."""
    given = resolution | {"seen": owned.version, "prevention": ""}
    mine = browse(ann)
    refused = mine.post(page(owned, "resolution"), given)
    assert refused.status_code == 422
    assert 'name="leave_out" value="prevention"' in said(refused)
    silent = mine.post(page(owned, "resolution"), given | {"leave_out": ["prevention"]})
    assert "Say why it is left out." in said(silent)
    owned.refresh_from_db()
    assert owned.status != "resolved"
    mine.post(page(owned, "resolution"), given | {"leave_out": ["prevention"], "leave_out_reason": "A lightning."})
    assert "A lightning." in said(mine.get(page(owned)))
    theirs = said(browse(rob).get(page(owned)))
    for part in ("What was wrong", "What we did", "What to do now", "If it comes back"):
        assert part in theirs
    assert "How to prevent it" not in theirs
    assert "A lightning." not in theirs
