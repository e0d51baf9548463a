"""What a client of the API meets at the door, on a view of its own."""

from datetime import timedelta

import pytest
from django.urls import path
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView
from structlog.testing import capture_logs

from supportdesk import clock
from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.revoke_token import revoke_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Token
from supportdesk.accounts.tokens import require_scope

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class Door(APIView):
    def get(self, request):
        require_scope(request, "tickets:read")
        return Response({"name": request.user.name})


urlpatterns = [path("api/v1/door", Door.as_view())]


@pytest.fixture
def key(ann):
    """Ann's token: the row, and the text as a client holds it."""
    return issue_token(ann, by=system("import"), name="Script", scopes=["tickets:read"], days=30)


def knock(text):
    return APIClient(headers={"Authorization": f"Bearer {text}"}).get("/api/v1/door")


def test_whoever_shows_a_token_acts_as_its_holder(key):
    answer = knock(key[1])
    assert (answer.status_code, answer.json()) == (200, {"name": "Ann"})


def test_knowing_the_holder_takes_one_statement(key, django_assert_num_queries):
    knock(key[1])
    with django_assert_num_queries(1):
        knock(key[1])


def test_without_a_token_one_is_asked_for_it():
    answer = APIClient().get("/api/v1/door")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="supportdesk"'


def test_a_wrong_secret_and_an_unknown_token_get_the_same_answer(key):
    text = key[1]
    wrong = knock(text[:-1] + ("a" if text[-1] != "a" else "b"))
    unknown = knock(f"sd_nobody00_{'a' * 40}")
    garbage = knock("what?")
    assert wrong.status_code == unknown.status_code == garbage.status_code == 401
    assert wrong.json()["detail"] == unknown.json()["detail"] == garbage.json()["detail"] == "This token is not known."


def test_sec_20_a_revoked_token_is_refused_in_words(key, ann, by):
    """SEC-20: revocable."""
    token, text = key
    revoke_token(token, by=by(ann))
    answer = knock(text)
    assert (answer.status_code, answer.json()["detail"]) == (401, "This token was revoked.")


def test_sec_20_an_expired_token_is_refused_in_words(key):
    """SEC-20: expiring."""
    token, text = key
    Token.objects.filter(pk=token.pk).update(expires_at=clock.now())
    answer = knock(text)
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("This token expired on 20")


def test_the_token_of_a_closed_account_is_refused_in_words(key, ann, olga, by):
    deactivate(ann, by=by(olga))
    answer = knock(key[1])
    assert (answer.status_code, answer.json()["detail"]) == (401, "The account of this token is closed.")


def test_sec_20_a_token_is_refused_what_its_scope_leaves_out(ann):
    """SEC-20: a token scoped to create tickets lists none."""
    _, text = issue_token(ann, by=system("import"), name="Form", scopes=["tickets:write"])
    answer = knock(text)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "This token lacks the scope tickets:read."


def test_a_signed_in_person_needs_no_scope(ann):
    client = APIClient()
    client.force_login(ann)
    assert client.get("/api/v1/door").status_code == 200


def test_sec_20_the_last_use_is_noted_at_most_once_a_minute(key):
    """SEC-20: last-used shown."""
    token, text = key
    knock(text)
    token.refresh_from_db()
    first = token.last_used_at
    assert clock.now() - first < timedelta(minutes=1)
    knock(text)
    token.refresh_from_db()
    assert token.last_used_at == first
    Token.objects.filter(pk=token.pk).update(last_used_at=first - timedelta(minutes=2))
    knock(text)
    token.refresh_from_db()
    assert token.last_used_at > first


def test_refused_tokens_stand_in_the_log_without_their_secret(key):
    _, text = key
    with capture_logs() as lines:
        knock(text[:-4] + "0000")
    (line,) = [line for line in lines if line["event"] == "token_refused"]
    assert line["prefix"] == text[3:11]
    assert text[12:40] not in str(line)
