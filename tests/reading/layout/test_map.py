"""The map from clean to raw: exact for any text and any chain of edits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.codebook.book import load_codebook
from fazhi.offsets import OffsetMap
from fazhi.reading.clean import clean
from fazhi.reading.clean.draft import Draft, Edit
from fazhi.records import Mark, RawText

BOOK = load_codebook()

SIGNS = st.sampled_from(
    list("一二（）()，,。;；:：、\n\n \t\r　１２3.%“”《》鎮著發裏瞭")
    + list("天大大的是页—-#*?？第共扫⼯①ａB𠀀\u200b\ufeff\ufffd")
)
# No reader hands on a half of a character.
TEXTS = st.text(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=200)


def check(raw: str, text: str, offsets: OffsetMap) -> None:
    last = 0
    for position in range(len(text)):
        start = offsets.raw_start(position)
        end = offsets.raw_end(position + 1)
        assert 0 <= start <= end <= len(raw)
        assert start >= last
        last = start


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_every_clean_character_has_a_place_in_order(raw: str) -> None:
    text = clean(RawText(raw, "txt"), BOOK)
    check(raw, text.clean, text.offsets)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.data())
def test_quotes_are_slices_of_raw(raw: str, data: st.DataObject) -> None:
    text = clean(RawText(raw, "txt"), BOOK)
    if not text.clean:
        return
    start = data.draw(st.integers(0, len(text.clean) - 1))
    end = data.draw(st.integers(start + 1, len(text.clean)))
    place = text.place(start, end)
    quote = text.quote(place.start, place.end)
    breaks = "\r\n\u2028\u2029\x0b\x0c\x85"
    assert quote == "".join(sign for sign in raw[place.start : place.end] if sign not in breaks)
    for mark in (*text.repairs, *text.damages):
        assert 0 <= mark.start <= mark.end <= len(raw)


@settings(deadline=None, max_examples=200)
@given(st.text("abc", max_size=40), st.data())
def test_any_chain_of_edits_keeps_what_was_not_edited(raw: str, data: st.DataObject) -> None:
    """Upper-case letters are put in by edits; lower-case ones must point at themselves."""
    draft = Draft(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(draft.text)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        words = [data.draw(st.text("XYZ", max_size=3)) for _ in pairs]
        draft.apply(Edit(*pair, word) for pair, word in zip(pairs, words, strict=True))
    offsets = draft.offsets
    check(raw, draft.text, offsets)
    for position, sign in enumerate(draft.text):
        if sign.islower():
            assert raw[offsets.raw_start(position) : offsets.raw_end(position + 1)] == sign


def test_lengths_that_change_keep_the_map_exact() -> None:
    draft = Draft("abcdef")
    draft.apply([Edit(1, 3, "XYZW"), Edit(4, 5, "")])
    assert draft.text == "aXYZWdf"
    offsets = draft.offsets
    assert [offsets.raw_start(at) for at in range(7)] == [0, 1, 1, 1, 1, 3, 5]
    assert [offsets.raw_end(at) for at in range(1, 8)] == [1, 3, 3, 3, 3, 4, 6]


def test_what_a_format_drops_and_joins_is_gone_from_clean() -> None:
    raw = "某镇报告\n页眉\n镇党委高度\n重视。\n"
    joins = frozenset([raw.index("\n重视")])
    text = clean(RawText(raw, "pdf", drops=(Mark("header", 5, 8),), joins=joins), BOOK)
    assert text.clean == "某镇报告\n镇党委高度重视。"
    assert [mark.kind for mark in text.repairs] == ["header", "layout"]


def test_edits_of_a_stretch_that_corresponds_as_a_whole_keep_the_order() -> None:
    draft = Draft("aaaa")
    draft.apply([Edit(2, 4, "XXX")])
    draft.apply([Edit(0, 1, ""), Edit(2, 3, "")])
    assert draft.text == "aXX"
    draft.apply([Edit(0, 2, "YYY")])
    assert draft.text == "YYYX"
    check("aaaa", draft.text, draft.offsets)
    assert draft.offsets.stretch(0, 4) == (1, 4)
