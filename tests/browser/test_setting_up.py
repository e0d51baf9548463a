"""A new administrator, an empty installation, visible labels only: a desk that works, in forty acts."""

from playwright.sync_api import expect

from supportdesk.accounts import first
from supportdesk.accounts.models import Person, Team
from supportdesk.catalogue.models import Category, Queue
from supportdesk.configuration.definitions import known
from supportdesk.configuration.models import Setting
from tests.browser.hand import set_up
from tickets.automation.models import RoutingRule as Rule

MOST = 40


def found_team(hand):
    hand.at("New team").writes("Team name", "Field service").presses("Add the team")
    expect(hand.page.get_by_role("heading", name="Field service")).to_be_visible()
    for name in ("Ann", "Ben", "Cem"):
        card = hand.at("Invite into this team").writes("Name", name)
        card.writes("E-mail address", f"{name.lower()}@northwind.example").presses("Invite")
        expect(hand.page.get_by_role("region", name="People", exact=True)).to_contain_text(name)
    hand.at("Queues").writes("Queue name", "In the field").presses("Open a queue")
    expect(hand.page.get_by_role("cell", name="Field service")).to_be_visible()


def add_category(hand):
    hand.at("").follows("Categories")
    hand.at("New category").writes("Name", "Wind turbines").presses("Add the category")
    expect(hand.page.get_by_role("link", name="Wind turbines")).to_be_visible()


def add_rule(hand):
    hand.at("").follows("Routing")
    rules = hand.at("Rules").chooses("Send to queue", "In the field")
    rules.chooses("Category (optional)", "Wind turbines").presses("Add the rule")
    expect(hand.page.get_by_role("region", name="Rules", exact=True)).to_contain_text("Rule 1")


def test_a_new_administrator_sets_up_a_desk_in_forty_acts(hand, mailoutbox):
    set_up(hand)
    found_team(hand)
    add_category(hand)
    add_rule(hand)
    team = Team.objects.get(name="Field service")
    assert set(team.people.values_list("name", flat=True)) == {"Ann", "Ben", "Cem"}
    assert Queue.objects.get(name="In the field").team == team
    rule = Rule.objects.get()
    assert (rule.queue.name, rule.conditions) == ("In the field", {"category": ["wind-turbines"]})
    assert Category.objects.filter(name="Wind turbines").exists()
    assert Person.objects.get(email="olga@northwind.example").roles == ["OA"]
    offered = len([one for one in known().values() if one.group == "settings" and not one.later])
    assert Setting.objects.filter(confirmed_by__name="Olga").count() == offered
    assert len(mailoutbox) == 3
    assert hand.acts <= MOST, hand.acts


def test_the_page_of_setting_up_and_the_administration_are_for_everybody(hand, axe):
    hand.page.goto(f"/set-up/{first.make_key()}")
    assert axe(hand.page) == []
    set_up(hand)
    for place in ("People", "Teams", "Queues", "Categories", "Tokens", "Settings"):
        hand.at("").follows(place)
        expect(hand.page.get_by_role("heading", name=place, level=1)).to_be_visible()
        assert (place, axe(hand.page)) == (place, [])
