"""The codebook's words about speakers and titles, and the expressions made of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.language.dates import YEAR

NOTHING = "(?!)"
# How offices end that call themselves by their rank.
OFFICES = "局|厅|委员会|委|办公室|办|中心|支队|大队|总队"
# Flags, which are no banners of Inner Mongolia (红旗农场, 国旗广场).
FLAGS = "红国党团军队锦升彩战"
# The rank by which an office without the name of its division goes (县林业局, but no 市场).
RANKS = re.compile("(?:省|自治区|市|州|盟|县|区|旗)(?!场|政(?!府)|容|划|域|级|直|属|委)")
CJK = r"\u3400-\u9fff\U00020000-\U0003ffff"


class IdentityWords(msgspec.Struct, frozen=True):
    """`identity.yaml` as it stands."""

    title_subjects: tuple[str, ...]
    title_endings: tuple[str, ...]
    bodies: tuple[str, ...]
    departments: tuple[str, ...]
    institutions: tuple[str, ...]
    zones: tuple[str, ...]
    zone_bodies: tuple[str, ...]
    national_bodies: tuple[str, ...]
    government_bodies: tuple[str, ...]
    offices_of_government: tuple[str, ...]
    news_openings: tuple[str, ...]
    news_verbs: tuple[str, ...]
    explanations: tuple[str, ...]
    report_formulas: tuple[str, ...]
    pronouns: dict[str, tuple[str, ...]]
    subject_cuts: tuple[str, ...]
    no_bodies: tuple[str, ...]
    no_places: tuple[str, ...]
    no_place_beginnings: tuple[str, ...]
    subject_verbs: tuple[str, ...]
    addressee_endings: tuple[str, ...]
    other_titles: tuple[str, ...]
    letter_verbs: tuple[str, ...]
    sending_verbs: tuple[str, ...]
    letter_endings: tuple[str, ...]
    attachments: tuple[str, ...]
    furniture: tuple[str, ...]
    issue_labels: tuple[str, ...]
    other_day_labels: tuple[str, ...]
    portal: dict[str, tuple[str, ...]]
    own_kind: tuple[str, ...]
    other_kind: tuple[str, ...] = ()


class Patterns:
    """The expressions that the words make together."""

    def __init__(self, words: IdentityWords) -> None:
        self.words = words
        self._make_of_bodies(words)
        self._make_of_titles(words)
        self._make_of_openings(words)
        self._make_of_pages(words)
        levels = ((level, word) for level, many in words.pronouns.items() for word in many)
        self.level_of = {word: level for level, word in levels}
        self.pronoun = re.compile(any_of(self.level_of))

    def _make_of_bodies(self, words: IdentityWords) -> None:
        """How bodies and places are called, alone and one after another."""
        named = (*words.bodies, *words.departments, *words.institutions, *words.zone_bodies)
        bodies = any_of(named)
        self.body = re.compile(rf"(?:[{CJK}（）]{{2,40}}?(?:{bodies})(?:（[^）]*）)?)+")
        self.joint = re.compile(
            r"(?P<party>(?:中共|中国共产党).+?(?:工作委员会|委员会|党工委|工委|党委|(?<=[县市区省州旗镇乡])委))"
            rf"(?P<other>[{CJK}]{{2,40}}(?:政府|办事处|管委会|管理委员会))"
        )
        self.addressee = re.compile(rf"(?:{any_of(words.addressee_endings)})(?:（[^）]*）)?$")
        self.body_end = re.compile(rf"(?:{bodies})$")
        # A village or a community is no part of the government that it lies under.
        self.institution = re.compile(rf"(?:{any_of(words.institutions)}|.村|社区)(?:（[^）]*）)?$")
        no_place = rf"[{CJK}]?(?:{any_of(words.no_places)})|{any_of(words.no_place_beginnings)}"
        # A division that the list does not know is told by its ending.
        self.unknown_place = re.compile(
            rf"(?!{no_place})(?:(?![委局办府的]|我们)[{CJK}]){{1,9}}?"
            # 库区乡: one sign more is no town's name, but ends this one.
            rf"(?:自治[州县旗]|[省市县区旗州盟](?<![{FLAGS}]旗)(?![镇乡](?:人民政府|党|[^{CJK}]|$))|镇(?!化|建)"
            r"|乡(?!建|镇|村)|街道|苏木)"
        )
        self.no_body = re.compile("|".join(words.no_bodies))
        self.national = re.compile(any_of(words.national_bodies))
        self.zone = re.compile(rf"[{CJK}]{{0,14}}?(?:{any_of(words.zones)})")

    def _make_of_titles(self, words: IdentityWords) -> None:
        """How titles are made: of reports, of other papers, of letters and of news."""
        endings = any_of(words.title_endings)
        self.title = re.compile(
            rf"[^。，；：\n\[\]【】>＞|]{{0,70}}?(?:{endings})(?:》)?(?:（[^）\n]{{1,20}}）)?"
            rf"(?=$|\n|20\d\d年|[各中市县区省州旗乡镇][^。\n]{{0,60}}：)"
        )
        self.subject = re.compile(any_of(words.title_subjects))
        self.own_kind = re.compile("|".join(words.own_kind))
        self.other_kind = re.compile("|".join(words.other_kind) or NOTHING)
        self.subject_cut = re.compile(
            rf"{YEAR}|(?<!\d)(?:19|20)?\d\d年度?|{'|'.join(words.subject_cuts)}"
        )
        self.other_title = re.compile(
            rf"(?:{any_of(words.other_titles)})(?:[（(][^）)]*[）)])?"
            r"(?:$|(?![^：]*如下)(?=[^，。；：]{2,20}：$))"
        )
        self.sending = re.compile(rf"关于(?:{any_of(words.sending_verbs)})")
        verbs = any_of((*words.letter_verbs, *words.sending_verbs))
        ends = any_of(words.letter_endings)
        self.letter = re.compile(rf"关于(?:{verbs})[^。；\n]{{2,70}}(?:{ends})$")
        # A page's label is no headline (发布机构：).
        self.news_title = re.compile(
            rf"^(?!关于)[^关\d：]{{2,20}}?(?:{any_of(words.news_verbs)})(?!机构|机关|单位|日期|时间|人[:：])"
        )

    def _make_of_openings(self, words: IdentityWords) -> None:
        """How openings begin, and what they say of the paper."""
        verbs = any_of(words.subject_verbs)
        self.opening_body = re.compile(
            rf"(?:^|[，。\n])([{CJK}]{{2,24}}?(?:人民政府|办事处|管委会|局|委员会))(?={verbs})"
        )
        # A government's office that tells of itself (县政府办高度重视…, 我办坚持…).
        self.office_speaks = re.compile(
            rf"(?:^|[，。\n])(?:[{CJK}]{{0,8}}?(?:政府办公[室厅]|政府办|府办)|[我本]办)(?!，)(?={verbs})"
        )
        # Its first sentence alone tells of the speaker: 区司法局 may be the subject of a later one.
        office = rf"({RANKS.pattern}[{CJK}]{{1,14}}?(?:{OFFICES}))"
        before = rf"(?:(?:{YEAR} ?年|今年|在|按照|根据|依据|为|是|以)[^，。；\n]{{0,80}}，){{0,6}}"
        self.opening_office = re.compile(rf"\s*{before}{office}(?={verbs})")
        self.announced_office = re.compile(rf"现[将就]{office}(?=关于|{YEAR} ?年|法治|推进)")
        nation = any_of(words.national_bodies)
        self.opening_nation = re.compile(rf"\s*{before}({nation})(?:党[委组])?(?={verbs})")
        self.opening_place = re.compile(
            rf"(?:^|[，。\n])([{CJK}]{{1,14}}?(?:镇|乡|街道|街|苏木|县|区|市|旗|州|省))"
            # 黄石街党工委、办事处坚持… speaks of its place as 黄石街坚持… does.
            rf"(?:党委|党工委|工委)?[、和]?(?:人民政府|政府|办事处)?(?={verbs})"
        )
        self.news_opening = re.compile(
            rf"(?:^|[\n。）)])[^\n。，]{{0,12}}(?:{any_of(words.news_openings)})"
        )
        self.explanation = re.compile(
            rf"^[【\[（]?(?:\w{{0,4}}(?:{any_of(words.explanations)}))|(?:{any_of(words.explanations)})$"
        )
        self.formula = re.compile(any_of(words.report_formulas))

    def _make_of_pages(self, words: IdentityWords) -> None:
        """What a page states around the text, and what begins an attachment."""
        self.attached = re.compile(
            rf"^(?:{any_of(words.attachments)}|[^，。\n]{{0,12}}名词[^，。\n]{{0,4}}[解注]释)"
            rf"(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})?(?:[：:][^。\n]{{0,60}})?$",
            re.M,
        )
        self.furniture = re.compile(any_of(words.furniture))
        self.issue_label = re.compile(any_of(words.issue_labels))
        self.other_day = re.compile(rf"(?:{'|'.join(words.other_day_labels)})[为是】\]]?[：:， ]*$")
        self.portal_keys = frozenset(key for many in words.portal.values() for key in many)
        keys = any_of(sorted(self.portal_keys))
        self.statement = re.compile(
            rf"(?:(?<=^)|(?<=[\[【 •·-]))({keys}) ?(?:[\]】][：: ]?|[：:] ?|(?<=....) )"
            # A label may tell nothing before the next one (发布日期： 文号：…).
            rf"([^\[【\n]*?)(?=$|[\[【]| [{CJK}]{{2,6}}[：:]|(?<=[：:] )[{CJK}]{{2,6}}[：:]"
            rf"| (?:{keys}) )"
        )


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@derived
def patterns(book: Codebook) -> Patterns:
    """The expressions, made once."""
    return Patterns(book.book("identity", IdentityWords))


def names_bodies(line: str, book: Codebook) -> bool:
    """Whether a line is the name of one or several public bodies, no letterhead and no site."""
    return bool(patterns(book).body.fullmatch(line)) and not line.endswith(("文件", "网站"))
