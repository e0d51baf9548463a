"""Keys for programs, in the browser."""

import re

import pytest

from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.models import Token

pytestmark = pytest.mark.django_db
PAGE = "/administration/tokens/"


@pytest.fixture
def robot(olga, by):
    return invite(None, by=by(olga), email="robot@desk.example", name="Robot", roles=["AN"], machine=True)


def test_a_token_is_shown_once_and_works(client, olga, robot):
    client.force_login(olga)
    given = {"name": "Alerts", "scopes": ["tickets:read"], "days": 30, "person": robot.pk}
    page = client.post(PAGE, given).content.decode()
    (secret,) = re.findall(r"sd_[A-Za-z0-9]{8}_[A-Za-z0-9]{40}", page)
    assert "sd_" in secret
    assert secret not in client.get(PAGE).content.decode()
    client.logout()
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).json()["name"] == "Robot"
    client.force_login(olga)
    assert "Never" not in client.get(PAGE).content.decode()


def test_a_token_is_revoked_and_others_do_not_find_it(client, olga, ann, sue, robot, by):
    token, _ = issue_token(robot, by=by(olga), name="Alerts", scopes=["tickets:read"])
    for person in (sue, ann):
        client.force_login(person)
        assert client.get(f"{PAGE}{token.pk}").status_code == 404
        assert client.post(f"{PAGE}{token.pk}/revoke").status_code == 404
    client.force_login(olga)
    assert "Revoke the token" in client.get(f"{PAGE}{token.pk}").content.decode()
    client.post(f"{PAGE}{token.pk}/revoke")
    assert Token.objects.get(pk=token.pk).revoked_at
    assert "Revoke the token" not in client.get(f"{PAGE}{token.pk}").content.decode()


def test_nobody_issues_a_token_in_anothers_name(client, olga, max, ann):
    given = {"name": "Mine", "scopes": ["admin"], "days": 30}
    client.force_login(olga)
    assert client.post(PAGE, given | {"person": max.pk}).status_code == 422
    client.force_login(ann)
    assert client.post(PAGE, given | {"person": ann.pk}).status_code == 403
    assert not Token.objects.exists()
