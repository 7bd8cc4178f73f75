"""A page fetched with manners: robots.txt, pauses, waits, limits, hosts."""

from __future__ import annotations

import time
from email.utils import formatdate
from pathlib import Path

import pytest

from fazhi.collect.manners import Manners
from fazhi.collect.polite import Fetcher, SpentError, agent_of
from fazhi.collect.refusals import TOLD, Refused
from fazhi.collect.robots import read_robots
from fazhi.errors import FazhiError
from tests.collect.collecting import gathered, page
from tests.collect.portal import CONTACT, Portal, Reply, moved, packed, robots

PAUSE = 0.02
GUIDE = (Path(__file__).parents[2] / "docs/collect.md").read_text("utf-8")


def fetcher(portal: Portal, **more: object) -> Fetcher:
    asked = {"contact": CONTACT, "pause": PAUSE, "allow_private": True, **more}
    return Fetcher(Manners(**asked), {portal.site})  # type: ignore[arg-type]


def refusal(portal: Portal, path: str, **more: object) -> str:
    with fetcher(portal, **more) as one, pytest.raises(Refused) as error:
        one.get(portal.home + path)
    assert error.value.message and error.value.hint
    return error.value.code


def test_a_page_comes_with_who_asked_and_how(portal: Portal) -> None:
    portal.pages["/a"] = Reply("法治".encode("gb18030"), headers=(("ETag", b'"1"'),))
    with fetcher(portal) as one:
        answer = one.get(f"{portal.home}/a")
    assert (answer.status, answer.body) == (200, b"\xb7\xa8\xd6\xce")
    assert (answer.header("etag"), answer.media_type, answer.robots) == ('"1"', "text/html", "none")
    assert answer.reached == answer.asked == f"{portal.home}/a"
    assert [one.path for one in portal.log] == ["/robots.txt", "/a"]
    assert {one.headers["User-Agent"] for one in portal.log} == {agent_of(CONTACT)}
    assert agent_of(CONTACT).endswith(f"(+mailto:{CONTACT})")


@pytest.mark.parametrize("contact", ["", "me", "a b@c.d", "张@县.cn", "x@y.z\r\nCookie: 1"])
def test_who_cannot_be_reached_collects_nothing(contact: str) -> None:
    with pytest.raises(FazhiError) as error:
        Manners(contact)
    assert error.value.code == "contact"


def test_no_pause_is_shorter_than_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi.collect.manners.LEAST_PAUSE", 2.0)
    with pytest.raises(FazhiError) as error:
        Manners(CONTACT, pause=1.9)
    assert error.value.code == "pause"
    assert Manners(CONTACT).pause == 2.0


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /secret/",
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /secret/",
        "# 政府网站\nUser-agent: fazhi\nDisallow: /secret/*.html$".encode("gb18030"),
        b"\xef\xbb\xbf# \xd5\xfe\xb8\xae\r\nUser-agent: *\r\nDisallow: /secret/",
        "User-agent: *\nDisallow: /secret/".encode("utf-16"),
        b"\xfe\xff" + "# 政府网站\r\nUser-agent: *\r\nDisallow: /secret/".encode("utf-16-be"),
        "User-agent: *\nDisallow: /secret/".encode("utf-16-le"),
        "User-agent: fazhi/0.1.0\nDisallow: /secret/\n\nUser-agent: *\nDisallow:",
        "User-agent: Mozilla/5.0 (compatible; Fazhi/9)\nDisallow: /secret/",
    ],
    ids=[
        *("plain", "mark", "gbk", "mark and gbk", "utf-16", "utf-16-be", "utf-16 without mark"),
        *("version", "in a long name"),
    ],
)
def test_robots_are_obeyed_in_any_writing(portal: Portal, rules: str | bytes) -> None:
    portal.pages |= {"/robots.txt": robots(rules), "/open": Reply(b"x")}
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/open").robots == "allowed"
    assert refusal(portal, "/secret/1.html") == "robots"
    assert not [path for path in portal.paths() if "secret" in path]


def test_rules_for_others_of_like_names_are_not_ours() -> None:
    for name in ("fazhi-news", "myfazhi", "fazhibot/1.0", "other # fazhi"):
        rules = read_robots(f"User-agent: {name}\nDisallow: /".encode())
        assert rules.says("http://x.test/a") == "allowed", name


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("way", ["公开", "%B9%AB%BF%AA", "%E5%85%AC%E5%BC%80"])
def test_a_path_is_refused_in_both_its_writings(encoding: str, way: str) -> None:
    """A path is written with the percent signs of GBK or of UTF-8, whatever the file has."""
    rules = read_robots(f"# 规则\nUser-agent: *\nDisallow: /{way}/".encode(encoding))
    for path in ("%B9%AB%BF%AA", "%b9%ab%bf%aa", "%E5%85%AC%E5%BC%80", "公开"):
        assert rules.says(f"http://x.test/{path}/1.html") == "refused", path
    # As many bytes, other signs (通知).
    assert rules.says("http://x.test/%CD%A8%D6%AA/1.html") == "allowed"


def test_a_gbk_sign_that_ends_in_a_letter_is_read_whole() -> None:
    rules = read_robots("User-agent: *\nDisallow: /夾/".encode("gb18030"))
    assert "夾".encode("gb18030") == b"\x8a\x41"
    assert rules.says("http://x.test/%8AA/1.html") == "refused"


def test_a_page_in_place_of_robots_allows_all(portal: Portal) -> None:
    portal.pages |= {"/robots.txt": Reply("<html>找不到页面</html>".encode()), "/a": Reply(b"x")}
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/a").status == 200


def test_a_host_whose_robots_fail_is_not_asked(portal: Portal) -> None:
    portal.pages |= {"/robots.txt": Reply(b"", 503), "/a": Reply(b"x")}
    assert refusal(portal, "/a", attempts=2) == "robots_unreachable"
    assert [one.path for one in portal.log] == ["/robots.txt"] * 2


def test_robots_that_fail_once_are_asked_again(portal: Portal) -> None:
    said = robots("User-agent: *\nDisallow: /b")
    portal.pages |= {
        "/robots.txt": lambda _, before: said if before else Reply(b"", 503),
        "/a": Reply(b"x"),
    }
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/a").robots == "allowed"


def test_a_host_whose_robots_fail_holds_no_other_host_up(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {f"/{at}.html": Reply(page(f"甲镇第{at}号报告")) for at in range(3)}
    with Portal() as dead:
        dead.pages |= {"/robots.txt": Reply(b"", 500), "/a.html": Reply(b"x")}
        away = dead.home.replace("127.0.0.1", "localhost")
        listed = f"url\n{away}/a.html\n=/0.html\n=/1.html\n=/2.html\n"
        done = gathered(portal, tmp_path, listed, pause=0.1, attempts=3)
    # Its tries lie a quarter and half a second apart; the others come between them.
    assert [one.path for one in dead.log] == ["/robots.txt"] * 3
    assert portal.paths() == ["/0.html", "/1.html", "/2.html"]
    assert portal.log[0].at < dead.log[1].at and portal.log[-1].at < dead.log[2].at
    assert dead.gaps()[0] >= 0.125 and dead.gaps()[1] >= 0.25
    assert [end.bare for _, end in done.finished] == ["robots_unreachable", "", "", ""]


def test_robots_that_moved_are_followed_and_their_circles_allow_all(portal: Portal) -> None:
    portal.pages |= {
        "/robots.txt": moved("/r.txt"),
        "/r.txt": robots("User-agent: *\nDisallow: /b"),
        "/a": Reply(b"x"),
    }
    assert refusal(portal, "/b") == "robots"
    assert [one.path for one in portal.log] == ["/robots.txt", "/r.txt"]
    portal.pages["/r.txt"] = moved("/robots.txt")
    portal.log.clear()
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/a").robots == "none"
    assert len(portal.log) == 11


def test_the_pause_lies_between_any_two_requests(portal: Portal) -> None:
    portal.pages |= {f"/{at}": Reply(b"x") for at in range(4)}
    with fetcher(portal, pause=0.08) as one:
        for at in range(4):
            one.get(f"{portal.home}/{at}")
    assert len(portal.gaps()) == 4
    assert min(portal.gaps()) >= 0.08


def test_a_longer_crawl_delay_wins(portal: Portal) -> None:
    portal.pages |= {f"/{at}": Reply(b"x") for at in range(3)}
    portal.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.15")
    with fetcher(portal) as one:
        for at in range(3):
            one.get(f"{portal.home}/{at}")
    assert min(portal.gaps()) >= 0.15


def test_a_delay_of_an_hour_is_a_no(portal: Portal) -> None:
    portal.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 3600"), "/a": Reply(b"x")}
    assert refusal(portal, "/a") == "robots"
    assert portal.paths() == []


@pytest.mark.parametrize("told", ["seconds", "day"])
def test_a_host_that_asks_to_wait_is_left_alone_so_long(portal: Portal, told: str) -> None:
    def busy(_: object, before: int) -> Reply:
        when = b"1" if told == "seconds" else formatdate(time.time() + 2, usegmt=True).encode()
        return Reply(b"x") if before else Reply(b"", 429, (("Retry-After", when),))

    portal.pages["/a"] = busy
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/a").status == 200
    assert portal.gaps()[-1] >= 1.0


def test_a_host_that_asks_for_an_hour_is_not_asked_again(portal: Portal) -> None:
    portal.pages |= {"/a": Reply(b"", 429, (("Retry-After", b"3600"),)), "/b": Reply(b"x")}
    with fetcher(portal) as one:
        for path in ("/a", "/b", "/b"):
            with pytest.raises(Refused) as error:
                one.get(portal.home + path)
            assert error.value.code == "busy"
    assert portal.paths() == ["/a"]


def test_a_host_where_nobody_is_is_left_alone(portal: Portal) -> None:
    portal.pages |= {f"/{at}": Reply(b"", 500) for at in range(30)}
    with fetcher(portal, pause=0.001, attempts=2) as one:
        for at in range(30):
            with pytest.raises(Refused) as error:
                one.get(f"{portal.home}/{at}")
            assert error.value.code == "server_error"
    assert len(portal.paths()) == 20


def test_a_server_that_fails_is_asked_again_and_left_in_the_end(portal: Portal) -> None:
    portal.pages |= {
        "/once": lambda _, before: Reply(b"x") if before else Reply(b"", 503),
        "/always": Reply(b"", 500),
    }
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/once").status == 200
    assert portal.gaps()[-1] >= 2 * PAUSE
    assert refusal(portal, "/always", attempts=3) == "server_error"
    assert portal.paths().count("/always") == 3


def test_redirections_are_followed_and_their_circles_are_not(portal: Portal) -> None:
    portal.pages |= {
        "/old": moved("/new/页.html".encode("gb18030")),
        "/new/%D2%B3.html": Reply(b"x"),
        "/1": moved("/2"),
        "/2": moved("/1"),
        "/visit": moved("/visit;jsessionid=7"),
        "/visit;jsessionid=7": Reply(b"visit"),
        "/out": moved("http://localhost:9/a"),
        "/login": moved("http://user:secret@127.0.0.1/"),
    }
    with fetcher(portal) as one:
        answer = one.get(f"{portal.home}/old")
        assert one.get(f"{portal.home}/visit").body == b"visit"
    assert (answer.asked, answer.reached) == (
        f"{portal.home}/old",
        f"{portal.home}/new/%D2%B3.html",
    )
    assert refusal(portal, "/1") == "circle"
    assert refusal(portal, "/out") == "other_host"
    assert refusal(portal, "/login") == "login"


def test_bodies_that_stop_early_are_none(portal: Portal) -> None:
    whole = packed("法治".encode() * 500)
    portal.pages |= {
        "/short": Reply(b"x" * 10, length=100),
        "/packed": Reply(whole.body[:-9], headers=whole.headers),
        "/again": lambda _, before: Reply(b"x" * 9) if before else Reply(b"x", length=9),
    }
    assert refusal(portal, "/short", attempts=2) == "truncated"
    assert refusal(portal, "/packed", attempts=1) == "truncated"
    with fetcher(portal) as one:
        assert one.get(f"{portal.home}/again").body == b"x" * 9


def test_limits_of_size_time_and_unpacking(portal: Portal) -> None:
    portal.pages |= {
        "/told": Reply(b"x", length=300_000_000),
        "/untold": Reply(b"x" * 3_000, length=-1),
        "/chunks": Reply(b"x" * 3_000, chunked=True),
        "/bomb": packed(b"\0" * 3_000_000),
        "/slow": Reply(b"x" * 6_400, slow=0.05),
        "/odd": Reply(b"x", headers=(("Content-Encoding", b"br"),)),
    }
    assert refusal(portal, "/told") == "too_large"
    assert refusal(portal, "/untold", largest=2_000) == "too_large"
    assert refusal(portal, "/chunks", largest=2_000) == "too_large"
    assert refusal(portal, "/bomb", largest=1_000_000) == "bomb"
    assert refusal(portal, "/slow", seconds=0.3, attempts=1) == "too_slow"
    assert refusal(portal, "/odd") == "coding"


@pytest.mark.parametrize(
    ("first", "dripped"),
    [
        (b"", b"X-Slow: " + b"a" * 300),
        (b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"a" * 300),
        (b"Connection: close\r\n\r\n", b"a" * 300),
    ],
    ids=["in the head", "in the line of a chunk", "in a body without an end"],
)
def test_an_answer_that_drips_is_cut_in_time(portal: Portal, first: bytes, dripped: bytes) -> None:
    """Whole, each would take fifteen seconds, and no single wait is long."""
    portal.pages |= {"/drip": Reply(first, dripped=dripped), "/a": Reply(b"x")}
    began = time.monotonic()
    with fetcher(portal, seconds=0.5, attempts=1) as one:
        with pytest.raises(Refused) as error:
            one.get(f"{portal.home}/drip")
        assert error.value.code == "too_slow"
        assert time.monotonic() - began < 5
        # The next answer comes over a new connection.
        assert one.get(f"{portal.home}/a").body == b"x"


def test_packed_bodies_are_unpacked_and_kept_as_sent(portal: Portal) -> None:
    words = "法治政府建设".encode() * 900
    portal.pages |= {"/a": packed(words), "/b": packed(words, chunked=True)}
    with fetcher(portal) as one:
        for path in ("/a", "/b"):
            answer = one.get(portal.home + path)
            assert answer.body == words
            assert answer.sent == packed(words).body or answer.sent[:2] == b"\x1f\x8b"


def test_nothing_beside_the_hosts_listed_is_asked(portal: Portal) -> None:
    with fetcher(portal) as one, pytest.raises(Refused) as error:
        one.get("http://example.org/")
    assert error.value.code == "other_host"
    assert portal.log == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "[::1]",
        "169.254.169.254",
        "0.0.0.0",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2001:0:1:2:3:4:80ff:fffe]",
    ],
)
def test_private_networks_are_not_asked(host: str) -> None:
    manners = Manners(CONTACT, pause=0.0)
    with Fetcher(manners, {host.strip("[]")}) as one, pytest.raises(Refused) as error:
        one.get(f"http://{host}/")
    assert error.value.code == "private_network"


def test_links_to_the_machine_s_own_service_are_never_asked() -> None:
    manners = Manners(CONTACT, pause=0.0, allow_private=True)
    with Fetcher(manners, {"169.254.169.254"}) as one, pytest.raises(Refused) as error:
        one.get("http://169.254.169.254/latest")
    assert error.value.code == "private_network"


def test_the_machine_that_was_checked_is_the_one_asked(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name service that answers otherwise the second time is not asked a second time."""
    asked: list[str] = []

    def once(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("fazhi.collect.guard.socket.getaddrinfo", once)
    portal.pages["/a"] = Reply(b"x")
    port = portal.site.rpartition(":")[2]
    manners = Manners(CONTACT, pause=0.0, allow_private=True)
    with Fetcher(manners, {f"town.test:{port}"}) as one:
        answer = one.get(f"http://town.test:{port}/a")
    assert (answer.body, answer.machine) == (b"x", "127.0.0.1")
    assert {one.headers["Host"] for one in portal.log} == {f"town.test:{port}"}
    # One look at the name a request; then its number.
    assert asked == ["town.test", "127.0.0.1", "town.test"]


def test_a_host_that_does_not_answer_is_told() -> None:
    manners = Manners(CONTACT, pause=0.0, allow_private=True, attempts=1)
    with Fetcher(manners, {"127.0.0.1:9"}) as one, pytest.raises(Refused) as error:
        one.get("http://127.0.0.1:9/")
    assert (error.value.code, error.value.where) == ("no_connection", "http://127.0.0.1:9/")


@pytest.mark.parametrize("bound", [{"requests": 3}, {"total": 200}, {"minutes": 0.03}])
def test_the_budget_ends_the_run(portal: Portal, bound: dict[str, float]) -> None:
    """`robots.txt` and two pages of a hundred bytes, the second two seconds after the run began."""
    portal.pages |= {f"/{at}": Reply(b"x" * 100) for at in range(3)}
    portal.pages["/1"] = Reply(b"x" * 100, slow=2.0)
    with fetcher(portal, **bound) as one:
        one.get(f"{portal.home}/0")
        one.get(f"{portal.home}/1")
        with pytest.raises(SpentError):
            one.get(f"{portal.home}/2")
    assert len(portal.log) == 3


def test_every_reason_says_what_and_what_to_do() -> None:
    for code, (message, hint) in TOLD.items():
        assert message and hint.endswith("."), code
        assert f"| `{code}` | {message} | {hint} |" in GUIDE
