"""One ticket of the demo and what people do with it, each thing at its instant."""

from datetime import timedelta

from supportdesk.accounts.actor import Actor, system
from tickets.sla import worktime

from ..actions.assign import assign
from ..actions.close import close
from ..actions.moves import move
from ..actions.note import note
from ..actions.open import open_ticket
from ..actions.reopen import reopen
from ..actions.reply import reply
from ..actions.resolve import resolve
from ..actions.triage import triage
from . import evidence, stories

OFFICE = worktime.Calendar("UTC", dict.fromkeys(range(5), ((8 * 60, 18 * 60),)), frozenset())
WHERE = {"environment": "production", "version": "4.2.1", "platform": "web", "browser": "Firefox 145"}
CHANNELS = ("portal", "portal", "portal", "email", "email", "phone", "chat", "walk_up", "api")


class Case:
    """A story with its people and words drawn; every verb is one action of the desk, as an import."""

    def __init__(self, world, draw, story, *, requester=None, owner=None, levels=None, title=None, body=None):
        self.world, self.draw, self.story = world, draw, story
        self.requester = requester or draw.choice(world.requesters)
        self.owner = owner or draw.choice(world.desks[story.queue])
        self.levels = levels or draw.choice(story.levels)
        self.words = words(draw, world)
        self.title = self.fill(title or draw.choice(story.titles))[:250]
        self.body = self.fill(body or draw.choice(story.bodies))

    def fill(self, text):
        filled = text.format_map(self.words)
        return filled[:1].upper() + filled[1:]

    def later(self, at, low, high):
        """Some minutes on: of office hours, or by the clock when it is urgent. Most take little, a few take long."""
        minutes = low + (high - low) * self.draw.random() ** 3
        if min(self.levels) == 1:
            return at + timedelta(minutes=minutes)
        return worktime.add(OFFICE, at, minutes * 60)

    def open(self, at, *, by=None, identifiers=(), tags=()):
        story, world = self.story, self.world
        known = self.draw.random() < 0.6
        opener = Actor(by or self.requester, "import")
        self.ticket = open_ticket(
            world.queues[story.queue],
            by=opener,
            requester=self.requester,
            title=self.title,
            body=self.body,
            type=world.types[story.type],
            channel=self.draw.choice(CHANNELS),
            category=world.categories[story.category] if known else None,
            component=world.components[story.component] if known else None,
            identifiers=identifiers,
            surroundings=WHERE if story.type == "defect" else None,
            tags=[world.tags[name] for name in tags],
            files=evidence.some(self, at, by=opener),
            at=at,
        )

    def triage(self, at):
        impact, urgency = self.levels
        triage(
            self.ticket,
            by=Actor(self.owner, "import"),
            seen=self.ticket.version,
            impact=impact,
            urgency=urgency,
            category=self.world.categories[self.story.category],
            component=self.world.components[self.story.component],
            at=at,
        )

    def take(self, at):
        assign(self.ticket, by=Actor(self.owner, "import"), seen=self.ticket.version, to=self.owner, at=at)

    def say(self, at, text, *, who=None, promise=None):
        reply(self.ticket, by=Actor(who or self.owner, "import"), body=self.fill(text), promise=promise, at=at)

    def ask(self, at):
        self.say(
            at, f"Hello {self.requester.name.split()[0]},\n\n{self.draw.choice(self.story.asks)}\n\n{self.owner.name}"
        )

    def answer(self, at):
        self.say(at, self.draw.choice(self.story.answers), who=self.requester)

    def note(self, at):
        note(self.ticket, by=Actor(self.owner, "import"), body=self.fill(self.draw.choice(self.story.notes)), at=at)

    def move(self, at, action, reason="", until=None, waiting_for=""):
        move(
            self.ticket,
            by=Actor(self.owner, "import"),
            seen=self.ticket.version,
            action=action,
            waiting_reason=reason,
            waiting_for=waiting_for,
            until=until,
            at=at,
        )

    def resolve(self, at):
        parts = {name: self.fill(value) if value else "" for name, value in self.story.ending._asdict().items()}
        parts |= {"cause_class": self.story.ending.cause_class, "code": self.story.ending.code}
        resolve(self.ticket, by=Actor(self.owner, "import"), seen=self.ticket.version, at=at, **parts)

    def reopen(self, at):
        reopen(
            self.ticket,
            by=Actor(self.requester, "import"),
            reason=self.draw.choice(("not_fixed", "recurred", "incomplete")),
            same_cause=True,
            body="It worked for a day, now it is back as before.",
            at=at,
        )

    def close(self, at):
        """After the silence, or with the requester's word."""
        thanks = self.draw.random() < 0.4
        by = Actor(self.requester, "import") if thanks else system("import")
        close(self.ticket, by=by, seen=self.ticket.version, at=at)


def words(draw, world) -> dict[str, object]:
    """The words in braces, drawn once, so that one ticket speaks of one laptop throughout."""
    number = draw.randrange
    return {
        "app": draw.choice(stories.APPS),
        "device": draw.choice(stories.DEVICES),
        "place": draw.choice(stories.PLACES),
        "team": draw.choice(stories.TEAMS),
        "day": draw.choice(stories.DAYS),
        "country": draw.choice(stories.COUNTRIES),
        "error": draw.choice(stories.ERRORS),
        "person": draw.choice(world.requesters).name,
        "minutes": number(11, 48),
        "number": number(10_000, 99_999),
        "extension": number(2000, 5000),
        "asset": f"AST-{number(10_000, 60_000)}",
        "host": f"{draw.choice(('srv', 'gw', 'prn', 'db'))}-{draw.choice(('ham', 'lds', 'aus'))}-{number(1, 20):02}",
        "ip": f"10.{number(1, 250)}.{number(1, 250)}.{number(1, 250)}",
        "domain": f"{draw.choice(('kontor', 'freight', 'medline', 'orchard'))}-{number(10, 99)}.example",
        "vendor": f"CS-{number(100_000, 999_999)}",
        "trace": f"{number(1 << 64):016x}",
        "request": f"req_{number(1 << 48):012x}",
    }
