"""One message on its way, to a server that is really there."""

import time

from supportdesk.outbound.hooks import guard, posting


def test_what_is_taken_is_taken_once_with_what_was_said(receiver):
    answer = posting.post(receiver.url + "?a=1", b'{"x":1}', {"Webhook-Id": "evt_1"})
    ((headers, body),) = receiver.taken
    assert (answer.status, answer.error, answer.taken) == (200, "", True)
    assert (body, headers["Webhook-Id"], headers["Content-Type"]) == (b'{"x":1}', "evt_1", "application/json")
    assert headers["Host"] == receiver.url.split("/")[2]


def test_a_redirect_is_not_followed(receiver, other_receiver):
    """INT-03: promises.md X-08."""
    for status in (301, 302, 307, 308):
        receiver.answers, receiver.elsewhere = [status], other_receiver.url
        answer = posting.post(receiver.url, b"{}", {})
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
    assert posting.post(f"http://moves.example:{port}/", b"{}", {}).taken
    assert asked == ["moves.example"]
    assert receiver.taken[0][0]["Host"] == f"moves.example:{port}"


def test_a_name_that_leads_inside_reaches_nobody(receiver, monkeypatch):
    monkeypatch.delenv("WEBHOOK_NETWORKS")
    answer = posting.post(f"https://localhost:{receiver.server_address[1]}/", b"{}", {})
    assert (answer.status, receiver.taken) == (None, [])
    assert answer.error == "This address is inside, or no address of the world."


def test_whoever_speaks_a_letter_at_a_time_is_cut_off(receiver):
    receiver.answers = ["drip"]
    began = time.monotonic()
    answer = posting.post(receiver.url, b"{}", {}, patience=0.3)
    assert answer.error == "No answer within 0.3 seconds."
    assert time.monotonic() - began < 1.5


def test_nobody_there(receiver):
    receiver.shutdown()
    receiver.server_close()
    answer = posting.post(receiver.url, b"{}", {})
    assert (answer.status, answer.error) == (None, "No connection, or it broke.")
