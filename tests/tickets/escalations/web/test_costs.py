"""What the page of an escalation asks of the database."""

import pytest

from tickets.escalations.actions.compose import hypothesise

pytestmark = pytest.mark.django_db


def test_an_escalation_s_page_is_at_most_twelve_statements(
    accepted, browse, by, ann, erin, django_assert_max_num_queries
):
    """ESC-19: with hypotheses and what was rated, however much is on it."""
    for number in range(3):
        hypothesise(accepted, by=by(ann), statement=f"It is part {number}.", confidence="low")
    browser = browse(erin)
    browser.get(f"/escalations/{accepted.pk}")
    with django_assert_max_num_queries(12):
        assert browser.get(f"/escalations/{accepted.pk}").status_code == 200
