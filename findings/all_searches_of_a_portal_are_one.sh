#!/usr/bin/env bash
set -euo pipefail
# Found: a portal whose pages are in GBK writes the word of a search, or the name of a column, into its addresses in that
# encoding (key=%B7%A8%D6%CE is 法治), as browsers do and HTML has it. Four libraries that normalise such an address, or
# set the number of its page, read it as UTF-8 and write four signs of replacement for the word, whatever it was: all
# words of two signs are one address, which asks the portal for nothing. Nothing is raised, the address looks whole.
# Version: courlan 1.4.0 (normalize_url, UrlStore; trafilatura crawls by it), furl 2.1.4, yarl 1.25.1 (update_query; of
# aiohttp), httpx 0.28.1 (copy_merge_params, as params= of a client). w3lib 2.5.0 (of Scrapy) keeps the word.
# Seen: of the searches for 法治 and 复议 each of the four gives one address for both, key=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD.
# Meets: whoever crawls older portals or turns the pages of their lists: of all columns one is seen, and it is none of them.
# In fazhi: what an address asks is kept byte for byte, also when its page is counted on (tests/collect/test_addresses.py,
# test_questions_in_any_encoding_stay_as_they_are; tests/collect/listing/test_lists.py,
# test_what_a_list_asks_for_beside_its_page_stays).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "courlan==1.4.0" "furl==2.1.4" "yarl==1.25.1" "httpx==0.28.1" "w3lib==2.5.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from urllib.parse import quote

import courlan
import furl
import httpx
import yarl
from w3lib.url import add_or_replace_parameter

NAMES = ("法治", "复议")
LIST = "http://www.liuwan.gov.cn/search.asp?key={}&page=2"
LOST = "%EF%BF%BD" * 4
lists = [LIST.format(quote(name, encoding="gbk")) for name in NAMES]
WAYS = {
    "courlan": courlan.normalize_url,
    "furl": lambda one: furl.furl(one).url,
    "yarl": lambda one: str(yarl.URL(one).update_query(page=2)),
    "httpx": lambda one: str(httpx.URL(one).copy_merge_params({"page": 2})),
    "w3lib": lambda one: add_or_replace_parameter(one, "page", "2"),
}
told = {name: [way(one) for one in lists] for name, way in WAYS.items()}
for name, found in told.items():
    print(name, *sorted(set(found)))
store = courlan.UrlStore()
store.add_urls(lists)
print("UrlStore", len(set(store.dump_urls())), "of 2")
as_found = all(told[name] == [LIST.format(LOST)] * 2 for name in list(WAYS)[:4])
sys.exit(0 if as_found and told["w3lib"] == lists and len(set(store.dump_urls())) == 1 else 1)
PYTHON
