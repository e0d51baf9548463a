"""What the pages of an article ask of the database."""

import pytest

from kb.articles.actions.flag import flag
from kb.articles.actions.review import submit
from kb.articles.actions.revise import revise

pytestmark = pytest.mark.django_db


def test_an_article_s_page_is_at_most_twelve_statements(
    public, browse, by, joe, ann, tess, django_assert_max_num_queries
):
    """KB-09: with flags, a review that waits and a version at work, for whoever may answer it."""
    for number in range(3):
        flag(public, by=by(joe), reason="wrong", words=f"Line {number} is wrong.")
    revise(public, by=by(ann), seen=public.version, title="VPN drops again")
    submit(public, by=by(ann))
    browser = browse(tess)
    browser.get(f"/articles/{public.pk}")
    with django_assert_max_num_queries(12):
        assert browser.get(f"/articles/{public.pk}").status_code == 200
