"""What stands of itself: what lists hold and what is on offer, and bodies once founded."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.codebook.wording import wording
from fazhi.parse.quantities.cues import cues_of
from fazhi.parse.quantities.people import tells_an_act
from fazhi.parse.quantities.setting import NOUN_REACH, Setting

# Matters on a list stand, told as its total (政务服务事项共320项) or by kind (权责清单包含行政
# 许可14项).
POWERS = "项"
LISTED = re.compile(
    # The figures of a table of targets stand, too.
    "(?:[一二三]级|评估|考核|考评|测评|示范)指标(?:总计|共计|共有|共|计|有)$"
    "|(?:服务|权力|权责|职权|履职|许可|公共服务)事项(?:总数)?(?:总计|共计|共有|共|计|有)$|延伸(?:服务)?事项$|(?:权责|权力|职权|事项)总数(?:达到|达|为)?$"
)
# Whose they are, and their noun behind the number (我委36项行政许可事项).
OWNED = re.compile("(?:全[局委厅镇乡区县市州省]|我[局委厅镇乡区县市])共?$")
OF_THEIRS = re.compile("[^，。；0-9的]{0,10}事项")
# Matters that can be seen to in some way stand, but where the year is told to have brought it.
SEEN_TO = re.compile(
    "[^，。；、0-9]{0,12}(?:事项|业务|服务)(?:已|均|现已|目前|全部|全量|全面|基本)*(?:实现了?|可|能|做到)?"
    "[^，。；、0-9]{0,4}“?(?:[一-龥]{2}通办|[一全][程窗网](?:网|通)?办|一站式|一次办|最多跑一次|零跑|不见面|就近)"
)
BROUGHT = re.compile(
    "实现了?$|今年|新增|推动|推进|推出|新推|拓展|促进|引导|指导|年内|本年|[0-9]年，?$"
)
CHANGED = re.compile("梳理|清理|调整|取消|下放|承接|赋权|划转|精简|原其他")
A_LIST = re.compile("(?:权责|权力|职权|履职|事项)清单")
A_POWER = re.compile(
    "(?:行政(?:许可|处罚|强制|检查|确认|给付|奖励|征收|裁决|征用|权力)|其他权力|公共服务)(?:事项)?$"
)
POWER_REACH = 12


def is_listed(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts what a list of powers or matters holds, and no act of the year."""
    text, start, low = setting.text, setting.amount.start, setting.clause[0]
    near = max(low, start - POWER_REACH)
    if CHANGED.search(text, low, start):
        return False
    if SEEN_TO.match(text, setting.amount.end):
        acted = tells_an_act(text, low, start, book)
        return not (acted or BROUGHT.search(text, setting.sentence[0], start))
    owned = OWNED.search(text, near, start) and OF_THEIRS.match(text, setting.amount.end)
    if owned or LISTED.search(text, near, start):
        return not tells_an_act(text, low, start, book)
    if not A_POWER.search(text, near, start):
        return False
    first = setting.sentence[0]
    found = A_LIST.search(text, first, start)
    return found is not None and not tells_an_act(text, first, found.end(), book)


def is_founded(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts what stands once it is founded (设立调解室17个), not this year."""
    if setting.amount.unit not in wording(book).period.body_words:
        return False
    cues, text, start = cues_of(book), setting.text, setting.amount.start
    low, end = setting.clause[0], setting.amount.end
    named = cues.institution.search(text, max(low, start - NOUN_REACH), start)
    if not cues.founded.search(text, low, start):
        # A clause that holds no more than the noun and its number tells a state too.
        acted = tells_an_act(text, low, start, book) or ends_what_was_built(setting)
        named = None if acted else named
    else:
        named = named or cues.institution_behind.match(text, end)
    return bool(named) and not cues.fresh.search(text, setting.sentence[0], start)


def ends_what_was_built(setting: Setting) -> bool:
    """Whether the figure goes on a list of the year's (建成镇级服务站8处、村级服务点206个)."""
    if setting.last is None or setting.last[1].period != "year":
        return False
    low = setting.clause[0]
    return setting.text[low - 1] == "、" and setting.last[0] == low - 1
