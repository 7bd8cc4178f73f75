"""A `robots.txt` that lies elsewhere: asked for once, each request with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.collect.collected import Asked
from fazhi.collect.manners import Manners
from fazhi.collect.polite import Fetcher
from fazhi.collect.refusals import Refused
from tests.collect.collecting import gathered, page, rows
from tests.collect.kills import faults
from tests.collect.portal import CONTACT, Portal, Reply, moved, robots

FORBIDDING = "User-agent: *\nDisallow: /no"


def test_rules_that_lie_at_another_origin_are_asked_for_once(portal: Portal) -> None:
    """As where a site leads from its bare name to `www.`, whichever is asked first."""
    away = portal.home.replace("127.0.0.1", "localhost")
    portal.pages["/robots.txt"] = lambda asked, _: (
        moved(f"{away}/robots.txt") if "127" in asked.headers["Host"] else robots(FORBIDDING)
    )
    portal.pages |= {"/a": Reply(b"x"), "/no": Reply(b"x")}
    for first, second in ((portal.home, away), (away, portal.home)):
        portal.log.clear()
        sites = {portal.site, portal.site.replace("127.0.0.1", "localhost")}
        manners = Manners(CONTACT, pause=0.0, allow_private=True)
        with Fetcher(manners, sites) as one:
            for home in (first, second):
                assert one.get(f"{home}/a").status == 200
                with pytest.raises(Refused):
                    one.get(f"{home}/no")
        asked = [(one.headers["Host"][:3], one.path) for one in portal.log]
        assert len(asked) == len(set(asked)) == 4


def test_each_step_to_it_has_a_row_and_is_not_asked_again(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/robots.txt": moved("/there.txt"),
        "/there.txt": robots(FORBIDDING),
        "/a.html": Reply(page("平安镇2023年法治政府建设年度报告")),
    }
    listed = "url\n=/a.html\n=/no.html\n"
    gathered(portal, tmp_path, listed, Asked(warc=True), requests=3)
    told = [(one.asked.removeprefix(portal.home), one.state) for one in rows(tmp_path)]
    steps = [("/robots.txt", "moved"), ("/there.txt", "kept")]
    assert told[:2] == steps and list(faults(tmp_path / "raw")) == []
    gathered(portal, tmp_path, listed, Asked(warc=True))
    asked = [one.path for one in portal.log]
    assert asked[:3] == ["/robots.txt", "/there.txt", "/a.html"]
    assert "/no.html" not in asked


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_run_stopped_between_the_steps_goes_on_with_the_next(
    portal: Portal, tmp_path: Path, steps: int
) -> None:
    portal.pages |= {
        "/robots.txt": moved("/there.txt"),
        "/there.txt": moved("/at-last.txt"),
        "/at-last.txt": robots(FORBIDDING),
        "/a.html": Reply(page("平安镇2023年法治政府建设年度报告")),
    }
    listed = "url\n=/a.html\n=/no.html\n"
    while not gathered(portal, tmp_path, listed, requests=steps).whole:
        pass
    expected = ["/robots.txt", "/there.txt", "/at-last.txt", "/a.html"]
    assert [one.path for one in portal.log] == expected


def test_a_circle_of_steps_ends_however_often_a_run_is_stopped(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages |= {
        "/robots.txt": moved("/there.txt"),
        "/there.txt": moved("/robots.txt"),
        "/a.html": Reply(page("平安镇2023年法治政府建设年度报告")),
    }
    for _ in range(30):
        if gathered(portal, tmp_path, "url\n=/a.html\n", requests=1).whole:
            break
    assert portal.paths()[-1] == "/a.html" and len(portal.log) < 30
