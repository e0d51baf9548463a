"""What every request asks about whoever sends it: the session, and the person with scope and instant."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from supportdesk import clock
from supportdesk.accounts.known import Backend

pytestmark = pytest.mark.django_db


def test_whoever_is_signed_in_is_known_with_scope_and_instant_in_one_statement(
    ann, first_line, django_assert_num_queries
):
    with django_assert_num_queries(1):
        known = Backend().get_user(ann.pk)
        assert (known, known.name, known.roles) == (ann, "Ann", ann.roles)
        assert known.scope.teams == {first_line.pk}
        assert abs(clock.asked(known) - timezone.now()) < timedelta(minutes=1)
    assert known.scope == ann.scope


def test_a_closed_account_is_nobody(ann):
    ann.is_active = False
    ann.save()
    assert Backend().get_user(ann.pk) is None
    assert Backend().get_user(0) is None


def test_a_session_that_is_over_is_nobodys(ann, client):
    client.force_login(ann)
    assert client.get("/tickets/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get("/tickets/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


def test_a_session_that_never_was_is_nobodys(client):
    client.cookies["sessionid"] = "0" * 32
    assert client.get("/tickets/").status_code == 302
