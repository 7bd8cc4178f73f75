"""`fazhi check`: the terminal, JSON, the page, exit codes, several files, bad files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from fazhi.cli.check import check
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.check import check_file
from fazhi.pipeline.drafts.roll import roll
from fazhi.publish.check.page import check_page
from fazhi.publish.pages.words import Words
from tests.analyse.conftest import make
from tests.analyse.test_asked import BARE

BOOK = load_codebook()

ROOT = Path(__file__).parents[2]
app = typer.Typer()
app.command()(check)
runner = CliRunner()

WRONG = "受理纠纷50件，化解46件，化解率95%。组织学习《中华人民共和国合同法》<b>&。"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text(make(WRONG).text.raw, encoding="utf-8")
    return path


def test_findings_are_told_with_line_and_words(draft: Path) -> None:
    told = runner.invoke(app, [str(draft), "--lang", "zh"]).stdout
    assert "错误 第6行 46占50的92%，与所称95%不符。" in told
    assert "「50件，化解46件，化解率95%」" in told
    assert "✓ 主要举措和成效" in told
    assert "错误 2" in told


def test_what_the_page_tells_is_its_main_part(draft: Path) -> None:
    """Whoever hears a page goes to its main part by a key: it had none."""
    page = check_page(roll([check_file(draft, BOOK)], BOOK), Words("zh", BOOK))
    before, main, after = re.split("<main>|</main>", page)
    assert "<h1>" in main and "<h1>" not in before
    assert after.strip() == "</html>"


def test_english_is_told_where_asked(draft: Path) -> None:
    told = runner.invoke(app, [str(draft), "--lang", "en"]).stdout
    assert "error line 6 46 of 50 is 92 %, not 95 %." in told


@pytest.mark.parametrize(
    ("locale", "words"), [("zh_CN.UTF-8", "错误"), ("en_US.UTF-8", "error"), ("C", "error")]
)
def test_the_language_is_that_of_the_system(draft: Path, locale: str, words: str) -> None:
    result = runner.invoke(app, [str(draft)], env={"LC_ALL": locale})
    assert words in result.stdout


def test_strict_fails_on_errors_only(draft: Path, tmp_path: Path) -> None:
    sound = tmp_path / "sound.txt"
    sound.write_text(make("健全机制。").text.raw, encoding="utf-8")
    assert runner.invoke(app, [str(draft)]).exit_code == 0
    assert runner.invoke(app, [str(draft), "--strict"]).exit_code == 1
    assert runner.invoke(app, [str(sound), "--strict"]).exit_code == 0


def test_a_summary_is_one_line_a_draft(draft: Path) -> None:
    told = runner.invoke(app, [str(draft), str(draft), "--summary", "--lang", "zh"]).stdout
    lines = told.strip().split("\n")
    assert len(lines) == 3
    met = "法定内容 5/5，公文格式 4/4，报送公开期限 1/1"
    assert lines[0] == f"有错误 {draft}  错误2处（比率、过时）；{met}；错误 2，存疑 0，提示 0"
    assert lines[2] == "收到文件2份：有错误2份。"


def test_an_unreadable_file_is_one_line_and_the_rest_goes_on(draft: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    result = runner.invoke(app, [str(bad), str(draft), "--summary", "--lang", "en"])
    assert result.exit_code == 1
    first, draft_line, total = result.stdout.strip().split("\n")
    assert first.startswith(f"unreadable or empty {bad}  the file is empty")
    assert "稿.txt" in draft_line
    assert total == "2 files came: unreadable or empty 1, errors 1."
    whole = runner.invoke(app, [str(bad), str(draft), "--lang", "en"])
    assert whole.stderr.count("\n") == 1
    assert "cannot be read" in whole.stderr and "bad.txt" in whole.stderr


def test_json_holds_places_that_quote_the_raw_text(draft: Path) -> None:
    records = json.loads(runner.invoke(app, [str(draft), "--format", "json"]).stdout)["drafts"]
    raw = draft.read_text(encoding="utf-8")
    assert [one["check"] for one in records[0]["findings"]] == ["rate", "outdated"]
    for one in records[0]["findings"]:
        assert raw[one["start"] : one["end"]] == one["quote"]
    assert records[0]["counts"] == {"error": 2, "warning": 0, "note": 0}


def test_the_page_escapes_every_word_and_loads_nothing(draft: Path, tmp_path: Path) -> None:
    page = tmp_path / "out/page.html"
    runner.invoke(app, [str(draft), "--html", str(page)])
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;&amp;" in html and "<b>" not in html
    assert '<mark class="error"' in html
    assert "//" not in html.replace("<!doctype", "") and "<script" not in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_keeps_the_whole_text(draft: Path, language: str) -> None:
    import re
    from html import unescape

    html = check_page(roll([check_file(draft, BOOK)], BOOK), Words(language, BOOK))
    shown = re.search(r"<pre lang=zh>(.*)</pre>", html, re.DOTALL)
    assert shown
    assert unescape(re.sub(r"<[^>]+>", "", shown[1])) == draft.read_text(encoding="utf-8")


def test_a_check_needs_neither_polars_nor_altair(draft: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import fazhi.cli.check;"
        "from fazhi.codebook.book import load_codebook;"
        "from fazhi.pipeline.check import check_file;"
        "check_file(Path(sys.argv[1]), load_codebook());"
        "print([name for name in ('polars', 'altair', 'papermill') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(draft)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_summary_names_what_is_missing(tmp_path: Path) -> None:
    bare = tmp_path / "稿.txt"
    text = make("健全机制。").text.raw.replace("县委、县政府：\n", "")
    bare.write_text(text.replace("由于人员编制有限，", ""), encoding="utf-8")
    told = runner.invoke(app, [str(bare), "--summary", "--lang", "zh"]).stdout
    assert "法定内容缺：不足的原因；公文格式缺：主送机关；法定内容 4/5，公文格式 3/4，" in told


def test_a_folder_gives_every_draft_in_it(draft: Path) -> None:
    (draft.parent / "~$稿.docx").write_bytes(b"lock")
    (draft.parent / "乙").mkdir()
    (draft.parent / "乙/二稿.txt").write_text(make("健全机制。").text.raw, encoding="utf-8")
    (draft.parent / "空").mkdir()
    result = runner.invoke(app, [str(draft.parent), "--summary", "--lang", "zh"])
    assert result.exit_code == 0
    lines = result.stdout.strip().split("\n")
    assert ["乙/二稿.txt" in lines[0], "稿.txt" in lines[1]] == [True, True]
    empty = runner.invoke(app, [str(draft.parent / "空"), str(draft), "--lang", "zh"])
    assert empty.exit_code == 1
    assert "文件夹里没有报告；请放入报告" in empty.stderr
    assert "稿.txt" in empty.stdout


def test_two_drafts_of_one_place_and_year_are_told(draft: Path) -> None:
    copy = draft.with_name("终稿.txt")
    copy.write_bytes(draft.read_bytes())
    told = runner.invoke(app, [str(draft), str(copy), str(copy), "--lang", "zh"]).stdout
    for one, other, times in ((draft, copy, 1), (copy, draft, 2)):
        end = f"{other.parent.name}/{other.name}"
        said = f"{one}\n  ! 先核对：与{end}是同一地方、同一年度；与{end}是同一篇文字\n"
        assert told.count(said) == times
    assert told.strip().split("\n")[-1] == "收到文件3份：重复报送3份。"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "文件是空的；请重新取得，或请对方重发。"),
        ("各镇.rar", b"Rar!\x1a\x07\x00", "这是压缩包，不是报告；请解压后放入其中的文件。"),
    ],
)
def test_why_a_file_is_not_read_is_told_in_chinese(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    page = tmp_path / "page.html"
    result = runner.invoke(app, [str(tmp_path / name), "--lang", "zh", "--html", str(page)])
    assert result.exit_code == 2
    assert reason in result.stderr
    html = page.read_text(encoding="utf-8")
    assert name in html and reason in html


def test_a_notice_of_a_meeting_is_no_report(tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "关于召开法治政府建设工作会议的通知\n各村：\n定于3月5日召开会议。\n", encoding="utf-8"
    )
    told = runner.invoke(app, [str(notice), "--lang", "zh"]).stdout
    assert "不是法治政府建设年度报告" in told


def test_the_page_of_several_drafts_opens_with_a_list(draft: Path, tmp_path: Path) -> None:
    bare = tmp_path / "乙.txt"
    bare.write_text(make("健全机制。").text.raw.replace("县委、县政府：\n", ""), encoding="utf-8")
    first, second = check_file(draft, BOOK), check_file(bare, BOOK)
    listed = check_page(roll([first, second], BOOK), Words("zh", BOOK)).partition("</section>")[0]
    assert 'href="#d1"' in listed and 'href="#d2"' in listed
    assert listed.count("公文格式缺：主送机关") == 1
    assert "错误 2" in listed
    assert 'href="#d' not in check_page(roll([first], BOOK), Words("zh", BOOK))
    assert '<section id="d2">' in check_page(roll([first, second], BOOK), Words("zh", BOOK))


def test_what_is_not_asked_stands_in_the_list_that_is_counted(tmp_path: Path) -> None:
    """Of five contents four have a verdict: reasons can only be asked of shortcomings told."""
    bare = tmp_path / "稿.txt"
    bare.write_text(BARE, encoding="utf-8")
    told = runner.invoke(app, [str(bare), "--lang", "zh"]).stdout
    assert "  · 不足的原因  所属的部分缺失，无从要求。\n" in told
    assert "法定内容 0/5，公文格式 0/4；" in told
    records = json.loads(runner.invoke(app, [str(bare), "--format", "json"]).stdout)
    verdicts = [one["met"] for one in records["drafts"][0]["requirements"]]
    assert len(verdicts) == 9 and verdicts.count("free") == 1


def test_half_a_report_is_told_with_what_to_do(tmp_path: Path) -> None:
    """What may stand in the other half is not known, and that is no reason to call it sound."""
    half = tmp_path / "云桥镇2023年法治政府建设情况报告（上）.txt"
    half.write_text(
        "云桥镇2023年法治政府建设情况报告（上）\n县委、县政府：\n一、主要举措和成效\n"
        "2023年，云桥镇开展法治宣传活动12场次，发放资料3000份。\n",
        encoding="utf-8",
    )
    said = (
        "这是几部分（页）中的一部分，后面的不在其中；请按顺序合成一个文件，"
        "或把各部分（文件名以（上）（下）等结尾）打成一个ZIP压缩包"
    )
    told = runner.invoke(app, [str(half), "--lang", "zh"]).stdout
    assert "  ? 存在的不足\n  ? 不足的原因\n" in told
    assert f"  存疑 {said}。\n" in told
    line = runner.invoke(app, [str(half), "--lang", "zh", "--summary"]).stdout
    assert line.startswith("缺法定内容 ") and f"{said}；法定内容 1/5" in line
    (record,) = json.loads(runner.invoke(app, [str(half), "--format", "json"]).stdout)["drafts"]
    assert (record["state"], record["lacks"]) == ("lacking", ["next_page"])
    html = check_page(roll([check_file(half, BOOK)], BOOK), Words("zh", BOOK))
    assert f'<span class="tag warning">存疑</span> {said}。</p>' in html
