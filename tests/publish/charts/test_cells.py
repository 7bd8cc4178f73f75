"""Words in the cells of a grid on a telephone: legible, and none runs into its neighbour."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from tests.publish.test_pages import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
TOWNS = ("清河镇", "石桥乡", "柳林镇", "金沙镇", "白马乡", "东湖镇", "云岭镇", "平沙镇")
REPORT = """{town}2024年法治政府建设年度报告
一、主要工作和成效
开展普法宣传活动2{n}场次，发放宣传资料1{n}876份，受教育群众12{n}876人次。
二、存在的问题
执法力量不足。
三、下一年安排
加强执法队伍建设。
"""
# Of each row of words: those shown that touch the next, and the sizes of those shown.
CELLS = """(() => {
  const seen = [...document.querySelectorAll('.role-mark.mark-text text')]
    .filter(one => one.textContent && getComputedStyle(one).opacity !== '0');
  const boxes = seen.map(one => one.getBoundingClientRect());
  return {
    touching: seen.filter((one, at) => at && boxes[at].top === boxes[at - 1].top
      && boxes[at].left > boxes[at - 1].left && boxes[at].left < boxes[at - 1].right)
      .map(one => one.textContent),
    told: seen.map(one => one.textContent),
    least: Math.min(...seen.map(one => parseFloat(getComputedStyle(one).fontSize))),
  };
})()"""


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("eight")
    (root / "raw").mkdir()
    for n, town in enumerate(TOWNS):
        (root / "raw" / f"{town}-2024.txt").write_text(REPORT.format(town=town, n=n), "utf-8")
    build(root / "raw", root / "tables", jobs=1)
    publish_site(root / "tables", root / "site", NOTEBOOKS)
    return root / "site"


@pytest.mark.parametrize("width", [390, 1440])
def test_figures_of_eight_reports_stand_apart(eight: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    open_page(page, eight / "cross_town.html")
    cells = page.evaluate(CELLS)
    assert cells["touching"] == []
    assert cells["least"] >= 7.5
    # Five digits have room on a telephone; more, only where the page is wide.
    assert "10876" in cells["told"]
    assert ("12.0876万" in cells["told"]) is (width == 1440)
    page.close()
