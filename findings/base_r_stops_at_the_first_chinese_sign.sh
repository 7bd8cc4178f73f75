#!/usr/bin/env bash
set -euo pipefail
# Found: base R reads a CSV of Chinese by the way that its manual gives (`fileEncoding = "UTF-8"`) only where
# its locale is one of UTF-8. In the locale C, that of containers and batch jobs, it stops at the first
# Chinese sign, gives the rows before it as the whole table, and ends with 0: warnings alone tell it.
# `encoding = "UTF-8"` reads all rows in every locale.
# Version: R 4.2.2 (Debian 12, r-base-core). Needs Rscript.
# Seen: of five rows none; with C.UTF-8 all five; with `encoding` five in both.
# Meets: whoever counts or joins tables of Chinese places in R on a server.
# In fazhi: read.R of every package reads with `encoding` and is held in both locales
# (tests/publish/package/test_again.py, test_base_r_reads_it_and_counts_what_the_table_counts).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
printf 'town,n\n西坪镇,1\n兴泾镇,2\n平安镇,3\n湾头桥镇,4\n彭堡镇,5\n' > "$folder/towns.csv"
rows() {
    (cd "$folder" && LC_ALL="$1" Rscript -e "cat(sum(!is.na(read.csv('towns.csv', $2)\$n)))" 2>/dev/null)
}
for locale in C C.UTF-8; do
    for given in 'fileEncoding = "UTF-8"' 'encoding = "UTF-8"'; do
        found="$(rows "$locale" "$given")"
        echo "$locale, $given: $found of 5 rows"
        told="${told:-}$found "
    done
done
[ "$told" = "0 5 5 5 " ]
