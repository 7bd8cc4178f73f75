#!/usr/bin/env bash
set -euo pipefail
# Found: the template that the second page of an OFD file names goes to the first: pages and templates are put
# together by their place in two lists, the name (TemplateID) is not looked at. Words switched off
# (Visible="false") are among what is to be drawn.
# Version: easyofd 20260427, OFD.read: the pages from which it draws PDF and pictures. GB/T 33190 has pages name
# their templates, and graphic objects say whether they are seen.
# Seen: of a cover and a page whose template has the head 柳湾镇人民政府文件, the cover has that head, and the page
# has none; a switched off 99 件 stands beside the 32 件.
# Meets: whoever turns OFD files, in which offices keep their documents, into PDF or text: what belongs to one
# document stands on another's page, and drafts' figures come to light.
# In fazhi: a template is read on the pages that name it, what is switched off is not
# (tests/reading/ofd/test_ofd.py, test_a_template_is_read_on_the_page_that_names_it; tests/reading/ofd/
# test_ofd_shown.py, test_what_is_switched_off_or_without_ink_is_not_read).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "easyofd==20260427"
cd "$folder"
"$folder/venv/bin/python" - 2>"$folder/log" <<'PYTHON'
import base64
import sys
import zipfile

from easyofd.ofd import OFD

HEAD = "柳湾镇人民政府文件"


def element(name: str, inside: str, about: str = "") -> str:
    spaces = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {spaces} {about}>{inside}</ofd:{name}>'


def words(key: int, top: int, said: str, about: str = "") -> str:
    return (
        f'<ofd:TextObject ID="{key}" Boundary="20 {top} 150 8" Font="3" Size="5" {about}><ofd:FillColor '
        f'Value="0 0 0"/><ofd:TextCode X="0" Y="5" DeltaX="g {len(said) - 1} 5">{said}</ofd:TextCode></ofd:TextObject>'
    )


def page(key: int, inside: str, template: str = "") -> str:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    layer = f'<ofd:Content><ofd:Layer ID="{key}">{inside}</ofd:Layer></ofd:Content>'
    return element("Page", f"{area}{template}{layer}")


NAMED = '<ofd:Template TemplateID="50" ZOrder="Background"/>'
FILES = {
    "OFD.xml": element(
        "OFD",
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0c0be1d0b1a84c5c8c0f7b7a6b1a2c3d</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
        'Version="1.0" DocType="OFD"',
    ),
    "Doc_0/Document.xml": element(
        "Document",
        "<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>'
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
        '<ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>',
    ),
    "Doc_0/PublicRes.xml": element(
        "Res", '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>', 'BaseLoc="Res"'
    ),
    "Doc_0/Tpls/Tpl_0/Content.xml": page(80, words(60, 10, HEAD)),
    "Doc_0/Pages/Page_0/Content.xml": page(81, words(10, 40, "材料汇编")),
    "Doc_0/Pages/Page_1/Content.xml": page(
        82, words(11, 40, "全年调解纠纷32件") + words(12, 60, "全年调解纠纷99件", 'Visible="false"'), NAMED
    ),
}
with zipfile.ZipFile("report.ofd", "w") as packed:
    for name, text in FILES.items():
        packed.writestr(name, text)
ofd = OFD()
with open("report.ofd", "rb") as file:
    ofd.read(base64.b64encode(file.read()).decode(), save_xml=False)
drawn = ofd.data[0]["page_info"]
pages = [" ".join(one["text"] for one in drawn[at]["text_list"]) for at in sorted(drawn)]
print("the document shows: 材料汇编 / 柳湾镇人民政府文件 全年调解纠纷32件")
print("to be drawn:", " / ".join(pages))
as_found = len(pages) == 2 and HEAD in pages[0] and HEAD not in pages[1]
sys.exit(0 if as_found and "99件" in pages[1] and "32件" in pages[1] else 1)
PYTHON
