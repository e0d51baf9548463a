from datetime import timedelta

import pytest

from supportdesk.accounts import secret
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.revoke_token import revoke_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person, Role, Token
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.models import Payload
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def monitoring(olga, acme, by):
    """An API client of Acme."""
    return invite(acme, by=by(olga), email="monitoring@acme.example", name="Monitoring", machine=True)


@pytest.fixture
def anns(ann):
    return issue_token(ann, by=system("import"), name="Script", scopes=["tickets:read"])[0]


def test_a_token_is_shown_once_and_kept_as_a_digest(olga, monitoring, by, recorded):
    token, text = issue_token(monitoring, by=by(olga), name="Alerts", scopes=["tickets:write", "tickets:read"], days=30)
    token.refresh_from_db()
    assert secret.same(text, token.digest)
    assert text not in str(vars(token))
    assert token.scopes == ["tickets:read", "tickets:write"]
    assert token.expires_at - token.created_at == timedelta(days=30)
    (event,) = recorded()[-1:]
    assert (event.kind, event.subject, event.subject_id) == ("token.issued", "token", token.pk)
    assert event.organisation_id == monitoring.organisation_id
    assert event.data["person"] == monitoring.pk
    assert text not in str(event.data) + str(Payload.objects.get(event=event.pk).body)


def test_an_admin_makes_no_key_in_another_persons_name(olga, max, by, recorded):
    with pytest.raises(Refused, match="never to another person"):
        issue_token(max, by=by(olga), name="Borrowed", scopes=["tickets:read"])
    assert not Token.objects.exists()
    assert recorded() == []


def test_nobody_makes_a_key_for_the_machine_itself(olga, by):
    for maker in (by(olga), system("import")):
        with pytest.raises(Refused, match="never to another person"):
            issue_token(Person.system(), by=maker, name="Skeleton", scopes=["tickets:read"])


def test_an_admin_makes_a_key_for_the_own_scripts(olga, by):
    assert issue_token(olga, by=by(olga), name="Mine", scopes=["admin"])[0].person == olga


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"scopes": []}, "scopes"), ({"scopes": ["root"]}, "scopes"), ({"days": 0}, "days"), ({"days": 367}, "days")],
)
def test_a_token_without_scope_or_end_is_refused(olga, by, recorded, wrong, field):
    with pytest.raises(Refused) as refusal:
        issue_token(olga, by=by(olga), **{"name": "Mine", "scopes": ["admin"], **wrong})
    assert refusal.value.field == field
    assert recorded() == []


def test_a_manager_asks_the_operations_admin_and_everybody_else_is_refused(request, max, monitoring, by):
    with pytest.raises(NeedsApproval) as refusal:
        issue_token(monitoring, by=by(max), name="Alerts", scopes=["tickets:read"])
    assert refusal.value.role == "OA"
    for who in ("joe", "ann", "sam", "tess", "erin", "ian", "rob", "ada"):
        with pytest.raises(NotAllowed):
            issue_token(monitoring, by=by(request.getfixturevalue(who)), name="Alerts", scopes=["tickets:read"])


def test_an_admin_of_another_organisation_makes_no_key_for_this_client(monitoring, globex, by):
    olaf = PersonFactory(name="Olaf", roles=[Role.OA], organisation=globex)
    with pytest.raises(NotAllowed, match="own organisation"):
        issue_token(monitoring, by=by(olaf), name="Alerts", scopes=["tickets:read"])


def test_a_closed_account_gets_no_token(olga, monitoring, by):
    monitoring.is_active = False
    monitoring.save()
    with pytest.raises(Refused, match="closed"):
        issue_token(monitoring, by=by(olga), name="Alerts", scopes=["tickets:read"])


def test_sec_20_whoever_holds_a_token_ends_it_at_once(ann, anns, by, recorded):
    """SEC-20: revocable."""
    recorded()
    revoke_token(anns, by=by(ann))
    anns.refresh_from_db()
    assert anns.revoked_at is not None
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.data["prefix"]) == ("token.revoked", anns.pk, anns.prefix)


def test_a_token_ends_once(ann, anns, by, recorded):
    revoke_token(anns, by=by(ann))
    recorded()
    with pytest.raises(WrongState, match="already"):
        revoke_token(anns, by=by(ann))
    assert recorded() == []


def test_an_admin_ends_any_token_and_a_colleague_none(olga, joe, anns, by):
    with pytest.raises(NotAllowed, match="own token"):
        revoke_token(anns, by=by(joe))
    revoke_token(anns, by=by(olga))
    assert anns.revoked_at


def test_people_see_their_own_tokens_and_admins_those_of_their_organisation(
    ann, joe, olga, anns, monitoring, globex, by
):
    alerts, _ = issue_token(monitoring, by=by(olga), name="Alerts", scopes=["tickets:read"])
    olaf = PersonFactory(name="Olaf", roles=[Role.OA], organisation=globex)
    assert set(Token.objects.visible_to(olga)) == {anns, alerts}
    assert set(Token.objects.visible_to(ann)) == {anns}
    assert not Token.objects.visible_to(joe).exists()
    assert not Token.objects.visible_to(olaf).exists()
