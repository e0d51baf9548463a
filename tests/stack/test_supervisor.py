"""Processes die; the desk does not."""

import os
import signal
import time

import httpx2
import pytest

from tests.stack.desk import MEMBERS, alive, until


def children(process):
    with open(f"/proc/{process}/task/{process}/children") as told:
        return [int(word) for word in told.read().split()]


@pytest.mark.parametrize("member", MEMBERS)
def test_a_member_killed_outright_runs_again_within_two_seconds(desk, member):
    old = desk.pid(member)
    os.kill(old, signal.SIGKILL)
    new, seconds = until(lambda: desk.runs_anew(member, old))
    assert seconds < 2
    assert alive(new)
    for address in (desk.url, desk.live_url):
        assert httpx2.get(f"{address}/healthz", timeout=30).status_code == 200


def test_a_killed_web_worker_is_replaced_and_the_next_pages_answer(desk):
    master = desk.pid("web")
    old = children(master)
    os.kill(old[0], signal.SIGKILL)
    until(lambda: len(set(children(master)) - set(old)) == 1 and len(children(master)) == len(old))
    began = time.monotonic()
    for _ in range(2 * len(old)):
        assert httpx2.get(f"{desk.url}/accounts/login/", timeout=30).status_code == 200
    assert time.monotonic() - began < 10
