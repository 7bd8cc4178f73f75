#!/usr/bin/env bash
set -euo pipefail
# Found: a stretch of months (2023年1-11月, 2023年1月至11月) is a day of January, the eleventh, and three to five (2023年
# 3至5月) the fifth of March; a year and a number behind it (2023年度126件) is 6 December. A parser of dates that takes
# whatever stands between the numbers for separators takes 至, 度 and 件 for such, and parts a number of three digits.
# Dates in Chinese it reads well. Only what has no such reading is NA, with a warning.
# Version: lubridate 1.9.2 (Debian 12, r-cran-lubridate), ymd and ym. Needs Rscript.
# Seen: ymd: 2023-01-11, 2023-01-11, 2023-03-05, 2023-12-06; 2023年12月31日 is 2023-12-31. ym: 2023年度第12号, the
# twelfth document of the year, is December 2023.
# Meets: whoever makes dates of a column of periods in R: reports that must be out early tell eleven months, and they
# turn to a day in the middle of winter, no row lacking.
# In fazhi: months told of a stretch are those months (tests/parse/coding/test_part_of_year.py,
# test_what_is_told_so_far_speaks_for_the_year, test_parts_that_cover_the_year_add_up).
command -v Rscript >/dev/null && Rscript -e 'library(lubridate)' >/dev/null 2>&1 || { echo "skipped: needs R with lubridate"; exit 0; }
LC_ALL=C.UTF-8 TZ=UTC Rscript - <<'R'
suppressMessages(library(lubridate))
told <- c("2023年1-11月", "2023年1月至11月", "2023年3至5月", "2023年度126件", "2023年12月31日")
days <- vapply(told, function(one) format(ymd(one)), "")
for (one in told) cat(one, days[[one]], "\n")
document <- format(ym("2023年度第12号"))
cat("2023年度第12号", document, "\n")
wanted <- c("2023-01-11", "2023-01-11", "2023-03-05", "2023-12-06", "2023-12-31")
quit(status = !(identical(unname(days), wanted) && document == "2023-12-01"))
R
