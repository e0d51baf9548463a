"""Restricted incidents, and what is not said outside of them."""

import pytest

from incidents.response.actions.roles import give_role
from incidents.response.models import Incident
from supportdesk.accounts.models import Role
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
WHY = {"reason": "Somebody may have read the mailboxes."}


def knows(person, incident):
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


@pytest.fixture
def walled(declared, browse, ian, ann):
    """Ian has put a wall around it, and let Ann look over it."""
    given = {"kind": "security", "people": [ann.pk]} | WHY
    assert browse(ian).post(f"/incidents/{declared.pk}/restriction", given).status_code == 302
    declared.refresh_from_db()
    return declared


def test_only_the_list_the_responders_and_the_officer_know_of_it(
    walled, browse, by, ian, ann, sam, tess, joe, max, heard
):
    """SEC-13: named, by part, or by role and kind; for the others there is no such incident."""
    assert [knows(one, walled) for one in (ian, ann, max)] == [True] * 3
    assert [knows(one, walled) for one in (sam, tess, joe)] == [False] * 3
    assert browse(sam).get(f"/incidents/{walled.pk}").status_code == 404
    assert browse(ann).get(f"/incidents/{walled.pk}").status_code == 200
    give_role(walled, by=by(ian), role="scribe", to=sam)
    assert knows(sam, walled)
    assert "incident.restricted" in heard(walled)


def test_whoever_answers_for_it_lets_others_in_and_out(walled, browse, ian, ann, tess, said):
    """SEC-13: the commander, the manager or the officer; who is only named lets nobody in."""
    people = f"/incidents/{walled.pk}/restriction/people"
    assert browse(ann).post(people, {"person": tess.pk}).status_code == 403
    assert browse(ian).post(people, {"person": tess.pk}).status_code == 302
    assert knows(tess, walled)
    assert browse(ian).post(f"{people}/{tess.pk}").status_code == 302
    assert not knows(tess, walled)


def test_nothing_is_said_outside_until_the_officer_lets_it(walled, browse, ian, max, joined, said):
    """ESC-10: not even by its commander; the manager may release only where no officer is."""
    update = {"headline": "Mail is slow", "body": "We look into it."}
    page = f"/incidents/{walled.pk}/updates"
    assert "frozen until a security officer releases" in said(browse(ian).get(page))
    assert browse(ian).post(page, update).status_code in (409, 422)
    release = f"/incidents/{walled.pk}/restriction/release"
    officer = PersonFactory(name="Sofia", roles=[Role.SO])
    assert browse(max).post(release, WHY).status_code == 403
    assert browse(ian).post(release, WHY).status_code == 403
    assert browse(officer).post(release, {"reason": "The words are agreed."}).status_code == 302
    assert browse(ian).post(page, update).status_code == 302
    assert walled.updates.get().state == "sent"
