#!/usr/bin/env bash
set -euo pipefail
# Found: the words of 行政复议案件, cases of administrative reconsideration, are 行政, 复, 议案, 件: a motion to the people's
# congress (议案) in place of a case. 复议 is no word of ICU's dictionary, which R's packages for text and every JavaScript
# ask, so that its second sign goes to what stands behind it: reconsideration and litigation (复议和诉讼) are peace talks
# (议和) and litigation. 二〇二三年 ends in three years (三年). Litigation (行政诉讼) and mediation are words.
# Version: tokenizers 0.3.0 and tidytext 0.4.1 (Debian 12, r-cran-tidytext; ICU 72 by stringi); where node is there, its
# Intl.Segmenter, too (ICU 78 in node 20).
# Seen: of 审结行政复议案件126件 审结 行政 复 议案 件 126 件, of 行政复议和诉讼 行政 复 议和 诉讼, in R and in JavaScript; 行政处罚案件 has 案件.
# Meets: whoever counts words of reports in R: reconsideration never occurs, and its cases, of which the law wants each
# report to tell, count as motions of deputies.
# In fazhi: terms are sought as they stand, no dictionary parts them (tests/parse/test_themes.py,
# test_cases_of_reconsideration_are_no_motions).
command -v Rscript >/dev/null && Rscript -e 'library(tidytext)' >/dev/null 2>&1 || { echo "skipped: needs R with tidytext"; exit 0; }
LC_ALL=C.UTF-8 Rscript - <<'R'
suppressMessages({library(tidytext); library(tokenizers)})
texts <- c("审结行政复议案件126件", "行政复议和诉讼", "行政处罚案件", "二〇二三年")
seen <- lapply(texts, function(text) unnest_tokens(data.frame(text = text), word, text)$word)
for (one in seen) cat(one, "\n")
expected <- list(
    c("审结", "行政", "复", "议案", "件", "126", "件"), c("行政", "复", "议和", "诉讼"), c("行政", "处罚", "案件"),
    c("二", "〇", "二", "三年"))
quit(status = !(identical(seen, expected) && identical(tokenize_words(texts), expected)))
R
command -v node >/dev/null || exit 0
node -e '
const words = (text) => [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].map((one) => one.segment);
const seen = ["审结行政复议案件126件", "行政复议和诉讼", "二〇二三年"].map((text) => words(text).join(" "));
console.log("ICU", process.versions.icu, seen);
const expected = ["审结 行政 复 议案 件 126 件", "行政 复 议和 诉讼", "二 〇 二 三年"];
process.exit(String(seen) === String(expected) ? 0 : 1);
'
