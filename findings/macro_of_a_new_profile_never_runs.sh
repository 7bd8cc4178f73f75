#!/usr/bin/env bash
set -euo pipefail
# Found: a macro that lies in the profile of LibreOffice before its first start is taken away by that start:
# a library of its own is written over the list of macros. `soffice macro:///…` then does nothing, says
# nothing of it and ends with 0. After one empty start (--terminate_after_init) the same macro runs.
# Version: LibreOffice 7.4.7 (Debian 12, libreoffice-calc-nogui). Needs soffice.
# Seen: no file written by the first start, though it ends with 0; written after an empty start.
# Meets: whoever has workbooks filled in or converted by macros in containers, where each profile is new.
# In fazhi: the tests fill in coders' workbooks by a macro after an empty start (tests/fixtures/calc.py;
# tests/trust/review/test_calc.py, test_a_workbook_filled_in_by_calc_is_read_back_whole).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
prepare() {
    mkdir -p "$folder/$1/user/basic/Standard"
    cat > "$folder/$1/user/basic/Standard/Mine.xba" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Mine" script:language="StarBasic">
Sub Main(target As String)
  Open ConvertFromURL(target) For Output As #1
  Print #1, "done"
  Close #1
End Sub
</script:module>
XML
    cat > "$folder/$1/user/basic/Standard/script.xlb" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Mine"/>
</library:library>
XML
}
run() {
    soffice "-env:UserInstallation=file://$folder/$1" --headless --norestore "$2" >/dev/null 2>&1
}
prepare new
run new "macro:///Standard.Mine.Main(\"file://$folder/new.txt\")"
echo "at the first start: ended with $?, written: $([ -e "$folder/new.txt" ] && echo yes || echo no)"
run begun --terminate_after_init
prepare begun
run begun "macro:///Standard.Mine.Main(\"file://$folder/begun.txt\")"
echo "after an empty start: ended with $?, written: $([ -e "$folder/begun.txt" ] && echo yes || echo no)"
[ ! -e "$folder/new.txt" ] && [ -e "$folder/begun.txt" ]
