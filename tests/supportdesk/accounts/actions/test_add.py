import pytest

from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.models import Organisation, Role, Team
from supportdesk.errors import NotAllowed, Refused
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_admin_takes_on_a_customer(olga, by, recorded):
    initech = add_organisation(" Initech ", by=by(olga), tier="gold", zone="America/New_York")
    assert Organisation.objects.get(name="Initech", tier="gold") == initech
    (event,) = recorded()
    assert (event.kind, event.subject, event.subject_id, event.data) == (
        "organisation.added",
        "organisation",
        initech.pk,
        {"tier": "gold"},
    )


def test_an_admin_founds_a_team_for_everybody_or_for_one_customer(olga, acme, by, recorded):
    assert add_team(None, by=by(olga), name="Night shift", level=2).organisation is None
    assert add_team(acme, by=by(olga), name="Acme on site").organisation == acme
    assert [(event.kind, event.data) for event in recorded()] == [
        ("team.added", {"level": 2}),
        ("team.added", {"level": 1}),
    ]


def test_names_are_given_once(olga, acme, first_line, by, recorded):
    for name in (acme.name, "  "):
        with pytest.raises(Refused) as refusal:
            add_organisation(name, by=by(olga))
        assert refusal.value.field == "name"
    for name in (first_line.name, ""):
        with pytest.raises(Refused):
            add_team(None, by=by(olga), name=name)
    assert recorded() == []


def test_nobody_else_sets_up_customers_and_teams(max, tess, ada, rob, by, recorded):
    for person in (max, tess, ada, rob):
        with pytest.raises(NotAllowed):
            add_organisation("Initech", by=by(person))
        with pytest.raises(NotAllowed):
            add_team(None, by=by(person), name="Night shift")
    assert recorded() == []


def test_an_admin_of_one_organisation_sets_up_only_its_own_teams(acme, globex, by):
    olaf = PersonFactory(name="Olaf", roles=[Role.OA], organisation=acme)
    assert add_team(acme, by=by(olaf), name="Acme on site").organisation == acme
    for foreign in (globex, None):
        with pytest.raises(NotAllowed, match="own organisation"):
            add_team(foreign, by=by(olaf), name="Elsewhere")
    with pytest.raises(NotAllowed, match="own organisation"):
        add_organisation("Initech", by=by(olaf))
    assert not Team.objects.filter(name="Elsewhere").exists()
