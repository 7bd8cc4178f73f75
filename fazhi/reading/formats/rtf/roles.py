"""What the groups of an RTF are for, told by their first word."""

from __future__ import annotations

# Groups that are told by their first word. What each is for: `skip` shows nothing.
ROLES = {
    **dict.fromkeys(
        (
            "colortbl", "objdata", "header", "headerl", "headerr", "headerf", "footer",
            "footerl", "footerr", "footerf", "rsidtbl", "generator", "themedata", "datastore",
            "xmlnstbl", "latentstyles", "annotation", "atnid", "atnauthor", "atntime", "atndate",
            "atnref", "atrfstart", "atrfend", "bkmkstart", "bkmkend", "nonshppict", "xe", "tc",
            "revtbl", "filetbl", "private", "pn", "pntxtb", "pntxta", "datafield", "ftnsep",
            "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "template", "levelnumbers",
            "listname", "liststylename", "shprslt", "do", "nesttableprops", "nonesttables",
            "ffname", "ffl",
        ),
        "skip",
    ),
    **{
        "fonttbl": "fonts", "stylesheet": "styles", "info": "info", "title": "title",
        "author": "author", "fldinst": "code", "field": "field", "fldrslt": "result",
        "listtable": "lists", "list": "list", "listlevel": "level", "leveltext": "leveltext",
        "listoverridetable": "lists", "listoverride": "use", "listtext": "number",
        "pntext": "number", "footnote": "note", "shptxt": "box", "dptxbxtext": "box",
        "shpinst": "shape", "sn": "property", "sv": "value", "formfield": "form",
        "object": "object", "shppict": "holder", "pict": "picture",
        "upr": "upr", "ud": "plain", "ffdeftext": "skip",
    },
}  # fmt: skip
SHOWN = ("", "field", "result", "note", "box", "number", "plain", "object", "shape")
# What these hold is measured or passed over, and never kept.
SILENT = ("skip", "holder", "picture")
KEPT = {"title": "file_title", "author": "file_author"}
