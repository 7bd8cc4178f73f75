"""Which machine a host's name stands for, looked at before anything is sent to it."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from fazhi.collect.refusals import Refused

# By these a machine that speaks the newer form alone reaches one of the older (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")


def checked(host: str, port: int, allow_private: bool, address: str) -> str:
    """The numeric address to connect to.

    Connecting to this very number, not to the name again, keeps a name service from giving a
    harmless answer first and another one then.

    Raises `Refused`: `no_such_host`; `private_network` where any of the numbers is no public one
    (with `allow_private`: none of a private network or this machine either).
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused("no_such_host", address) from error
    numbers = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not all(_is_allowed(_inner(one), allow_private) for one in numbers):
        raise Refused("private_network", address)
    # Many portals are named in both and answer in the older one alone.
    return str(min(numbers, key=lambda one: one.version))


def _inner(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The number that is reached through one which only wraps it."""
    if isinstance(number, IPv4Address):
        return number
    if number in TRANSLATED:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    tunnelled = number.teredo[1] if number.teredo else None
    return number.ipv4_mapped or number.sixtofour or tunnelled or number


def _is_allowed(number: IPv4Address | IPv6Address, allow_private: bool) -> bool:
    is_odd = number.is_multicast or number.is_unspecified or number.is_link_local
    own = allow_private and (number.is_private or number.is_loopback)
    return not is_odd and (number.is_global or own)
