from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kb.articles.models import Article, Copy, State
from supportdesk.accounts.models import Organisation, Role
from tests.factories import CategoryFactory, PersonFactory
from tickets.citations.models import Citation

pytestmark = pytest.mark.django_db
ROLES = {"ann": "AN", "joe": "JA", "sam": "SA", "tess": "TL", "max": "SM", "olga": "OA", "rita": "RQ"}


def seed():
    call_command("seed_articles", stderr=StringIO())


@pytest.fixture
def people(db, acme):
    CategoryFactory(key="network")
    Organisation.objects.create(name="Harbour Logistics", tier="gold")
    for name, role in ROLES.items():
        PersonFactory(name=name.title(), email=f"{name}@demo.example", roles=[Role(role)])


def test_the_demo_has_an_article_in_every_state_once(people, ticket, owned):
    seed()
    made = Article.objects.count()
    seed()
    assert Article.objects.count() == made
    assert set(Article.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Copy.objects.values_list("shelf", flat=True)) == {"draft", "inside", "outside"}
    assert Citation.objects.exists()
    assert Article.objects.filter(successor__isnull=False).exists()


def test_a_desk_of_other_people_gets_none(ann):
    seed()
    assert not Article.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
