"""`fazhi collect` as a user meets it: what it says, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fazhi import cli
from fazhi.cli import speech
from fazhi.collect.needs import require
from fazhi.errors import FazhiError
from tests.collect.collecting import page, word
from tests.collect.portal import CONTACT, Portal, Reply, robots


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Runs the command line; gives its exit code and all that it said."""
    monkeypatch.setattr("fazhi.collect.pace.Pace.pause_of", lambda *_: 0.0)

    def run(*given: object, lang: str = "en") -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["fazhi", *map(str, given), "--lang", lang])
        with pytest.raises(SystemExit) as end:
            cli.run()
        said = capsys.readouterr()
        code = end.value.code
        return (code if isinstance(code, int) else 0), said.out + said.err

    yield run
    speech._SPOKEN.set(None)
    speech._LANGUAGE.set("en")


def written(folder: Path, portal: Portal, *paths: str) -> Path:
    file = folder / "list.csv"
    file.write_text("url\n" + "".join(f"{portal.home}{path}\n" for path in paths), "utf-8")
    return file


def test_who_does_not_say_who_asks_is_told_how(tmp_path: Path, portal: Portal, ended: Any) -> None:
    code, said = ended("collect", written(tmp_path, portal, "/a"), "--out", tmp_path / "raw")
    assert code == 2
    assert "--contact" in said
    assert portal.log == []


def test_a_list_of_wrong_rows_alone_does_nothing(tmp_path: Path, ended: Any) -> None:
    file = tmp_path / "list.csv"
    file.write_text("url\nftp://x.gov.cn/a\n平安镇\n", "utf-8")
    code, said = ended("collect", file, "--out", tmp_path / "raw", "--contact", CONTACT)
    assert code == 2
    assert "row 2" in said and "row 3" in said
    assert "no row of the list has an address that can be asked" in said
    assert not (tmp_path / "raw").exists()
    assert (
        "清单中没有一行的网址可以请求" in ended("collect", file, "--contact", CONTACT, lang="zh")[1]
    )


def test_a_list_parted_by_semicolons_is_told(tmp_path: Path, ended: Any) -> None:
    file = tmp_path / "list.csv"
    file.write_text("url;year\nhttp://x.gov.cn/a;2023\n", "utf-8")
    code, said = ended("collect", file, "--contact", CONTACT, lang="zh")
    assert (code, "各列以 ';' 分隔，请改用英文逗号。" in said) == (2, True)


def test_all_that_came_ends_well(tmp_path: Path, portal: Portal, ended: Any) -> None:
    portal.pages["/a"] = Reply(page("平安镇2023年法治政府建设年度报告"))
    given = ("collect", written(tmp_path, portal, "/a"), "--out", tmp_path / "raw")
    code, said = ended(*given, "--contact", CONTACT, "--allow-private", "--warc")
    assert code == 0, said
    assert "files: 1 new, 0 unchanged, 0 changed, 0 gone, 0 refused; addresses: 1 of 1" in said
    assert (tmp_path / "raw/captures.warc.gz").exists()
    code, said = ended(*given, "--contact", CONTACT, "--allow-private", "--new")
    assert code == 0
    assert portal.paths() == ["/a"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ("refused by robots.txt", "needs a browser", "challenge page", "the same address as"),
        ),
        ("zh", ("robots.txt 不允许访问", "需用浏览器", "网站要求验证是否真人", "网址相同")),
    ],
)
def test_what_is_left_to_the_user_is_told(
    tmp_path: Path, portal: Portal, ended: Any, lang: str, words: tuple[str, ...]
) -> None:
    portal.pages |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /no"),
        "/script": Reply(page("报告", "<script>load('/data.json')</script>")),
        "/wall": Reply(b"", 412),
    }
    file = written(tmp_path, portal, "/no", "/script", "/wall", "/wall")
    asked = ("--contact", CONTACT, "--allow-private", "--out", tmp_path / "raw")
    code, said = ended("collect", file, *asked, lang=lang)
    assert code == 1
    assert [one for one in words if one not in said] == []


def test_what_is_beside_the_reports_and_what_is_left_is_told(
    tmp_path: Path, portal: Portal, ended: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.collect.pages.look.MOST_ATTACHED", 2)
    links = "".join(
        f'<p><a href="{name}">{words}</a></p>'
        for name, words in (("1.docx", "甲镇.docx"), ("2.docx", "统计表.docx"), ("3.docx", "乙镇"))
    )
    portal.pages |= {"/a.html": Reply(page("2023年法治政府建设年度报告", links))}
    portal.pages |= {f"/{at}.docx": Reply(word(str(at))) for at in (1, 2, 3)}
    asked = ("--contact", CONTACT, "--allow-private", "--out", tmp_path / "raw")
    code, said = ended("collect", written(tmp_path, portal, "/a.html"), *asked)
    assert code == 1
    assert "统计表.docx" in said and "none itself" in said
    assert "one link, page or packed file more" in said and f"{portal.home}/3.docx" in said


def test_private_networks_need_a_word(tmp_path: Path, portal: Portal, ended: Any) -> None:
    portal.pages["/a"] = Reply(b"x")
    file = written(tmp_path, portal, "/a")
    code, said = ended("collect", file, "--contact", CONTACT, "--out", tmp_path / "raw")
    assert code == 1
    assert "private network" in said and "--allow-private" in said
    assert portal.log == []


def test_a_pause_under_the_least_is_refused(tmp_path: Path, portal: Portal, ended: Any) -> None:
    file = written(tmp_path, portal, "/a")
    code, _ = ended("collect", file, "--contact", CONTACT, "--pause", "1.9")
    assert code == 2
    assert portal.log == []


def test_without_the_optional_part_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("fazhi.collect.needs.find_spec", lambda name: None)
    with pytest.raises(FazhiError) as error:
        require()
    assert "fazhi[collect]" in error.value.hint and "warcio" in error.value.message


def test_what_changed_is_told_a_year_later(tmp_path: Path, portal: Portal, ended: Any) -> None:
    portal.pages |= {"/a": Reply(page("甲镇年度报告")), "/b": Reply(page("乙镇年度工作报告"))}
    file = tmp_path / "list.csv"
    file.write_text(f"url,备注\n{portal.home}/a,x\n{portal.home}/b,\n", "utf-8")
    given = ("collect", file, "--out", tmp_path / "raw", "--contact", CONTACT, "--allow-private")
    code, said = ended(*given)
    assert code == 0 and "columns not used: 备注" in said
    portal.pages |= {"/a": Reply(page("甲镇年度报告（更正）")), "/b": Reply(b"", 410)}
    (tmp_path / "raw/甲镇年度报告.html").write_bytes(b"mine")
    code, said = ended(*given)
    assert "1 changed, 1 gone" in said
    assert "the copy of before: captures/甲镇年度报告.html" in said
    assert "the copy is kept: captures/乙镇年度工作报告.html" in said
    assert "yours differs" in said


def test_another_article_is_left_to_the_user(tmp_path: Path, portal: Portal, ended: Any) -> None:
    portal.pages["/a"] = Reply(page("平安镇2023年法治政府建设年度报告"))
    file = written(tmp_path, portal, "/a")
    given = ("collect", file, "--out", tmp_path / "raw", "--contact", CONTACT, "--allow-private")
    assert ended(*given)[0] == 0
    portal.pages["/a"] = Reply(page("平安镇2024年法治政府建设年度报告"))
    code, said = ended(*given)
    assert code == 1
    assert "another article stands at the address now" in said
    assert "led to another article before, which stays" in said
    assert ended(*given)[0] == 0
