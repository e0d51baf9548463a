"""Targets at the browser: read by the desk, kept by who leads it."""

import pytest

from supportdesk.configuration.models import Setting

pytestmark = pytest.mark.django_db
PAGE = "/figures/targets"


def test_a_lead_keeps_a_target_and_the_board_says_so(day, browse, tess, said):
    """MET-11: confirmed by a name, judged by from then on; MET-02: the change is marked on the chart."""
    lead = browse(tess)
    assert lead.post(PAGE, {"target_KPI-11": "5 to 25"}).status_code == 302
    assert Setting.objects.get().confirmed_by == tess
    shown = said(lead.get("/boards/week?period=day"))
    card = shown[shown.index('id="card-KPI-11"') :].partition("</li>")[0]
    assert "Target: 5 to 25 %" in card
    assert "Target of KPI-11 changed" in card
    assert "5 to 25" in said(lead.get("/figures/"))


def test_what_is_wrong_stands_in_the_form_and_nothing_is_kept(browse, tess, said):
    lead = browse(tess)
    answer = lead.post(PAGE, {"target_KPI-11": "few", "target_KPI-01": "at least 90"})
    assert answer.status_code == 422
    assert "no target" in said(answer)
    assert 'value="few"' in said(answer)
    assert not Setting.objects.exists()


def test_others_read_and_requesters_find_nothing(browse, ann, rob, said):
    assert "at most 8" in said(browse(ann).get(PAGE))
    assert 'name="target_KPI-11"' not in said(browse(ann).get(PAGE))
    assert browse(ann).post(PAGE, {"target_KPI-11": "at most 5"}).status_code == 403
    assert browse(rob).get(PAGE).status_code == 404
