"""Messages that leave: two thousand for one receiver, in order, then as many shared by two; the real worker sends them.

The receivers answer at once and stand in this process, on the same cores."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from . import load, meters, place

NUMBER, PATIENCE = 2_000, 600


class Talk(BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((time.monotonic(), self.headers["Webhook-Id"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nobody reads it."""


class Receiver(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/"


def measure():
    load.prototypes()
    for number in (1, 2):
        here = place.Place(0, f"bench_webhooks_{number}", more={"WEBHOOK_NETWORKS": "127.0.0.0/8"})
        place.copy(load.PROTOTYPES, here.name)
        receivers = [Receiver() for _ in range(number)]
        try:
            here.inside("owe", NUMBER // number, *[one.url for one in receivers], EVENT_NUDGE="0")
            with here.desk():
                yield delivered(here, receivers)
        finally:
            for one in receivers:
                one.shutdown()
                one.server_close()
            place.drop(here.name)


def delivered(here, receivers):
    time.sleep(15)  # what the copy has still to tell is told
    app, database = meters.children(here.pid("worker")), meters.children(place.postmaster())
    begun = meters.cpu(app), meters.cpu(database)
    here.inside("resume", EVENT_NUDGE="0")
    until = time.monotonic() + PATIENCE
    while sum(len(one.taken) for one in receivers) < NUMBER or here.inside("owed"):
        if time.monotonic() > until:
            raise RuntimeError("not all of them left")
        time.sleep(1)
    spent = meters.cpu(app) - begun[0], meters.cpu(database) - begun[1]
    for one in receivers:
        ids = [int(told.removeprefix("evt_")) for _, told in one.taken]
        if ids != sorted(set(ids)):
            raise RuntimeError("out of order, or doubled")
    instants = sorted(instant for one in receivers for instant, _ in one.taken)
    figures = {"app_cpu_ms": spent[0] / NUMBER, "db_cpu_ms": spent[1] / NUMBER, "n": NUMBER}
    figures["per_second"] = (NUMBER - 1) / (instants[-1] - instants[0])
    what = "one receiver" if len(receivers) == 1 else f"{len(receivers)} receivers at once"
    return {"step": "webhooks", "what": what} | {name: round(value, 2) for name, value in figures.items()}
