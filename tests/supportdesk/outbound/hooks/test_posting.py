"""One message on its way, to a server that is really there."""

import time

import pytest

from supportdesk.outbound.hooks import guard, posting


def post(url, body=b"{}", headers=None, **more):
    """One message on a line of its own."""
    with posting.Line(url, **more) as line:
        return line.post(body, headers or {})


def test_what_is_taken_is_taken_once_with_what_was_said(receiver):
    answer = post(receiver.url + "?a=1", b'{"x":1}', {"Webhook-Id": "evt_1"})
    ((headers, body),) = receiver.taken
    assert (answer.status, answer.error, answer.taken) == (200, "", True)
    assert (body, headers["Webhook-Id"], headers["Content-Type"]) == (b'{"x":1}', "evt_1", "application/json")
    assert headers["Host"] == receiver.url.split("/")[2]


def test_a_redirect_is_not_followed(receiver, other_receiver):
    """INT-03: promises.md X-08."""
    for status in (301, 302, 307, 308):
        receiver.answers, receiver.elsewhere = [status], other_receiver.url
        answer = post(receiver.url, b"{}", {})
        assert (answer.status, answer.taken, answer.error) == (status, False, f"It answered {status}.")
    assert other_receiver.taken == []


def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere_new(receiver, other_receiver, monkeypatch):
    """The connection goes to the address that was looked at: names are asked once."""
    asked = []

    def rebinding(target):
        asked.append(target.host)
        return [(0, 0, 0, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.2", target.port))]

    monkeypatch.setattr(guard, "answers", rebinding)
    port = receiver.server_address[1]
    assert post(f"http://moves.example:{port}/", b"{}", {}).taken
    assert asked == ["moves.example"]
    assert receiver.taken[0][0]["Host"] == f"moves.example:{port}"


def test_a_name_that_leads_inside_reaches_nobody(receiver, monkeypatch):
    monkeypatch.delenv("WEBHOOK_NETWORKS")
    answer = post(f"https://localhost:{receiver.server_address[1]}/", b"{}", {})
    assert (answer.status, receiver.taken) == (None, [])
    assert answer.error == "This address is inside, or no address of the world."


def test_whoever_speaks_a_letter_at_a_time_is_cut_off(receiver):
    receiver.answers = ["drip"]
    began = time.monotonic()
    answer = post(receiver.url, b"{}", {}, patience=0.3)
    assert answer.error == "No answer within 0.3 seconds."
    assert time.monotonic() - began < 1.5


def test_the_messages_of_a_turn_share_a_line(receiver):
    with posting.Line(receiver.url) as line:
        assert all(line.post(b"{}", {"Webhook-Id": f"evt_{number}"}).taken for number in range(5))
    assert (receiver.ids, receiver.lines) == ([f"evt_{number}" for number in range(5)], 1)


@pytest.mark.parametrize("fault", ["hangs_up", "endless"])
def test_a_line_that_is_of_no_use_any_more_is_begun_anew(receiver, fault):
    """It was closed without a word, or more is announced on it than anybody reads: each message comes once."""
    setattr(receiver, fault, True)
    with posting.Line(receiver.url) as line:
        for number in range(3):
            assert line.post(b"{}", {"Webhook-Id": f"evt_{number}"}).taken
    assert (receiver.ids, receiver.lines) == (["evt_0", "evt_1", "evt_2"], 3)


@pytest.mark.parametrize("fault", ["hangs_up", "endless"])
def test_a_line_that_is_begun_anew_is_looked_at_anew(receiver, fault, monkeypatch):
    """promises.md X-08: a name that leads inside by now gets no second message."""
    leads = iter(["127.0.0.1", "10.0.0.1"])
    monkeypatch.setattr(guard, "answers", lambda target: [(0, 0, 0, "", (next(leads), target.port))])
    setattr(receiver, fault, True)
    with posting.Line(f"http://moves.example:{receiver.server_address[1]}/") as line:
        assert line.post(b"{}", {}).taken
        again = line.post(b"{}", {})
    assert again.error == "This address is inside, or no address of the world."
    assert len(receiver.taken) == 1


def test_nobody_there(receiver):
    receiver.shutdown()
    receiver.server_close()
    answer = post(receiver.url, b"{}", {})
    assert (answer.status, answer.error) == (None, "No connection, or it broke.")
