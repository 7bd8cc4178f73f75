#!/usr/bin/env bash
set -euo pipefail
# Found: what was struck out of an ODT file with changes recorded is its first paragraph: the format keeps deleted
# words in a list at the head of the body, as paragraphs like all others, and libraries that give the paragraphs of
# a document give these first. One of them puts the name of who struck them out and the day before them.
# Version: odfpy 1.4.1 (getElementsByType(P), teletype.extractText), odfdo 3.27.3 (body.paragraphs).
# Seen: a report that says 32 disputes, in which 99 was struck out, gives the paragraphs 全年调解纠纷99件 and
# 全年调解纠纷32件. odfdo's get_formatted_text leaves the struck out words away.
# Meets: whoever reads ODT drafts paragraph by paragraph: the report seems to open with a figure that its author
# took back, and two figures for one thing look like a contradiction.
# In fazhi: what was struck out stays out (tests/reading/office/test_odt.py,
# test_struck_out_words_stay_out_and_a_struck_out_paragraph_is_kept).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "odfpy==1.4.1" "odfdo==3.27.3"
"$folder/venv/bin/python" - "$folder/draft.odt" <<'PYTHON'
import sys
import zipfile

import odfdo
from odf import teletype
from odf.opendocument import load
from odf.text import P

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "manifest")
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
KIND = "application/vnd.oasis.opendocument.text"
BODY = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    "<dc:creator>某甲</dc:creator><dc:date>2024-01-02T00:00:00</dc:date></office:change-info>"
    "<text:p>全年调解纠纷99件。</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p><text:change text:change-id="c1"/>全年调解纠纷32件。</text:p>'
)
FILES = {
    "content.xml": f'<office:document-content {SPACES} office:version="1.2"><office:body><office:text>{BODY}'
    "</office:text></office:body></office:document-content>",
    "styles.xml": f'<office:document-styles {SPACES} office:version="1.2"/>',
    "meta.xml": f'<office:document-meta {SPACES} office:version="1.2"/>',
    "META-INF/manifest.xml": f'<manifest:manifest {SPACES} manifest:version="1.2"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
}
with zipfile.ZipFile(sys.argv[1], "w") as packed:
    packed.writestr("mimetype", KIND)
    for name, text in FILES.items():
        packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
opened = load(sys.argv[1])
by_odfpy = [teletype.extractText(one) for one in opened.getElementsByType(P)]
whole = teletype.extractText(opened.text)
document = odfdo.Document(sys.argv[1])
by_odfdo = [str(one).strip() for one in document.body.paragraphs]
formatted = document.get_formatted_text().strip()
print("odfpy:", by_odfpy, "whole:", whole)
print("odfdo:", by_odfdo, "formatted:", formatted)
both = ["全年调解纠纷99件。", "全年调解纠纷32件。"]
as_found = by_odfpy == by_odfdo == both and whole.startswith("某甲2024-01-02") and formatted == both[1]
sys.exit(0 if as_found else 1)
PYTHON
