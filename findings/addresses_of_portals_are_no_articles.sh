#!/usr/bin/env bash
set -euo pipefail
# Found: whether a link of a portal leads to an article is decided by the form of its address, and addresses of the systems
# that Chinese portals are made with have forms that newspapers have not: t20240115_12345.html (TRS WCM), info/1003/12.htm
# (VSB) and content.aspx?id=12 are no articles to one crawler, 12345.jhtml and 12345.jspx (JEECMS) no pages to another. An
# address beside them, of another system (post_12345.html), is one to both, so that some portals are read and others not.
# Version: newspaper4k 0.9.6, newspaper.urls.valid_url, by which a Source keeps links and Article.is_valid_url answers;
# courlan 1.4.0, check_url and extract_links, by which trafilatura crawls and takes maps of sites.
# Seen: of seven addresses newspaper4k takes art_12_345.html, post_12345.html and 12345.jhtml, courlan all but .jhtml and
# .jspx, and the front page index.jhtml is none. Nothing is told of what was left out.
# Meets: whoever gathers reports of many places by a crawler for news: which counties have reports is decided by which
# company made their portal, and companies have provinces.
# In fazhi: a link is known by its words (tests/collect/listing/test_lists.py,
# test_an_entry_is_known_by_its_words_whatever_made_its_address).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "newspaper4k==0.9.6" "courlan==1.4.0"
"$folder/venv/bin/python" -W ignore - 2> "$folder/notices" <<'PYTHON'
import logging
import sys

logging.disable(logging.CRITICAL)

from courlan import check_url, extract_links
from newspaper.urls import valid_url

HOST = "http://www.liuwan.gov.cn"
ADDRESSES = [
    f"{HOST}{path}"
    for path in (
        "/zwgk/fzzf/202401/t20240115_12345.html",
        "/info/1003/12.htm",
        "/content.aspx?id=12",
        "/xxgk/12345.jspx",
        "/xxgk/12345.jhtml",
        "/art/2024/1/15/art_12_345.html",
        "/xxgk/content/post_12345.html",
    )
]
newspaper = [bool(valid_url(one)) for one in ADDRESSES]
courlan = [check_url(one) is not None for one in ADDRESSES]
for address, *taken in zip(ADDRESSES, newspaper, courlan):
    print(address.removeprefix(HOST), "newspaper4k", taken[0], "courlan", taken[1])
page = "".join(f"<a href='{one}'>法治政府建设年度报告</a>" for one in ADDRESSES)
links = extract_links(page, HOST, external_bool=False)
front = check_url(f"{HOST}/index.jhtml")
print("courlan links", len(links), "front page", front)
held = newspaper == [False] * 4 + [True] * 3 and courlan == [True] * 3 + [False] * 2 + [True] * 2
sys.exit(0 if held and len(links) == 5 and front is None else 1)
PYTHON
