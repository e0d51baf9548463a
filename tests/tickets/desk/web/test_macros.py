import pytest

from tickets.desk.models import Draft, MacroUse, Outgoing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hold(settings):
    settings.REPLY_HOLD = 20


PICKER = {"X-Picker": "1"}


def test_only_the_set_of_the_audience_is_offered(browse, said, page, ann, owned, macro):
    """COM-05: given the audience executive, only its templates show."""
    macro(name="For Rob")
    macro(name="For the board", audience="executive")
    mine = browse(ann)
    usual = said(mine.get(page(owned, "macros"), headers=PICKER))
    assert "For Rob" in usual
    assert "For the board" not in usual
    chosen = said(mine.get(page(owned, "macros") + "?audience=executive", headers=PICKER))
    assert "For the board" in chosen
    assert "For Rob" not in chosen


def test_an_organisations_own_it_is_spoken_to_as_such(browse, said, page, ann, by, rita, opened, macro):
    macro(name="For their IT", audience="customer_it")
    assert "For their IT" in said(browse(ann).get(page(opened(who=rita), "macros"), headers=PICKER))


def test_a_note_is_offered_what_speaks_to_engineering(browse, said, page, ann, owned, macro):
    macro(name="For Erin", audience="engineering")
    assert "For Erin" in said(browse(ann).get(page(owned, "macros") + "?kind=note", headers=PICKER))


def test_what_is_missing_stands_on_the_macro(browse, said, page, ann, owned, macro):
    macro(body="{{ticket.component}} is up.", fields={"take": True})
    text = said(browse(ann).get(page(owned, "macros"), headers=PICKER))
    assert "Not known here: component" in text
    assert 'data-body=""' in text


def test_without_a_script_it_is_tailored_and_sent_from_a_page(browse, said, page, ann, owned, macro):
    one = macro(fields={"promise_hours": 4})
    mine = browse(ann)
    assert one.name in said(mine.get(page(owned, "macros")))
    there = page(owned, "macros", str(one.live_id))
    assert "With it, or not at all" in said(mine.get(there))
    assert mine.post(there, {"body": "Please try again, Rob."}).url == f"/tickets/{owned.pk}"
    held = Outgoing.objects.get()
    assert (held.macro, held.body) == (one.live, "Please try again, Rob.")


def test_the_composer_sends_the_macro_with_the_reply(browse, page, ann, owned, macro):
    one = macro()
    mine = browse(ann)
    mine.send(page(owned, "replies"), {"body": "Please try again.", "macro": one.live_id})
    assert Outgoing.objects.get().macro == one.live


def test_the_draft_remembers_what_was_inserted(browse, said, page, ann, owned, macro):
    one = macro()
    mine = browse(ann)
    mine.post(page(owned, "draft"), {"body": "Please try", "macro": one.live_id})
    assert Draft.objects.get().macro == one.live
    assert f'name="macro" value="{one.live_id}"' in said(mine.get(page(owned)))


def test_a_note_by_macro_stays_inside(browse, page, ann, owned, macro):
    one = macro(audience="engineering", body="Look at the log of {{ticket.reference}}.")
    browse(ann).send(page(owned, "notes"), {"body": "Look at the log.", "macro": one.live_id})
    assert MacroUse.objects.get().note.body == "Look at the log."


def test_what_refuses_the_macro_keeps_the_text(browse, said, page, ann, owned, macro, tess, by):
    from kb.macros.actions.retire import retire

    one = macro()
    retire(one, by=by(tess), reason="Over.")
    answer = browse(ann).send(page(owned, "replies"), {"body": "Please try again.", "macro": one.live_id})
    assert answer.status_code == 422
    assert "not offered to you any more" in said(answer)
    assert "Please try again." in said(answer)


def test_the_picker_costs_the_same_however_many(
    browse, page, ann, owned, macro, printing, django_assert_max_num_queries
):
    for number in range(4):
        macro(name=f"Macro {number}", fields={"category": printing.pk})
    mine = browse(ann)
    with django_assert_max_num_queries(12):
        mine.get(page(owned, "macros"), headers=PICKER)


def test_a_requester_finds_no_wording(browse, page, rob, owned, macro):
    one = macro()
    assert browse(rob).get(page(owned, "macros")).status_code == 404
    assert browse(rob).get(page(owned, "macros", str(one.live_id))).status_code == 404
