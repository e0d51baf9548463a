"""A plain HTTP client: one after the other, or eight at once for so many seconds."""

import json
import threading
import time
from http.client import HTTPConnection


def get(port, path, cookie=None, *, expected=200):
    """Milliseconds and the body of one GET."""
    headers = {"Host": "localhost", "Accept-Encoding": "identity"} | ({"Cookie": cookie} if cookie else {})
    return ask(port, "GET", path, None, headers, expected)


def post(port, path, body, token):
    headers = {"Host": "localhost", "Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return ask(port, "POST", path, json.dumps(body), headers, 201)


def ask(port, method, path, body, headers, expected):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    begin = time.perf_counter()
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    answer = response.read()
    took = (time.perf_counter() - begin) * 1000
    connection.close()
    if response.status != expected:
        raise RuntimeError(f"{method} {path} answered {response.status}: {answer[:300]!r}")
    return took, answer


def together(works, seconds):
    """Run each of these functions over and over at the same time; the waits of all calls."""
    waits, faults = [], []
    until = time.monotonic() + seconds

    def run(work):
        try:
            while time.monotonic() < until:
                begin = time.perf_counter()
                work()
                waits.append((time.perf_counter() - begin) * 1000)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return waits
