"""Tickets that show what the desk can do: clocks about to ring, very long ones, other scripts."""

from datetime import timedelta

from . import stories
from .case import Case
from .lives import DAY, HOUR, MINUTE, answered_at, long_talk, ordinary, waiting_for_an_answer

P1, P2 = (1, 1), (1, 2)
TALK = 60
# Minutes from now at which the first response of an urgent ticket (P2: one hour) is due
RESPONSES = (1.5, 4, 7, 11, 16)
# And at which the next update of a critical one (P1: thirty minutes) is due
UPDATES = (2.5, 6, 14)


def lives(world, draw, now):
    yield from clocks(world, draw, now)
    yield from resolutions(world, draw, now)
    yield from words(world, draw, now)


def clocks(world, draw, now):
    """Promises that fall due within the next minutes, so that one can watch them ring."""
    desk = story("service-desk")
    for number, minutes in enumerate(RESPONSES):
        owner = world.staff["Ann"] if number % 2 == 0 else world.staff["Ben"]
        case = Case(world, draw, draw.choice(desk), owner=owner, levels=P2)
        yield waiting_for_an_answer(case, now - timedelta(minutes=60 - minutes))
    for number, minutes in enumerate(UPDATES):
        owner = world.staff["Ann"] if number % 2 == 0 else world.staff["Sam"]
        case = Case(world, draw, draw.choice(story("network") + story("business-apps")), owner=owner, levels=P1)
        answered = now - timedelta(minutes=30 - minutes)
        yield answered_at(case, answered - timedelta(minutes=draw.randrange(5, 14)), answered)


def resolutions(world, draw, now):
    """Two critical ones whose four hours are nearly over, and one that is over since a while."""
    for minutes in (9, 35, -50):
        case = Case(world, draw, draw.choice(story("business-apps")), owner=world.staff["Nora"], levels=P1)
        yield answered_at(case, now - 4 * HOUR + timedelta(minutes=minutes), now - 20 * MINUTE)


def words(world, draw, now):
    """A long talk, a very long subject, and one that is written from right to left."""
    network, desk = draw.choice(story("network")), draw.choice(story("service-desk"))
    talk = Case(
        world, draw, network, title="VPN at {place} breaks every day around noon, for the whole office", levels=(2, 2)
    )
    lines = [stories.PARTS_OF_A_LONG_TALK[number % len(stories.PARTS_OF_A_LONG_TALK)] for number in range(TALK - 1)]
    yield long_talk(talk, now - 26 * DAY, lines)
    yield ordinary(
        Case(world, draw, desk, owner=world.staff["Ann"], title=stories.LONG), now - 30 * HOUR, "in_progress"
    )
    arabic = {"title": stories.RIGHT_TO_LEFT, "body": stories.RIGHT_TO_LEFT_BODY}
    yield ordinary(Case(world, draw, story("workplace")[0], **arabic, levels=(2, 1)), now - 20 * HOUR, "triaged")


def story(queue):
    """The incidents of a queue: a question is never urgent."""
    return [each for each in stories.STORIES if each.queue == queue and each.type == "incident"]
