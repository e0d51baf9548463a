"""What a webhook may reach: the world, and nothing of ours (promises.md X-08)."""

from ipaddress import ip_address

import pytest

from supportdesk.outbound.hooks import guard
from tests.supportdesk.outbound.hooks.test_posting import post

INSIDE = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://192.0.2.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://localhost/",
    "https://localhost:8443/",
]
NONE = [
    "",
    "https://",
    "https://LOCALHOST./",
    "https://[fe80::1%25lo]/",
    "https:///x",
    "//example.com/",
    "example.com",
    "http://93.184.216.34/",
    "ftp://example.com/",
    "gopher://example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "unix:/run/postgres",
    "https://user@example.com/",
    "https://user:word@example.com/",
    "https://example.com#@127.0.0.1/",
    "https://example.com/#part",
    "https://example.com\\@127.0.0.1/",
    "https://exam ple.com/",
    "https://example.com/\r\nHost: other",
    "https://example.com/\t",
    "https://①②⑦.⓪.⓪.①/",
    "https://example.com:22/",
    "https://example.com:25/",
    "https://example.com:99999/",
    "https://example.com:x/",
    "https://[::1/",
    "https://" + "a" * 500 + ".example/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_what_leads_inside_is_refused_before_a_connection(url):
    answer = post(url, patience=1)
    assert answer.status is None
    assert answer.error == "This address is inside, or no address of the world."


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_address_of_the_web_is_refused_as_it_is_written(url):
    assert guard.wrong(url)


@pytest.mark.parametrize("url", ["https://example.com/", "https://example.com:8443/in?x=1", "https://93.184.216.34/"])
def test_what_is_an_address_of_the_world_is_taken(url):
    assert guard.wrong(url) == ""


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111"])
def test_public_is_public(address):
    assert guard.public(ip_address(address))


def test_a_name_with_one_address_inside_among_others_is_refused(monkeypatch):
    rows = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(guard, "answers", lambda target: rows)
    with pytest.raises(guard.Forbidden):
        guard.looked_up("https://example.com/")


def test_what_the_operator_lets_through_needs_no_tls_and_the_rest_of_inside_stays_shut(inside):
    assert guard.wrong("http://127.0.0.1:9000/") == ""
    assert guard.wrong("https://10.0.0.1/")
    assert guard.wrong("http://example.com/")
