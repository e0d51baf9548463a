"""Somebody who knows nothing but what stands on the screen."""

from playwright.sync_api import expect

from supportdesk.accounts import first


class Hand:
    """Does one thing at a time to what has a visible label, and counts."""

    def __init__(self, page):
        self.page, self.acts, self.place = page, 0, page

    def at(self, name):
        """Looks at one part of the page; looking is no act."""
        self.place = self.page.get_by_role("region", name=name, exact=True) if name else self.page
        return self

    def writes(self, label, words):
        self.acts += 1
        self.place.get_by_label(label, exact=True).fill(words)
        return self

    def chooses(self, label, option):
        self.acts += 1
        self.place.get_by_label(label, exact=True).select_option(label=option)
        return self

    def presses(self, button):
        self.acts += 1
        self.place.get_by_role("button", name=button, exact=True).click()
        return self

    def follows(self, link):
        self.acts += 1
        self.place.get_by_role("link", name=link, exact=True).click()
        return self


def set_up(hand):
    hand.acts += 1
    hand.page.goto(f"/set-up/{first.make_key()}")
    hand.writes("Name of the organisation", "Northwind").writes("Your name", "Olga")
    hand.writes("Your e-mail address", "olga@northwind.example").writes("Password", "correct horse battery")
    hand.chooses("Time zone", "Europe/Berlin").chooses("Business hours", "Monday to Friday, 08:00 to 18:00")
    hand.presses("Confirm and open the desk")
    expect(hand.page.get_by_role("heading", name="Teams")).to_be_visible()
