# Read the tables of this package with R alone (base R, no package needed):  Rscript read.R
# 用 R 读取本包的数据表（只用基础 R）。
# The CSV files are UTF-8 with a byte order mark. Not `fileEncoding`: where R runs without a locale
# of UTF-8 (LC_ALL=C) it stops at the first Chinese character, with a warning only.

MARK <- 65279L

read_table <- function(name) {
  file <- file.path("data", "csv", paste0(name, ".csv"))
  table <- read.csv(file, encoding = "UTF-8", na.strings = "", check.names = FALSE,
                    stringsAsFactors = FALSE)
  first <- names(table)[1]
  if (identical(utf8ToInt(substr(first, 1, 1)), MARK)) names(table)[1] <- substring(first, 2)
  # R takes TRUE for a truth value, and true for a word.
  as_truth <- function(column) {
    if (is.character(column) && all(column %in% c("true", "false", NA))) as.logical(column)
    else column
  }
  as.data.frame(lapply(table, as_truth), stringsAsFactors = FALSE, optional = TRUE)
}

reports <- read_table("reports")
indicators <- read_table("indicators")

# How many reports of each level state each indicator: the rows `indicator` of the table `peers`.
both <- merge(indicators, reports[, c("report_id", "level")], by = "report_id")
counted <- aggregate(report_id ~ level + indicator, data = both, FUN = length)
names(counted) <- c("level", "code", "reports")
counted <- counted[order(counted$level, counted$code, method = "radix"), ]
write.csv(counted, stdout(), row.names = FALSE, quote = FALSE)
