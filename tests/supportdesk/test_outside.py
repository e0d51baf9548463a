"""Two places for speaking with the outside: for the processes of one worker, and nobody's when their holder dies."""

import os
import signal
import time

from supportdesk import outside


def holder():
    """A process that has taken a place and sits in it."""
    said, says = os.pipe()
    if not (pid := os.fork()):
        with outside.place() as free:
            os.write(says, b"y" if free else b"n")
            time.sleep(30)
            os._exit(0)
    assert os.read(said, 1) == b"y"
    for end in (said, says):
        os.close(end)
    return pid


def end(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def spoken():
    """Whether a task of ours came to speak just now."""
    words = []
    outside.speaks(lambda: words.append("hello"))()
    return bool(words)


def test_who_finds_no_place_says_nothing_and_a_dead_holder_leaves_one():
    first, second = holder(), holder()
    assert not spoken()
    end(first)
    assert spoken()
    assert spoken()
    third = holder()
    assert not spoken()
    for pid in (second, third):
        end(pid)
    assert spoken()
