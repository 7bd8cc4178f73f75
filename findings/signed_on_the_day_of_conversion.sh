#!/usr/bin/env bash
# A report is dated on the day it is converted, not on the day it was signed.
#
# Found: LibreOffice 7.4.7 (Debian 12), converting RTF to text without a screen, computes a DATE
# field anew, although the file stores the day that the author saw and nothing says to update it.
# The same day typed as text stays. The converted text looks sound.
# Seen: stored 2024-01-05, converted to the day of the run.
# Meets: whoever turns folders of reports into text with a converter; the day below the
# signature decides whether a report was in time, and differs at every conversion.
# In fazhi: RTF is read as stored, fields of old Word files keep their results
# (tests/reading/office/test_rtf.py, tests/reading/office/test_office.py).
set -euo pipefail

command -v soffice >/dev/null || { echo "skipped: LibreOffice (soffice) is not installed"; exit 0; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
soffice --version

cat > "$place/report.rtf" <<'RTF'
{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
Signed {\field{\*\fldinst DATE \\@ "yyyy-MM-dd" }{\fldrslt 2024-01-05}}, typed 2024-01-05.\par
}
RTF
HOME=$place soffice --headless --convert-to txt:Text --outdir "$place" "$place/report.rtf" >/dev/null 2>&1
told=$(tr -d '\r\357\273\277' < "$place/report.txt")
today=$(date +%Y-%m-%d)
echo "stored:    Signed 2024-01-05, typed 2024-01-05."
echo "converted: $told"
case $told in
    "Signed 2024-01-05"*) echo "the behaviour has changed: the stored day is kept"; exit 1 ;;
    "Signed $today, typed 2024-01-05."*) exit 0 ;;
    *) echo "the behaviour has changed: neither the stored day nor that of the run"; exit 1 ;;
esac
