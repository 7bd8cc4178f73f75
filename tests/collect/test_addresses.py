"""One page, one address: blanks, sessions, ports, Chinese in paths and questions, marks."""

from __future__ import annotations

import pytest

from fazhi.collect.addresses import asked_of, asking, canonical, joined, site_of
from fazhi.collect.refusals import Refused


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (" http://WWW.X.gov.cn:80/a/ \n", "http://www.x.gov.cn/a/"),
        ("https://x.gov.cn:443", "https://x.gov.cn/"),
        ("http://x.gov.cn/a.html#top", "http://x.gov.cn/a.html"),
        ("http://x.gov.cn/a.jsp;jsessionid=A1.n?id=3", "http://x.gov.cn/a.jsp?id=3"),
        ("http://x.gov.cn/a?PHPSESSID=ab&id=3", "http://x.gov.cn/a?id=3"),
        ("http://x.gov.cn/a?id=3&jsessionid=ab", "http://x.gov.cn/a?id=3"),
        ("http://x.gov.cn/api?sid=755001", "http://x.gov.cn/api?sid=755001"),
        ("http://x.gov.cn/附件 1.pdf", "http://x.gov.cn/%E9%99%84%E4%BB%B6%201.pdf"),
        ("http://x.gov.cn/a%E9%99%84.pdf", "http://x.gov.cn/a%E9%99%84.pdf"),
        ("http://x.gov.cn/b/../%61/./%7e%e9%99%84.pdf", "http://x.gov.cn/a/~%E9%99%84.pdf"),
        ("http://x.gov.cn/../../a/..", "http://x.gov.cn/"),
        ("http://x.gov.cn/a%2fb//c?d=%2e%2f", "http://x.gov.cn/a%2Fb//c?d=.%2F"),
        ("http://x.gov.cn\\a\\b.htm", "http://x.gov.cn/a/b.htm"),
        ("http://中国.cn/", "http://xn--fiqs8s.cn/"),
    ],
)
def test_one_form(written: str, found: str) -> None:
    assert canonical(written) == found
    assert canonical(found) == found


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a.html",
        "ftp://x.cn/a",
        "javascript:void(0)",
        "http://",
        "http://x:99999/",
        "http://[x/",
    ],
)
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(Refused) as error:
        canonical(written)
    assert error.value.code == "no_address"


def test_links_are_read_as_browsers_read_them() -> None:
    base = "http://x.gov.cn/zw/202401/t1.html"
    assert joined(base, "./P02.docx") == "http://x.gov.cn/zw/202401/P02.docx"
    assert joined(base, "../../a/../b.pdf") == "http://x.gov.cn/b.pdf"
    assert joined(base, "//f.x.gov.cn/b.pdf") == "http://f.x.gov.cn/b.pdf"
    # The path is written in UTF-8, the question in the encoding of the page.
    asked = joined(base, "/附/down?n=附", "gb18030")
    assert asked == "http://x.gov.cn/%E9%99%84/down?n=%B8%BD"


@pytest.mark.parametrize("word", ["%B7%A8%D6%CE", "%B8%B4%D2%E9", "%E6%B3%95%E6%B2%BB", "%2F+%26"])
def test_questions_in_any_encoding_stay_as_they_are(word: str) -> None:
    """findings/all_searches_of_a_portal_are_one.sh: 法治 and 复议 in GBK become the same signs."""
    address = f"http://x.gov.cn/search.asp?key={word}&page=2"
    assert canonical(address) == address
    assert asking(address, asked_of(address)) == address


def test_a_site_is_one_with_and_without_www_and_encryption() -> None:
    assert site_of("http://www.x.gov.cn/") == site_of("https://x.gov.cn/a") == "x.gov.cn"
    assert site_of("http://x.gov.cn:8080/") == "x.gov.cn:8080"
