"""Which addresses a webhook may reach: those of the world, and the networks that the operator names. Never ours.

Where a name leads is looked up once for each try, every answer is looked at, and the connection is made to that very
address: a name that leads elsewhere a moment later leads nowhere new."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from supportdesk.env import env

Address = IPv4Address | IPv6Address
LONGEST = 500
WEB = {"https": 443, "http": 80}
FIRST_FREE_PORT = 1024
MAPPED = ip_network("::ffff:0:0/96")
TRANSLATED = [ip_network(one) for one in ("64:ff9b::/96", "2002::/16", "2001::/32", "::/96")]  # carry an IPv4 address


class Forbidden(Exception):
    """It is no address for a webhook. It says nothing of what is there."""


@dataclass(frozen=True)
class Target:
    """Where a message goes: the name for the receiver, and the address that the name led to."""

    host: str
    port: int
    path: str
    tls: bool
    address: str = ""

    @property
    def named(self) -> str:
        """For the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"


def wrong(url: str) -> str:
    """What is wrong with an address as it is written, in words, or nothing. Nothing is looked up."""
    try:
        target = parse(url)
    except Forbidden as why:
        return str(why)
    literal = as_address(target.host)
    if target.host.lower().rstrip(".") == "localhost" or (literal and not reachable(literal)):
        return "This address is inside, or no address of the world."
    if not target.tls and not (literal and operators(literal)):
        return "Begin with https://. Without TLS anybody on the way could read along."
    return ""


def parse(url: str) -> Target:
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Forbidden(f"An address has at most {LONGEST} plain characters; write other letters of a name as xn--….")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise Forbidden("This is no address.") from error
    if parts.scheme not in WEB or not host:
        raise Forbidden("Begin with https:// and name a host.")
    if "@" in parts.netloc or parts.fragment:
        raise Forbidden("An address names no user and no fragment.")
    port = WEB[parts.scheme] if port is None else port
    if port < FIRST_FREE_PORT and port not in WEB.values():
        raise Forbidden("Choose port 443, 80, or one from 1024.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, parts.scheme == "https")


def looked_up(url: str) -> Target:
    """The target with the address that its name leads to now. Raises Forbidden, or OSError when it leads nowhere."""
    target = parse(url)
    found = [ip_address(row[4][0].partition("%")[0]) for row in answers(target)]
    if not found or not all(reachable(one) for one in found):
        raise Forbidden("This address is inside, or no address of the world.")
    if not target.tls and not all(operators(one) for one in found):
        raise Forbidden("Begin with https://. Without TLS anybody on the way could read along.")
    return Target(target.host, target.port, target.path, target.tls, str(found[0]))


def answers(target: Target):
    return socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)


def as_address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def reachable(address: Address) -> bool:
    return operators(address) or public(address)


def public(address: Address) -> bool:
    """An address of the world, and none that leads to another one."""
    six = isinstance(address, IPv6Address)
    if six and (address in MAPPED or any(address in network for network in TRANSLATED)):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def operators(address: Address) -> bool:
    """Networks inside that the operator lets webhooks reach."""
    named: list[str] = env.list("WEBHOOK_NETWORKS", default=[])
    return any(address in ip_network(one) for one in named)
