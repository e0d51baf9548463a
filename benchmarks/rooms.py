"""Pages of an article, an incident, a problem and a packet beside 100,000 tickets; and five hundred tickets linked to
an incident while somebody looks at the queue."""

import itertools
import threading

from . import bare, client, load, place
from .bulk import row
from .incidents import TICKETS
from .pages import ROUNDS, Step, one_round

SIZE, QUIET = 100_000, 60
LINKED = 5  # times that five hundred are linked meanwhile


def measure():
    name = load.template(SIZE, lean=True)
    here = place.Place(SIZE, f"{name}_rooms")
    place.copy(name, here.name)
    there = here.inside("fill_rooms", EVENT_NUDGE="0")
    with here.desk():
        cookie = here.inside("keys", EVENT_NUDGE="0")["cookie"]
        yield from pages(here, there, f"{cookie}; script=1")
        yield from linking(here, cookie)
    place.drop(here.name)


def steps(there):
    """Each with the one statement that finds its row."""
    each = {name: itertools.cycle(pks) for name, pks in there.items()}
    articles = itertools.cycle(range(1, 201))
    return [
        Step("article page", lambda: f"/articles/{next(articles)}", lambda: found("articles_article", 7)),
        Step("incident page", lambda: f"/incidents/{next(each['incidents'])}", lambda: found("response_incident", 7)),
        Step("problem page", lambda: f"/problems/{next(each['problems'])}", lambda: found("problems_problem", 7)),
        Step(
            "escalation page",
            lambda: f"/escalations/{next(each['escalations'])}",
            lambda: found("escalations_escalation", 7),
        ),
    ]


def found(table, pk):
    return [(f"SELECT * FROM {table} WHERE id = %s", (pk,))]


def pages(here, there, cookie):
    taken, offered = {}, steps(there)
    with bare.view() as bare_pid:
        for turn in range(ROUNDS + 1):
            for step in offered:
                one_round(step, here, cookie, bare_pid, taken, warm=turn == 0)
    for key, each in taken.items():
        yield dict(zip(("step", "size", "what"), key, strict=True)) | each.row()


def linking(here, cookie):
    """The queue page alone, then as long as tickets are linked, five hundred at a time."""

    def queue():
        return client.get(here.port, "/tickets/", cookie)[0]

    [queue() for _ in range(10)]
    yield row("queue, quiet", SIZE, "queue page", [queue() for _ in range(QUIET)])
    told, waits = [], []
    work = threading.Thread(target=lambda: told.extend(here.inside("link_tickets", TICKETS, LINKED)))
    work.start()
    while work.is_alive():
        waits.append(queue())
    work.join()
    yield row("500 tickets linked", SIZE, f"beside a queue at work, {len(told)} times", [one["wall"] for one in told])
    yield row("queue, while 500 are linked", SIZE, "queue page", waits)
