"""The main act of each room by the keyboard alone: no mouse, no address typed, and where one stands is always seen."""

from datetime import timedelta

from incidents.problems.models import Problem
from incidents.response.models import Incident
from kb.articles.models import Article
from supportdesk import clock
from tests.factories import CategoryFactory, ComponentFactory
from tests.tickets.escalations.conftest import complete, draft, matrix, sound, submitted

from .looking import CALM

__all__ = ["complete", "draft", "matrix", "sound", "submitted"]
HERE = """() => {
  const one = document.activeElement
  const named = [one.getAttribute('aria-label'), one.labels?.[0]?.textContent, one.textContent, one.value]
  const framed = (each) => ['outlineStyle', 'boxShadow'].some((name) => getComputedStyle(each)[name] !== 'none')
  const shown = one.tagName === 'BODY' || framed(one) || (one.matches('input') && framed(one.parentElement))
  return [named.find(Boolean)?.trim() ?? '', shown]
}"""
MOST = 120


class Keys:
    """Two hands on the keys. Where the focus is not seen, somebody is lost."""

    def __init__(self, page):
        self.page, self.unseen = page, set()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def to(self, name):
        """Tab until this is under the fingers."""
        for _ in range(MOST):
            self.press("Tab")
            here, shown = self.page.evaluate(HERE)
            if not shown:
                self.unseen.add(here[:60])
            if here.startswith(name):
                return self
        raise AssertionError(f"Tab never came to “{name}”")

    def writes(self, label, words):
        self.to(label)
        self.page.keyboard.type(words)
        return self

    def goes(self, *keys):
        before = self.page.url
        self.press(*keys)
        self.page.wait_for_url(lambda url: url != before)
        return self

    def follows(self, name):
        return self.to(name).goes("Enter")

    def sends(self, name):
        """What leads back to the page one is on."""
        self.to(name)
        with self.page.expect_navigation():
            self.press("Enter")
        return self


def test_every_room_is_worked_in_without_a_mouse(at, sam, erin, submitted):
    CategoryFactory(key="printing", name="Printing")
    ComponentFactory(key="spooler", name="Spooler")
    page = at(sam, **CALM)
    keys = Keys(page)
    suspected(keys)
    written(keys)
    opened(keys, sam)
    assert keys.unseen == set()
    page = at(erin, **CALM)
    keys = Keys(page)
    received(keys, submitted)
    assert keys.unseen == set()


def suspected(keys):
    """An incident is flagged, taken command of, and written down in."""
    keys.goes("g", "i").follows("Suspect an incident")
    keys.page.keyboard.type("Nothing prints")
    keys.writes("Severity", "SEV3").to("Spooler").press("Space")
    began = clock.now() - timedelta(days=1)
    keys.writes("Began", f"{began:%m%d%Y}").press("Tab")
    keys.page.keyboard.type("0900AM")
    keys.follows("Raise the flag")
    keys.to("Take command").press("Enter")
    keys.page.get_by_role("dialog").wait_for()
    keys.to("Take command").press("Enter")
    keys.page.get_by_text("Acknowledged").first.wait_for()
    keys.press("n")
    keys.page.get_by_role("dialog").wait_for()
    keys.writes("What happened", "The spooler is silent.")
    keys.to("Write it down").press("Enter")
    keys.page.get_by_label("Timeline").get_by_text("The spooler is silent.").wait_for()
    assert Incident.objects.get().acknowledged_at


def written(keys):
    """An article is written, filed and published."""
    keys.goes("g", "k").follows("New article").follows("Question and answer")
    keys.writes("Title", "Nothing prints").writes("Question", "Why?").writes("Short answer", "The spooler sleeps.")
    keys.follows("Save the draft").follows("File it")
    keys.writes("Category", "Printing").sends("File it").sends("Publish")
    assert Article.objects.get().state == "published"


def opened(keys, sam):
    """A problem is opened and accepted."""
    keys.follows("Problems").follows("Open a problem")
    keys.writes("What comes back", "The spooler sleeps").follows("Open the problem")
    keys.to("Accept").press("Enter")
    keys.page.get_by_role("dialog").wait_for()
    keys.to("Owner at the desk")
    keys.press("Control+a")
    keys.page.keyboard.type(sam.email)
    with keys.page.expect_navigation():
        keys.to("Accept").press("Enter")
    assert Problem.objects.get().state == "accepted"


def received(keys, escalation):
    """An engineer takes an escalation up and accepts it."""
    keys.follows("Escalations").follows(f"Acknowledge {escalation.reference}").follows("Accept")
    keys.follows("Accept")
    escalation.refresh_from_db()
    assert escalation.state == "accepted"
