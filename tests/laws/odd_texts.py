"""Texts of odd structure, made from dice: what no town would write and some file may hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

RAW = Path(__file__).parents[2] / "data/raw"
REPORTS = [path.read_bytes().decode("utf-8", "replace") for path in sorted(RAW.glob("*.txt"))]
DIGITS = "一二三四五六七八九十"
NUMERALS = (*DIGITS, "十一", "二十", "三十十", "十十十", "九十九", "一百", "〇", "零", "两", "廿")
MARKS = (
    "{c}、",
    "{c}.",
    "{c}：",
    "（{c}）",
    "({c})",
    "〔{c}】",
    "{c}）",
    "（{c}、",
    "第{c}部分",
    "第{c}章",
    "第{c}篇：",
    "第{c}，",
    "第{c}方面，",
    "{c}是",
    "{c}要",
    "{c}个是",
    "其{c}，",
    "{n}.",
    "{n}、",
    "{n}．",
    "（{n}）",
    "({n})",
    "{n})",
    "{n}.{n}",
    "{n}",
    "{o}",
    "首先，",
    "其次，",
    "再次，",
    "最后，",
    "附件{n}：",
    "附表",
    "# ",
    "## ",
    "- ",
    "* ",
    "",
)
ONE_SIGN = "①②⑳⒈⒛⑴⒇㈠㈩❶❿⓪㊀㊿Ⅰⅻ"
HEADS = (
    "主要举措和成效",
    "存在的问题和不足",
    "存在的不足及下一步工作",
    "下一步工作安排",
    "2024年工作打算",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "强化组织领导，压实责任",
    "健全工作机制 推动法治建设",
    "行政复议应诉情况",
    "工作回顾",
    "甲",
    "关于",
)
SENTENCES = (
    "全年受理矛盾纠纷{n}件，成功化解{n}件，化解率{n}%。",
    "其中婚姻纠纷{n}件、邻里纠纷{n}起、其他{n}件。",
    "开展宣传活动{c}场次，发放资料{n}余份，受教育群众{n}人次。",
    "去年接待{n}批次，今年{n}批次，同比下降{n}.{n}个百分点。",
    "办理行政处罚案件{n}宗，罚款{n}万元；行政诉讼{c}起，败诉{n}件",
    "未发生行政复议案件，无行政诉讼。",
    "学习贯彻《中华人民共和国行政处罚法》《宪法》等法律{c}部，",
    "根据《法治政府建设实施纲要（2021-2025年）》（中发〔2021〕{n}号）要求，",
    "{n}%、{n}‰、{n}∶{n}、百分之{c}、三分之二、{c}分之{c}",
    "存在以下问题：一是认识不足；二是力量薄弱；三是机制不健全。",
    "下一步，我镇将继续{c}手抓，",
    "{n}年{n}月{n}日至{n}日召开会议{c}次",
    "共{n}，{n},{n}.{n}.{n}万亿{c}千{n}百",
    "一两件、三两名、三至五万元、数十次、近百人、{n}多户、十几场",
    "由{n}件增至{n}件，增长{n}倍，比上年多{n}件",
    "实现零投诉、零复议、0起",
    "经费{n}元/年，人均{n}元，{n}㎡，{n}公里，{n}m²，{n}KG",
    "分别为{n}件、{n}件、{n}件。",
    "我镇现有编制{n}人，实有{n}人（其中司法所{n}人），聘请法律顾问{c}名，",
    "投诉电话：{n}-{n}，网址http://x.gov.cn/{n}?a={n}。",
)
FRAMES = (
    "西坪镇人民政府",
    "{y}年法治政府建设年度报告",
    "关于{y}年度法治政府建设情况的报告",
    "县委、县政府：",
    "各位代表：",
    "平安镇人民政府\n{y}年{n}月{n}日",
    "二〇二三年十二月三十一日",
    "（{y}年1月15日）",
    "某政发〔{y}〕{n}号",
    "索引号：00{n}/{y}-{n}",
    "发布日期：{y}-13-45 00:00 来源：本站 浏览次数：{n}",
    "重庆市奉节县平安镇",
    "宁夏回族自治区固原市原州区彭堡镇人民政府办公室",
    "中共甲乡委员会",
    "抄送：县司法局。",
    "扫一扫在手机打开当前页",
    "打印 关闭",
)
LONE = (
    *"，。；：！？、…—～·“”‘’《》（）()[]〔〕【】「」『』{}<>|/\\+-=*%‰#&@^_`~$\"'",
    "\t",
    " ",
    "  ",
    "\u3000",
    "\u3000\u3000",
    "\n",
    "\r",
    "\r\n",
    "\n\n\n",
    "\u2028",
    "\u0085",
    "\x0b",
    "\x0c",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\u009b",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\ufffd",
    "\ud7ff",
    "\uffff",
    "\U0010ffff",
    "𠮷",
    "𨂾",
    "㑇",
    "⼀",
    "金",
    "乾隆",
    "著作",
    "髮後裏臺灣",
    "e\u0301",
    "ⅷ",
    "½",
    "²",
    "٣",
    "१२",
    "𝟙𝟚",
    "１２",
    "㍿",
    "㎡",
    "👍🏽",
    "العربية",
    "ไทย",
    "한국어",
    "かな",
    "Law № 5 ",
    "NaN",
    "inf",
    "1e999",
    "0x1f",
    "-0",
    "9" * 30,
    "9" * 400,
    "0.{}1".format("0" * 40),
)
Dice = random.Random
Maker = Callable[[Dice], str]


def number(dice: Dice) -> str:
    return str(
        dice.choice(
            (
                dice.randint(0, 12),
                dice.randint(0, 120),
                dice.randint(1990, 2030),
                dice.randint(0, 10**6),
                f"{dice.randint(0, 999)},{dice.randint(0, 999):03}",
                f"{dice.randint(0, 99)}.{dice.randint(0, 99)}",
                10 ** dice.randint(5, 25),
                "00",
            )
        )
    )


def filled(dice: Dice, words: str) -> str:
    """The pattern with numbers of all sizes and kinds in its places."""
    made = words
    for sign, make in (
        ("{n}", number),
        ("{c}", lambda dice: "".join(dice.choices(NUMERALS, k=dice.choice((1, 1, 1, 2, 3))))),
        ("{o}", lambda dice: dice.choice(ONE_SIGN)),
        ("{y}", lambda dice: str(dice.randint(2015, 2027))),
    ):
        while sign in made:
            made = made.replace(sign, make(dice), 1)
    return made


def one_of(dice: Dice, patterns: Sequence[str]) -> str:
    return filled(dice, dice.choice(patterns))


def gibberish(dice: Dice) -> str:
    return "".join(dice.choices(LONE, k=dice.randint(1, 12)))


def heading(dice: Dice) -> str:
    return one_of(dice, MARKS) + dice.choice(("", " ")) + one_of(dice, HEADS)


def sentence(dice: Dice) -> str:
    made = one_of(dice, SENTENCES)
    if dice.random() < 0.1:
        at = dice.randrange(len(made))
        made = made[:at] + gibberish(dice) + made[at:]
    return made


def paragraph(dice: Dice) -> str:
    return "".join(sentence(dice) for _ in range(dice.randint(1, 8)))


def anything(dice: Dice) -> str:
    """Pieces of all kinds behind each other, line ends where they fall."""
    makers = (
        heading,
        sentence,
        gibberish,
        lambda dice: one_of(dice, MARKS),
        lambda dice: one_of(dice, FRAMES),
        lambda dice: dice.choice(("\n", "\n", "\r\n", "，", "。", "")),
    )
    return "".join(dice.choice(makers)(dice) for _ in range(dice.randint(1, 120)))


def headings_only(dice: Dice) -> str:
    """Headings of few kinds, in any order and depth, hardly with text under them."""
    kinds = dice.choices(MARKS, k=dice.randint(1, 4))
    under = dice.choice((0.0, 0.0, 0.3, 0.9))
    lines: list[str] = []
    for _ in range(dice.randint(1, 160)):
        lines.append(filled(dice, dice.choice(kinds)) + one_of(dice, HEADS))
        if dice.random() < under:
            lines.append(sentence(dice))
    return "\n".join(lines)


def counted(dice: Dice) -> str:
    """Rows of marks that count well, but for some that are lost, doubled or leap."""
    lines = [one_of(dice, FRAMES)]
    for _ in range(dice.randint(1, 6)):
        kind, at = dice.choice(MARKS), 0
        for _ in range(dice.choice((3, 8, 30, 130))):
            at += dice.choices((1, 0, 2, 10, -3), (20, 1, 1, 1, 1))[0]
            mark = kind.replace("{c}", _chinese(at)).replace("{n}", str(at))
            mark = "" if dice.random() < 0.1 else filled(dice, mark)
            stop = dice.choice(("", "。", "：", "\n" + sentence(dice), sentence(dice)))
            lines.append(mark + one_of(dice, HEADS) + stop)
    return "\n".join(lines)


def _chinese(number: int) -> str:
    tens, ones = divmod(max(number, 0) % 100, 10)
    return ("十" if tens == 1 else f"{DIGITS[tens - 1]}十" if tens else "") + (
        DIGITS[ones - 1] if ones else ""
    )


def table(dice: Dice) -> str:
    """Rows of cells, figures everywhere, some cells missing."""
    wide = dice.randint(1, 9)
    apart = dice.choice(("\t", "\t", "|", "  ", "，"))
    rows = []
    for _ in range(dice.randint(1, 40)):
        cells = [
            dice.choice((number(dice), "", "合计", one_of(dice, HEADS), f"{number(dice)}件"))
            for _ in range(dice.randint(1, wide))
        ]
        rows.append(apart.join(cells))
    return "\n".join(rows)


def punctuation(dice: Dice) -> str:
    return "".join(dice.choices(LONE, k=dice.randint(1, 200))) + "甲"


def broken(dice: Dice) -> str:
    """Running text broken at one width, lines, pages and words doubled and dropped."""
    text = "".join(paragraph(dice) for _ in range(dice.randint(1, 10)))
    wide = dice.randint(2, 60)
    lines = [text[at : at + wide] for at in range(0, len(text), wide)]
    made: list[str] = []
    for line in lines:
        fate = dice.random()
        if fate < 0.05:
            continue
        made.append(line)
        if fate < 0.15:
            made[-1] += line[-dice.randint(1, 12) :]
        if fate > 0.9:
            made.append(dice.choice((f"- {number(dice)} -", "", line, "第 1 页 共 2 页")))
    margin = dice.choice(("", "", " ", "\u3000\u3000", "    "))
    return (dice.choice(("\n", "\r\n", "\n\n", "\r")) + margin).join(made)


def spaced(dice: Dice) -> str:
    """A text with white space, control signs or line ends strewn between its characters."""
    text = dice.choice((anything, broken, counted))(dice)[:3000]
    strewn = dice.choices(LONE[40:62], k=3)
    share = dice.choice((0.02, 0.2, 0.7))
    return "".join(sign + (dice.choice(strewn) if dice.random() < share else "") for sign in text)


def signed(dice: Dice) -> str:
    """Titles, signatures, dates and addressees wherever they do not belong."""
    parts = [
        one_of(dice, FRAMES) if dice.random() < 0.6 else dice.choice((heading, sentence))(dice)
        for _ in range(dice.randint(1, 60))
    ]
    return "\n".join(parts)


def repeated(dice: Dice) -> str:
    """The same passages again and again."""
    parts = [dice.choice((paragraph, heading, gibberish))(dice) for _ in range(dice.randint(1, 4))]
    return dice.choice(("\n", "")).join(dice.choices(parts, k=dice.randint(2, 60)))


def shuffled(dice: Dice) -> str:
    """A real report with lines moved, lost, doubled, or of another report."""
    lines = dice.choice(REPORTS).split("\n")
    for _ in range(dice.randint(1, 40)):
        at = dice.randrange(len(lines))
        fate = dice.randrange(5)
        if fate == 0 and len(lines) > 1:
            lines.pop(at)
        elif fate == 1:
            lines.insert(dice.randrange(len(lines)), lines[at])
        elif fate == 2:
            lines[at] = lines[at][dice.randint(0, 9) :]
        elif fate == 3:
            lines.insert(at, dice.choice(dice.choice(REPORTS).split("\n")))
        else:
            lines[at] += dice.choice((heading, gibberish, sentence))(dice)
    return dice.choice(("\n", "\n", "")).join(lines)


def pierced(dice: Dice) -> str:
    """A real report with stretches cut out, doubled or replaced at any character."""
    text = dice.choice(REPORTS)
    for _ in range(dice.randint(1, 60)):
        at = dice.randrange(len(text))
        wide = dice.choice((1, 1, 3, 20, 200))
        new = dice.choice(("", text[at : at + wide] * 2, gibberish(dice), one_of(dice, MARKS)))
        text = text[:at] + new + text[at + wide :]
    return text


MAKERS: tuple[Maker, ...] = (
    anything,
    headings_only,
    counted,
    table,
    punctuation,
    broken,
    spaced,
    signed,
    repeated,
    shuffled,
    pierced,
)


def odd_text(seed: int, number: int) -> tuple[str, str]:
    """The odd text of that number, and the name of its kind."""
    dice = random.Random(f"{seed} {number}")
    make = MAKERS[number % len(MAKERS)]
    text = make(dice)
    if dice.random() < 0.3:
        text = f"{one_of(dice, FRAMES)}\n{text}"
    return make.__name__, text
