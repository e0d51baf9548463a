"""Many people write on few tickets at once, in two windows each, while the web server is killed under their hands:
not a character is lost, and nothing is said twice."""

import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.stack.desk import until

NAMES = ("joe", "ann", "sam", "tess", "rob")
WORDS = ["the", "fuse", "of", "printer", "three\n", "is", "gone", "—", "Ümläute", "漢字", "😀", "\n"]
PAUSE = 0.5  # seconds between two savings of one window, half of a browser's
SEND = 0.1  # how often a window says what it has written


class Window:
    """One window of one person on one ticket, as the script in the browser does it: it types, saves the newest text,
    and when no answer comes saves again; what it says it says under one key."""

    numbers = itertools.count()

    def __init__(self, api, ticket, name, seed):
        self.api, self.path, self.name = api, f"tickets/{ticket}", name
        self.random = random.Random(seed)
        self.tab, self.text = f"window-{next(self.numbers)}", ""
        self.turn, self.revision, self.saved = 0, 0, ""
        self.told = []

    def work(self, end):
        while time.monotonic() < end:
            self.type()
            self.save()
            if self.random.random() < SEND:
                self.say()
            time.sleep(PAUSE * self.random.random())
        self.type()
        self.save()

    def type(self):
        """Mostly on at the end, at times in the middle, at times a word goes."""
        word, place = self.random.choice(WORDS), self.random.randrange(len(self.text) + 1)
        chance = self.random.random()
        if chance < 0.8:
            self.text += f" {word}"
        elif chance < 0.95:
            self.text = f"{self.text[:place]}{word}{self.text[place:]}"
        else:
            self.text = self.text[: max(0, len(self.text) - 6)] + f" {word}"

    def until_heard(self, path, body, **headers):
        """The same words again and again until somebody answers."""
        while True:
            try:
                answer = self.api.post(path, body, **headers)
            except httpx2.TransportError:
                time.sleep(0.1)
                continue
            if answer.status_code not in (409, 429, 500, 502, 503):
                return answer
            time.sleep(0.2)

    def save(self):
        self.turn += 1
        body = {"body": self.text, "tab": self.tab, "turn": self.turn, "revision": self.revision}
        answer = self.until_heard(f"{self.path}/draft", body)
        assert answer.status_code == 200, answer.text
        self.revision, self.saved = answer.json()["revision"], self.text

    def say(self):
        """In public or as a note, marked so that it is found again; the window then begins anew."""
        said = f"[{self.tab}/{self.turn}] {self.text}"
        where = "messages" if self.name == "rob" or self.random.random() < 0.5 else "notes"
        answer = self.until_heard(f"{self.path}/{where}", {"body": said}, Idempotency_Key=f"{self.tab}-{self.turn}")
        assert answer.status_code == 201, answer.text
        self.told.append(said)
        self.text = f"({self.tab}) after {self.turn}:"
        self.save()


def everything(api, path):
    """The bodies of a whole list, page by page."""
    found, query = [], f"{path}?page_size=100"
    while query:
        page = api.get(query)
        found += [one["body"] for one in page["results"]]
        query = page["next"] and page["next"].partition("/api/v1/")[2]
    return found


def kill_web(desk):
    old = desk.pid("web")
    os.kill(old, signal.SIGKILL)
    until(lambda: desk.runs_anew("web", old), 60)


@pytest.mark.parametrize(
    ("tickets", "seconds", "kills"), [(2, 5, 1), pytest.param(10, 60, 4, marks=pytest.mark.prove)], ids=["few", "storm"]
)
def test_not_a_character_is_lost_however_many_write_and_whatever_dies(desk, owned, tickets, seconds, kills):
    pks = [owned(f"Storm {number}")["id"] for number in range(tickets)]
    writers = [(name, pk) for name in NAMES for pk in pks]
    windows = [Window(desk.api(name), pk, name, seed=f"{name}-{pk}-{which}") for name, pk in writers for which in "ab"]
    end = time.monotonic() + seconds
    killer = threading.Thread(
        target=lambda: [time.sleep(seconds / (kills + 1)) or kill_web(desk) for _ in range(kills)]
    )
    killer.start()
    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(lambda window: window.work(end), windows))
    killer.join()

    for name, pk in writers:
        draft = desk.api(name).get(f"tickets/{pk}/draft")
        kept = [draft["body"], *(other["text"] for other in draft["others"])]
        for window in windows:
            if (window.name, window.path) == (name, f"tickets/{pk}"):
                assert any(window.saved.strip() in text for text in kept), (window.saved, kept)
    for pk in pks:
        ann = desk.api("ann")
        said = Counter(everything(ann, f"tickets/{pk}/messages") + everything(ann, f"tickets/{pk}/notes"))
        told = [text for window in windows if window.path == f"tickets/{pk}" for text in window.told]
        assert {text: said[text] for text in told if said[text] != 1} == {}
