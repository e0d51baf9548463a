"""What an incident leaves behind: an article, files in its timeline, words that wait for its commander."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.response.actions.enter import enter
from incidents.response.actions.roles import accept_role, give_role
from incidents.response.actions.update import write_update
from incidents.response.actions.workarounds import approve_workaround, propose_workaround
from incidents.response.models import EntryFile
from kb.articles.models import Article
from supportdesk.approvals.models import Approval
from supportdesk.approvals.queries import waiting_for
from supportdesk.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_an_article_from_an_incident_has_what_helped_and_nobody_s_name(
    declared, joined, browse, by, ian, ann, joe, rob, said, heard
):
    """KB-08: begun from the incident's page, without addresses and the names of requesters; each leads to the other."""
    joined(declared)
    enter(declared, by=by(joe), kind="observation", text=f"{rob.name} (rob@acme.example) sees a red light.")
    way = propose_workaround(declared, by=by(joe), text=f"{rob.name} prints on floor 2.")
    approve_workaround(way, by=by(ian))
    made = browse(ann).post(f"/incidents/{declared.pk}/article", {"kind": "known_issue"})
    article = Article.objects.get()
    assert made["Location"].endswith(f"/articles/{article.pk}/edit")
    words = str(article.working.sections)
    assert "prints on floor 2" in words
    assert "red light" in words
    assert rob.name not in words
    assert "rob@acme.example" not in words
    assert declared.reference in said(browse(ann).get(f"/articles/{article.pk}/versions"))
    assert article.reference in said(browse(ann).get(f"/incidents/{declared.pk}/runbooks"))
    assert heard(declared)[-1] == "incident.article_drafted"


def test_a_file_stands_in_the_timeline_and_only_the_desk_opens_it(declared, browse, ann, joe, rob, said, settings):
    """INC-05: attached with its entry, opened through a link of one's own; for a requester there is none."""
    picture = SimpleUploadedFile("panel.log", b"10:02 E42 no paper\n", "text/plain")
    given = {"kind": "evidence", "text": "The panel.", "audience": "internal", "files": picture}
    assert browse(ann).post(f"/incidents/{declared.pk}/entries", given).status_code == 302
    one = EntryFile.objects.get()
    path = f"/incidents/{declared.pk}/files/{one.pk}"
    assert "panel.log" in said(browse(joe).get(f"/incidents/{declared.pk}"))
    joes = browse(joe)
    opened = joes.get(joes.get(path)["Location"])
    assert b"".join(opened.streaming_content).startswith(b"10:02 E42")
    assert browse(rob).get(path).status_code == 404


def test_the_timeline_is_read_from_either_end(declared, browse, by, ann, joe, said):
    """INC-05: the newest first, or the oldest where somebody has chosen that."""
    enter(declared, by=by(joe), kind="observation", text="Smoke on floor 1.")
    enter(declared, by=by(joe), kind="observation", text="The fire is out.")
    browser = browse(ann)
    page = said(browser.get(f"/incidents/{declared.pk}"))
    assert page.index("The fire is out.") < page.index("Smoke on floor 1.")
    browser.post("/preferences", {"timeline": "oldest"})
    page = said(browser.get(f"/incidents/{declared.pk}"))
    assert page.index("Smoke on floor 1.") < page.index("The fire is out.")


def test_words_outside_wait_for_whoever_commands_now(suspected, step, by, sam, tess, ian, ann, joe):
    """INC-06: approvals move with the command: asked of Sam who has it, then of Tess who takes it over."""
    incident = suspected(severity=3)
    step(incident, "acknowledge", who=sam)
    update = write_update(incident, by=by(joe), audience="external", headline="Slow", body="We look into it.")
    asked = Approval.objects.get(subject="incident_update", subject_id=update.pk)
    assert (asked.answers, asked.roles) == (sam, ["SM"])
    assert asked in waiting_for(sam)
    assert asked not in waiting_for(ian)
    span = give_role(incident, by=by(sam), role="commander", to=tess)
    assert asked in waiting_for(sam)
    accept_role(span, by=by(tess))
    asked.refresh_from_db()
    assert asked in waiting_for(tess)
    assert asked not in waiting_for(sam)
    own = write_update(incident, by=by(tess), audience="external", headline="Slow", body="Better soon? No promise.")
    assert own.state == "sent"


def test_nobody_approves_the_own_workaround_but_the_commander(declared, by, sam, tess, ian):
    """INC-12: somebody else's word, unless one commands."""
    way = propose_workaround(declared, by=by(sam), text="Print on floor 2.")
    with pytest.raises(NotAllowed, match="Somebody else"):
        approve_workaround(way, by=by(sam))
    approve_workaround(way, by=by(tess))
    own = propose_workaround(declared, by=by(ian), text="Use the plotter.")
    assert approve_workaround(own, by=by(ian)).approved_by == ian
