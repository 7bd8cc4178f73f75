"""Width and form of single characters, one for one: the map to the raw text is not touched."""

from __future__ import annotations

import re
import unicodedata

from fazhi.reading.symbols import USUAL_SIGNS

NOTHING = "\u200b"  # stands for a character without width until spaces are tidied
_FULL_ASCII = {
    chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()
}
_SIGNS = dict(
    zip(
        "％﹪．－﹣‐‑‒−―〜∼／＋＂＇「」『』﹁﹂﹃﹄﹑､﹐｡﹔﹕︰﹖﹗﹙﹚•‧・･∙●",
        "%%.------—～～/+\"'“”‘’“”‘’、、，。；：：？！（）·····●",
        strict=True,
    )
)
# Forms for lines that run downwards, which some files keep where their lines do not.
_SIGNS |= dict(
    zip(
        "︐︑︒︓︔︕︖︙︱︵︶︹︺︻︼︽︾︿﹀",
        "，、。：；！？…—（）〔〕【】《》〈〉",
        strict=True,
    )
)
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "
)
_BREAKS = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
_INVISIBLE = dict.fromkeys(
    [chr(code) for code in (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))]
    + list("\u00ad\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f")
    + [chr(code) for code in range(0x202A, 0x202F)],
    NOTHING,
)
# Radicals of the supplement that look like a character; Unicode's compatibility names two of them.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺇⺉⺊⺒⺓⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺣⺤⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄"
        "⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻几刂卜巳幺彐忄扌攵旡日月歹民氵灬爫牛犭王疋目示礻竹糹纟罓罒网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西"
        "见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# What PDF files put for ordinary characters: Kangxi radicals and compatibility ideographs.
_COMPATIBLE = {
    chr(code): plain
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
}
SINGLES = {
    **_FULL_ASCII,
    **_SIGNS,
    **_SPACES,
    **_BREAKS,
    **_INVISIBLE,
    **_RADICALS,
    **_COMPATIBLE,
    **USUAL_SIGNS,
}
SINGLE = re.compile("[" + re.escape("".join(SINGLES)) + "]")

HALF = re.compile(r"[,;:?!.]")
PAIR = re.compile(r"\(([^()\n]*)\)")
LONE_BRACKET = re.compile(r"[()]")
QUOTED = re.compile(r'"([^"\n]*)"')
FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
WIDE = frozenset("，。、；：？！“”‘’《》（）〔〕【】—…%")
IDEOGRAPHS = ("\u3400", "\u9fff")
NUMERALS = "一二三四五六七八九十"


def regular_singles(text: str) -> str:
    """Digits and letters half width, spaces and line ends of one kind, variants replaced."""
    return SINGLE.sub(_single, text)


def regular_punctuation(text: str) -> str:
    """Punctuation between Chinese full width; numbers, times, addresses and English as they are."""
    if "(" in text:
        text = PAIR.sub(_pair, text)
    if "(" in text or ")" in text:
        text = LONE_BRACKET.sub(_lone_bracket, text)
    if '"' in text:
        text = QUOTED.sub(_quoted, text)
    return HALF.sub(_half, text)


def _single(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == "\r" and match.string.startswith("\n", match.end()):
        return NOTHING
    return SINGLES[sign]


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The signs before and after, spaces passed over; a line end where there is none."""
    text, low, high = match.string, match.start() - 1, match.end()
    # Hardly any sign has spaces beside it, or begins or ends a text.
    if low >= 0 and high < len(text) and text[low] != " " != text[high]:
        return text[low], text[high]
    while low >= 0 and text[low] == " ":
        low -= 1
    while high < len(text) and text[high] == " ":
        high += 1
    return (text[low] if low >= 0 else "\n"), (text[high] if high < len(text) else "\n")


def _half(match: re.Match[str]) -> str:
    sign = match[0]
    before, after = _neighbours(match)
    if sign == ".":
        # Behind a numeral it is the mark of a heading (一.加强领导).
        ends = (
            _is_ideograph(before)
            and before not in NUMERALS
            and (after == "\n" or _is_ideograph(after))
        )
        return "。" if ends else sign
    if sign in (before, after) or (before.isdigit() and after.isdigit()):
        return sign
    return FULL[sign] if _is_wide(before) or _is_wide(after) else sign


def _pair(match: re.Match[str]) -> str:
    before, after = _neighbours(match)
    if any(map(_is_ideograph, match[1])) or _is_wide(before) or _is_wide(after):
        return f"（{match[1]}）"
    return match[0]


def _lone_bracket(match: re.Match[str]) -> str:
    """A bracket without its partner on the line, such as the one of `1)`."""
    before, after = _neighbours(match)
    if _is_wide(before) or (_is_wide(after) and (match[0] == "(" or before.isdigit())):
        return FULL[match[0]]
    return match[0]


def _quoted(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if any(map(_is_ideograph, match[1])) else match[0]


def _is_ideograph(sign: str) -> bool:
    # An expression of these costs a millisecond at every start.
    return IDEOGRAPHS[0] <= sign <= IDEOGRAPHS[1]


def _is_wide(sign: str) -> bool:
    """Whether a sign takes the room of a Chinese character."""
    return _is_ideograph(sign) or sign in WIDE
