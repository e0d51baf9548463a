import pytest

from supportdesk.accounts.actor import system
from supportdesk.events import relay
from tests.factories import ComponentFactory, PersonFactory, QueueFactory, TeamFactory
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.run_rules import run_next


@pytest.fixture
def money_team(db):
    return TeamFactory(name="Money")


@pytest.fixture
def billing(money_team):
    """The queue of a team that first line sends invoices to."""
    return QueueFactory(key="billing", name="Billing", team=money_team)


@pytest.fixture
def invoices(db):
    return ComponentFactory(key="invoices", name="Invoices")


@pytest.fixture
def mona(money_team):
    """Leads the team of Billing."""
    return PersonFactory(name="Mona", roles=["TL"], team=money_team, team__lead=True)


@pytest.fixture
def pia(money_team):
    return PersonFactory(name="Pia", roles=["AN"], team=money_team)


@pytest.fixture
def pit(money_team):
    return PersonFactory(name="Pit", roles=["AN"], team=money_team)


@pytest.fixture
def to_billing(billing, mona, by, invoices):
    """Mona's rule: what has the component Invoices belongs in Billing."""
    return set_rule(billing, by=by(mona), conditions={"component": ["invoices"]})


@pytest.fixture
def work(db):
    """`work()`: everything is told, and rules look at what is due; answers how many tickets they looked at."""

    def all_of_it(now=None):
        relay.drain("figures")
        looked = 0
        while run_next(by=system("rule"), now=now):
            looked += 1
        relay.drain("figures")
        return looked

    return all_of_it
