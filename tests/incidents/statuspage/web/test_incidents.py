"""What the public page says of incidents, and what never."""

import pytest

from incidents.response.actions.update import write_update
from incidents.response.models import Incident
from incidents.statuspage.actions.notices import begin_notice, post
from incidents.statuspage.models import Notice
from supportdesk.errors import Refused

pytestmark = pytest.mark.django_db
PAGES = ("/status/", "/status/history", "/status/summary.json")


@pytest.fixture
def told(declared, by, ian, sign_in_part):
    """A notice about the incident that Ian commands."""
    notice = begin_notice("Printing fails", by=by(ian), components=[sign_in_part], incident=declared)
    post(notice, by=by(ian), stage="investigating", body="We look into it.")
    return notice


def test_a_notice_begins_from_the_incident_with_what_requesters_were_told(browse, declared, by, ian, sign_in_part):
    """INC-09: the post begins with the latest public update, and an incident's own words are not among it."""
    write_update(declared, by=by(ian), audience="external", headline="Printing", body="Use the second floor.")
    write_update(declared, by=by(ian), audience="internal", body="The vendor sleeps.")
    ians = browse(ian)
    assert f'value="{declared.pk}" selected' in ians.get(f"/status-board/?incident={declared.pk}").content.decode()
    given = {"title": "Printing fails", "components": [sign_in_part.pk], "incident": declared.pk}
    at = ians.post("/status-board/", given).headers["Location"]
    page = ians.get(at).content.decode()
    assert "Use the second floor." in page
    assert "The vendor sleeps." not in page
    assert Notice.objects.get().incident == declared


@pytest.mark.parametrize("change", [{"restricted": True}, {"drill": True}])
def test_nothing_restricted_and_no_drill_gets_there(declared, by, ian, sign_in_part, reads, change):
    """INC-09, SEC-13: refused in words, with nothing half done."""
    Incident.objects.filter(pk=declared.pk).update(**change)
    declared.refresh_from_db()
    with pytest.raises(Refused, match="nothing of it stands on the public page"):
        begin_notice("Printing fails", by=by(ian), components=[sign_in_part], incident=declared)
    assert not Notice.objects.exists()


def test_what_is_restricted_afterwards_is_gone_with_the_next_read(told, declared, reads, everybody):
    """SEC-13: from every page and copy, before anything was told of it."""
    for path in PAGES:
        assert ("We look into it." in reads(path)) is (path != "/status/history")
    Incident.objects.filter(pk=declared.pk).update(restricted=True)
    for path in PAGES:
        assert b"We look into it." not in everybody.get(path).content


def test_an_incidents_own_words_stand_on_no_page(told, declared, by, ian, joe, reads):
    """INC-09: neither its title nor its timeline nor what colleagues were told."""
    write_update(declared, by=by(joe), audience="internal", body="The vendor sleeps.")
    for path in PAGES:
        page = reads(path)
        for inside in ("Nothing prints anywhere", "The vendor sleeps.", declared.reference, "Spooler", "Ian"):
            assert inside not in page
