"""Addresses in one form: the same page has one, whatever its links carry along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import (
    parse_qsl,
    quote,
    quote_from_bytes,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

from fazhi.collect.refusals import Refused

PORTS = {"http": 80, "https": 443}
# What may stand in a path or a question as it is; all else is written with percent signs.
PATH, QUESTION = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?[]|"
# Names of visits, not of pages: each visit has another, and every page would look new.
SESSION_IN_PATH = re.compile(r";j?sessionid=[^/?#;]*", re.I)
SESSION = re.compile(
    r"(?:^|&)(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id"
    r"|cfid|cftoken)=[^&]*",
    re.I,
)
HOME = re.compile(r"/(?:(?:index|default|home|main)\.\w{2,5})?", re.I)
BLANKS = re.compile(r"[\t\r\n]+")
LONGEST = 2_000
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
# What means the same with a percent sign and without (RFC 3986, 2.3).
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(address: str, encoding: str = "utf-8", visit: bool = False) -> str:
    """The address without fragment, session, default port; other characters in percent signs.

    Args:
        address: absolute, as people and pages write it.
        encoding: of the page that links it: browsers write the question in it, not the path.
        visit: keep the session.

    Raises `Refused` (`no_address`, `login` where it carries a password).
    """
    parts = urlsplit(_cleaned(address))
    try:
        port = parts.port
        host = _in_ascii(parts.hostname or "")
    except ValueError as error:
        raise Refused("no_address", address) from error
    if parts.scheme.lower() not in PORTS or not host:
        raise Refused("no_address", address)
    if parts.username or parts.password:
        raise Refused("login", address)
    scheme = parts.scheme.lower()
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port and port != PORTS[scheme] else ""
    asked = parts.query if visit else SESSION.sub("", parts.query).lstrip("&")
    path = _plain(quote(parts.path if visit else SESSION_IN_PATH.sub("", parts.path), safe=PATH))
    question = quote(asked, safe=QUESTION, encoding=encoding, errors="xmlcharrefreplace")
    return urlunsplit((scheme, place, path or "/", _unescaped(question), ""))


def _plain(path: str) -> str:
    """A path without steps back and needless percent signs (RFC 3986, 6.2.2)."""
    steps: list[str] = []
    *folders, last = _unescaped(path).split("/")
    for step in folders:
        if step == "..":
            # The first is what stands before the first slash.
            steps = steps[:-1] if len(steps) > 1 else steps
        elif step != ".":
            steps.append(step)
    if last in ("..", "."):
        steps, last = (steps[:-1] if last == ".." and len(steps) > 1 else steps), ""
    return "/".join((*steps, last))


def _unescaped(text: str) -> str:
    """Letters and digits written in percent signs as they are, other signs in capitals."""
    if "%" not in text:
        return text
    return ESCAPED.sub(lambda found: _sign(found[0]), text)


def _sign(escaped: str) -> str:
    sign = chr(int(escaped[1:], 16))
    return sign if sign in UNRESERVED else escaped.upper()


def _cleaned(address: str) -> str:
    """Without what people paste along; raises `Refused` where it is longer than any address."""
    found = BLANKS.sub("", address).strip().replace("\\", "/")
    if len(found) > LONGEST:
        raise Refused("no_address", f"{found[:80]}…")
    try:
        urlsplit(found)
    except ValueError as error:
        raise Refused("no_address", found) from error
    return found


def _in_ascii(host: str) -> str:
    """A host as the name service knows it: 中国.cn is xn--fiqs8s.cn."""
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def joined(base: str, link: str, encoding: str = "utf-8", visit: bool = False) -> str:
    """The canonical address of a link on a page; raises `Refused` (`no_address`)."""
    try:
        return canonical(urljoin(base, _cleaned(link)), encoding, visit)
    except ValueError as error:
        raise Refused("no_address", link) from error


def location(base: str, told: bytes, visit: bool = False) -> str:
    """The address that a header names: bytes beyond ASCII are sent back as they came."""
    return joined(base, quote_from_bytes(told, safe=QUESTION + "#"), visit=visit)


def asked_of(address: str) -> list[tuple[str, str]]:
    """Names and values of an address's question; bytes that are no UTF-8 (GBK) as surrogates."""
    query = urlsplit(address).query
    return parse_qsl(query, keep_blank_values=True, errors="surrogateescape")


def asking(address: str, asked: Iterable[tuple[str, str]]) -> str:
    """The address with another question, in which bytes go back as they came."""
    parts = urlsplit(address)
    return urlunsplit((*parts[:3], urlencode([*asked], errors="surrogateescape"), ""))


def host_of(address: str) -> str:
    """The host that an address asks, the one that is to be left alone between requests."""
    return urlsplit(address).hostname or ""


def site_of(address: str) -> str:
    """Host and port, with or without `www.` and encryption one: what a list allows."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = parts.port or PORTS[parts.scheme]
    return host if port in PORTS.values() else f"{host}:{port}"


def is_home(address: str) -> bool:
    """Whether an address is the front page of its host."""
    parts = urlsplit(address)
    return bool(parts.netloc) and not parts.query and HOME.fullmatch(parts.path or "/") is not None


def origin_of(address: str) -> str:
    """Scheme, host and port: whose `robots.txt` counts."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
