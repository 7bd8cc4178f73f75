"""One thing has one name in a language, wherever it is told: states, severities, findings."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.publish.pages.words import Words
from fazhi.records import SEVERITIES

BOOK = load_codebook()
STATES = ("stated", "zero", "conflicting", "not_stated", "yes", "partly", "no", "lost")
# What else may have such a code as the last part of its key: whether a part or a text is there, a
# fact that no text tells, a heading over figures, a column of coders, a sentence with its own verb.
OTHER_THINGS = re.compile(
    r"^(parts|complete|town|head|codebook|data|why|said|roll\.no|explore\.call|short\.required"
    r"|read|corpus|answer|outstanding|chart|review|tip)\b"
)
# Tables, which a method of the same name gives.
NO_NAMES = {"authorities", "corrections", "quantities", "reports", "texts"}
# Names that these things bore somewhere, or might get again.
OTHER_NAMES = {
    "zh": re.compile("警告|冲突|前后矛盾|未见（原文|不全："),
    "en": re.compile(r"\bwarnings?\b|\bin part\b|\bunstated\b", re.IGNORECASE),
}

ACCUSES = {
    "zh": re.compile("照搬|照抄|抄袭|剽窃|疑为|涉嫌|雷同"),
    "en": re.compile("copied|plagiar|suspect", re.IGNORECASE),
}
LEAVES_IT = {"zh": re.compile("由读者判断"), "en": re.compile("for the reader to judge")}


def texts(language: str) -> dict[str, str]:
    return {
        key: text
        for key, text in BOOK.book(f"words/{language}", dict[str, str]).items()
        if not key.startswith("said.")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_states_and_severities_have_one_name_each(language: str) -> None:
    words = texts(language)
    named = {code: words[f"severity.{code}"] for code in SEVERITIES}
    named |= {code: words[f"state.{code}"] for code in STATES}
    strange = [
        f"{key}: {text}"
        for key, text in words.items()
        if (code := key.rpartition(".")[2]) in named and not OTHER_THINGS.match(key)
        if named[code].lower() not in text.lower()
    ]
    assert strange == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_other_name_is_used(language: str) -> None:
    strange = [
        f"{key}: {text}"
        for key, text in texts(language).items()
        if OTHER_NAMES[language].search(text)
    ]
    assert strange == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_accused(language: str) -> None:
    """Shared wording is a fact: whether it was copied is told to nobody, and left to the reader."""
    accused = [
        f"{key}: {text}"
        for key, text in BOOK.book(f"words/{language}", dict[str, str]).items()
        if ACCUSES[language].search(text) and not LEAVES_IT[language].search(text)
    ]
    assert accused == []
    sources = sorted(Path(fazhi.__file__).parent.rglob("*.py"))
    assert [one.name for one in sources if ACCUSES["zh"].search(one.read_text("utf-8"))] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_one_family_tell_its_codes_apart(language: str) -> None:
    words = texts(language)
    for family in ("severity", "check", "role", "level", "period", "approx", "status", "sent"):
        names = [text for key, text in words.items() if key.startswith(f"{family}.")]
        assert names
        assert len(names) == len(set(names)), family


def test_every_family_that_is_asked_for_has_names() -> None:
    """A family without words would show bare codes, and nobody would be told."""
    home = Path(fazhi.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in home.rglob("*.py"))
    asked = set(re.findall(r"""\.of\(\s*["'](\w+)["']""", source)) | {
        one["family"]
        for columns in BOOK.entries("columns").values()
        for one in columns.values()
        if "family" in one
    }
    known = {key.rpartition(".")[0] for key in texts("zh")}
    assert asked - known == NO_NAMES


def test_the_codes_of_a_column_are_those_that_the_words_name() -> None:
    words = texts("en")
    for columns in BOOK.entries("columns").values():
        for name, one in columns.items():
            for code in one.get("codes", ()):
                assert f"{one['family']}.{code}" in words, name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_indicators_bear_one_name(language: str) -> None:
    words = Words(language, BOOK)
    names = [words.indicator(code) for code in indicators(BOOK)]
    assert [name for name, n in Counter(names).items() if n > 1] == []
