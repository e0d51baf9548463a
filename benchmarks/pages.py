"""Pages for one sequential client: sizes and floors take turns, so that noise falls on all of them alike."""

import itertools
import random
import re
import time

from . import bare, client, meters, words

ROUNDS, REQUESTS, WARM = 7, 12, 8
LIST = """
SELECT t.id, t.title, t.priority, t.status, t.status_since, t.due_at, t.version, r.name, o.name, p.name, q.name
FROM desk_ticket t JOIN accounts_person r ON r.id = t.requester_id JOIN catalogue_queue q ON q.id = t.queue_id
LEFT JOIN accounts_organisation o ON o.id = t.organisation_id LEFT JOIN accounts_person p ON p.id = t.owner_id
WHERE t.status IN ('new', 'triaged', 'in_progress',
                   'pending_requester', 'pending_internal', 'pending_vendor', 'scheduled')
{narrowed} ORDER BY t.rank, t.id LIMIT 50
"""
SEARCH = """
SELECT t.id, t.title, t.status FROM desk_ticket t WHERE t.id IN (
    SELECT ticket_id FROM desk_text WHERE document @@ websearch_to_tsquery('english', %s) ORDER BY at DESC LIMIT 50)
"""

LEAST = {  # tickets to be seen; of a list ten
    "ticket page": 1,
    "its figures, behind it": 0,
    "article page": 0,
    "incident page": 0,
    "escalation page": 1,
}


class Step:
    """One page, and the bare SQL that it stands on."""

    def __init__(self, name, paths, statements):
        self.name, self.paths, self.statements = name, paths, statements


def steps(keys, draw):
    pks = itertools.cycle(draw.sample(keys["all"], 300))
    numbers = itertools.cycle(draw.sample(keys["all"], 300))
    queue, both = keys["queue"], "AND t.queue_id = {queue} AND t.priority = 3".format(queue=keys["queue"])
    return [
        Step("queue, first page", lambda: "/tickets/", lambda: [(LIST.format(narrowed=""), ())]),
        Step("its figures, behind it", lambda: "/tickets/news?&shown=", lambda: [(LIST.format(narrowed=""), ())]),
        Step("ticket page", lambda: f"/tickets/{next(pks)}", lambda: one_ticket(next(numbers))),
        Step(
            "filter",
            lambda: f"/tickets/?status=live&queue={queue}&priority=3",
            lambda: [(LIST.format(narrowed=both), ())],
        ),
        Step("search, rare word", lambda: f"/search?q={words.RARE}", lambda: [(SEARCH, (words.RARE,))]),
        Step("search, common word", lambda: f"/search?q={words.COMMON}", lambda: [(SEARCH, (words.COMMON,))]),
    ]


def one_ticket(pk):
    return [
        ("SELECT * FROM desk_ticket WHERE id = %s", (pk,)),
        (
            "SELECT m.*, p.name FROM desk_message m JOIN accounts_person p ON p.id = m.author_id WHERE ticket_id = %s",
            (pk,),
        ),
        (
            "SELECT * FROM events_event LEFT JOIN events_payload ON event_id = id "
            "WHERE subject = 'ticket' AND subject_id = %s",
            (pk,),
        ),
        ("SELECT * FROM desk_ticketclock WHERE ticket_id = %s", (pk,)),
    ]


def measure(desks, keys):
    """`desks` are places with a running desk. Rows by step and size, each with its two floors."""
    offered = {here.size: steps(keys[here.size], random.Random(7)) for here in desks}
    taken = {}
    with bare.view() as bare_pid:
        for turn in range(ROUNDS + 1):
            for number, here in itertools.product(range(len(offered[desks[0].size])), desks):
                step = offered[here.size][number]
                one_round(step, here, f"{keys[here.size]['cookie']}; script=1", bare_pid, taken, warm=turn == 0)
    return [
        dict(key, **each.row())
        for key, each in ((dict(zip(("step", "size", "what"), key, strict=True)), each) for key, each in taken.items())
    ]


def one_round(step, here, cookie, bare_pid, taken, *, warm):
    page, sql, view = (
        taken.setdefault((step.name, here.size, what), meters.Taken()) for what in ("page", "bare SQL", "bare view")
    )
    if warm:
        answers = [client.get(here.port, step.paths(), cookie)[1] for _ in range(WARM)]
        page.size = sorted(map(len, answers))[WARM // 2]
        check(step, answers[0])
        return
    waits = []
    with meters.round_of(page, meters.children(here.pid("web")), here.name, waits):
        waits += [client.get(here.port, step.paths(), cookie)[0] for _ in range(REQUESTS)]
    waits = []
    with here.connect(prepare_threshold=0) as connection:
        in_database(connection, step.statements())
        with meters.round_of(sql, [], here.name, waits):
            waits += [in_database(connection, step.statements()) for _ in range(REQUESTS)]
    waits = []
    with meters.round_of(view, meters.children(bare_pid), None, waits):
        waits += [client.get(bare.PORT, f"/{page.size}")[0] for _ in range(REQUESTS)]


def in_database(connection, statements):
    begin = time.perf_counter()
    for statement, values in statements:
        connection.execute(statement, values).fetchall()
    return (time.perf_counter() - begin) * 1000


def check(step, answer):
    """The page shows what it should: a page that is fast because it is empty is not fast."""
    found = len(set(re.findall(rb"T-\d+", answer)))
    if found < LEAST.get(step.name, 10):
        raise RuntimeError(f"“{step.name}” shows {found} tickets")
