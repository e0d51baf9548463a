"""Who is on a ticket now (T-59): looking, writing, or away from it. A courtesy that nothing depends on: it stands in
Redis, is forgotten by itself, and nobody waits for it. Nothing is locked."""

import json
from dataclasses import dataclass

from supportdesk import broker, live

LASTS = {"writing": 40, "viewing": 40, "away": 150}  # seconds without another word, the loudest first
STATES = tuple(LASTS)
KEPT = max(LASTS.values())


@dataclass(frozen=True)
class Present:
    person: int
    name: str
    state: str
    seconds: int  # until this is forgotten, when nothing more is heard

    @property
    def rank(self):
        return STATES.index(self.state), -self.seconds


def beat(ticket_pk, person, *, page, state, now):
    """This page of this person still stands open. Others are told only when that changes something."""
    kept = {"person": person.pk, "name": person.name, "state": state, "until": now.timestamp() + LASTS[state]}
    answer = broker.put(place(ticket_pk), f"{person.pk}.{page}", json.dumps(kept), seconds=KEPT)
    if answer is not None and state_of(answer[0], now) != state:
        tell(ticket_pk)


def leave(ticket_pk, person, *, page):
    if broker.drop(place(ticket_pk), f"{person.pk}.{page}"):
        tell(ticket_pk)


def present(ticket_pks, *, now, but):
    """Ticket -> who else is on it: everybody once, with the loudest of what their pages say."""
    found = broker.all_of([place(pk) for pk in ticket_pks])
    everybody = {pk: people(kept.values(), now, but) for pk, kept in zip(ticket_pks, found, strict=True)}
    return {pk: there for pk, there in everybody.items() if there}


def people(kept, now, but):
    found: dict[int, Present] = {}
    for one in (read(text, now) for text in kept):
        if one and one.person != but.pk and (one.person not in found or one.rank < found[one.person].rank):
            found[one.person] = one
    return sorted(found.values(), key=lambda one: (STATES.index(one.state), one.name))


def read(text, now):
    kept = json.loads(text)
    seconds = round(kept["until"] - now.timestamp())
    return Present(kept["person"], kept["name"], kept["state"], seconds) if seconds > 0 else None


def state_of(text, now):
    one = read(text, now) if text else None
    return one and one.state


def tell(ticket_pk):
    live.say({f"ticket-{ticket_pk}/here"})


def place(ticket_pk):
    return f"here:{ticket_pk}"
