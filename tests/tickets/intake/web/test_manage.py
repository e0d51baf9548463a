import pytest

from tickets.intake.models import Form, FormProposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(incident):
    """`laid(name=…)`: the editor as somebody has filled it in: three questions, the last after an answer."""

    def sent(**said):
        rows = [
            ("10", "Subject", "", "text", "title", ""),
            ("30", "Who?", "who", "text", "", ""),
            ("20", "What happened?", "happened", "long", "body", ""),
            ("25", "How many?", "many", "choice", "", "one | Me\nall | Everybody"),
        ]
        columns = {
            f"q-{name}": [row[at] for row in rows]
            for at, name in enumerate(("order", "label", "key", "kind", "lands", "choices"))
        }
        same = {f"q-{name}": [""] * 4 for name in ("help", "keep_days", "is", "when")}
        same |= {"q-when": ["", "many", "", ""], "q-is": ["", "one", "", ""]}
        same |= {"q-purpose": ["To help."] * 4, "q-personal": ["none"] * 4, "q-required": ["1", "3"]}
        about = {"name": "Ask us", "type": incident.pk, "reason": "Asked for every week.", "with_files": "on"}
        return columns | same | about | said

    return sent


def test_a_junior_writes_a_form_and_a_lead_lets_it_hold(browse, said, joe, tess, rob, laid):
    """C 62: rows in their order, a condition, choices; it holds once somebody who may says so."""
    junior = browse(joe)
    there = junior.post("/intake-forms/new", laid()).url
    proposal = FormProposal.objects.get()
    assert there == f"/intake-forms/proposals/{proposal.pk}"
    asked = proposal.content["questions"]
    assert [(one["key"], one["required"]) for one in asked] == [
        ("subject", True),
        ("happened", True),
        ("many", False),
        ("who", False),
    ]
    assert asked[3]["when"] == {"question": "many", "is": ["one"]}
    assert asked[2]["choices"] == [{"value": "one", "label": "Me"}, {"value": "all", "label": "Everybody"}]
    assert "Asked of: team lead" in said(junior.get(there))
    assert browse(rob).get("/forms/ask-us").status_code == 404
    lead = browse(tess)
    assert "Approve and publish" in said(lead.get(there))
    lead.post(f"{there}/publication")
    assert "How many?" in said(browse(rob).get("/forms/ask-us"))
    page = said(lead.get(f"/intake-forms/{Form.objects.get().pk}"))
    assert "approved by <bdi>Tess</bdi>" in page


def test_the_next_version_begins_with_the_one_that_holds(browse, said, intake_form, tess):
    form, lead = intake_form(), browse(tess)
    begun = said(lead.get(f"/intake-forms/{form.pk}/change"))
    assert 'value="To find the cause."' in begun
    assert "login | Signing in" in begun
    lead.post(f"/intake-forms/{form.pk}/retirement", {"reason": "Over."})
    assert "Retired by" in said(lead.get(f"/intake-forms/{form.pk}"))


def test_more_rows_and_what_is_wrong_keep_what_was_typed(browse, said, tess, laid):
    lead = browse(tess)
    assert "To help." in said(lead.post("/intake-forms/new", laid(more="1")))
    wrong = lead.post("/intake-forms/new", laid(**{"q-is": ["", "nobody", "", ""]}))
    assert wrong.status_code == 422
    assert "Question “Who?”: a condition names answers that one can choose." in said(wrong)
    assert not FormProposal.objects.exists()
