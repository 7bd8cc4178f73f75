"""Divisions named in clean text: found where meant, left where the characters mean other words."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.language.places import find_divisions, find_upper_divisions

BOOK = load_codebook()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("按照中共云阳县委全面依法治县委员会办公室要求", ["云阳县"]),
        ("固原市原州区彭堡镇人民政府", ["固原市", "原州区", "彭堡镇"]),
        ("河南省南阳市西峡县西坪镇", ["河南省", "南阳市", "西峡县", "西坪镇"]),
        ("在西夏区委、区政府的领导下，兴泾镇坚持", ["西夏区", "兴泾镇"]),
        ("彭水县与石柱土家族自治县交界", ["彭水县", "石柱土家族自治县"]),
        ("锡林郭勒盟和恩施州", ["锡林郭勒盟", "恩施州"]),
        ("陕西省乾县城关街道", ["陕西省", "乾县", "城关街道"]),
        ("晋城市城区和大同市", ["晋城市", "城区", "大同市"]),
        ("湖北省应城市和海城市", ["湖北省", "应城市", "海城市"]),
        ("云阳县民政局、恩施州民族宗教事务局", ["云阳县", "恩施州"]),
        ("友谊路街道与北城街街道", ["友谊路街道", "北城街街道"]),
        ("马鞍山市和县，安徽省和县，在和县境内", ["马鞍山市", "和县", "安徽省", "和县", "和县"]),
        ("宜昌市和县区两级", ["宜昌市"]),
    ],
)
def test_names_that_are_meant(text: str, names: list[str]) -> None:
    assert [one.name for one in find_divisions(text, BOOK)] == names


@pytest.mark.parametrize(
    "text",
    [
        "推进平安乡镇建设",
        "提高县域治理能力，振兴县城",
        "完成县委交办的任务，管理县级文物，发展和县直部门",
        "我镇全镇各社区开展新城区巡查，城区交通，老城区改造",
        "确保城镇就业，创新城乡治理，重点建设乡（镇）村设施，顺应城市规律，滨海城区与山海城市",
        "重庆市民热线、云阳县民生实事",
        "建设美丽乡村，和平乡村，市场主体，区域协调，辖区，景区，开发区",
        "全市和县区两级，各乡镇和县级部门，省市和县三级，文明城区",
    ],
)
def test_words_that_only_look_like_names(text: str) -> None:
    assert find_divisions(text, BOOK) == ()


def test_places_are_those_of_the_text() -> None:
    text = "请示云阳县和西平县。云阳县平安镇"
    found = find_divisions(text, BOOK)
    assert [text[one.start : one.end] for one in found] == [one.name for one in found]
    assert [one.codes for one in found[:3]] == [("500235",), ("411721",), ("500235",)]
    assert len(found[3].codes) == 10


def test_upper_divisions_leave_townships_out() -> None:
    assert [one.name for one in find_upper_divisions("西峡县西坪镇", BOOK)] == ["西峡县"]


@pytest.mark.parametrize(
    ("code", "name", "full"),
    [
        ("411323102", "西坪镇", "河南省南阳市西峡县西坪镇"),
        ("500235126", "平安镇", "重庆市云阳县平安镇"),
        ("441900121", "虎门镇", "广东省东莞市虎门镇"),
        ("429004", "仙桃市", "湖北省仙桃市"),
        ("330112102", "于潜镇", "浙江省杭州市临安区於潜镇"),
    ],
)
def test_full_names(code: str, name: str, full: str) -> None:
    known = divisions(BOOK)
    assert code in known.codes(name)
    assert known.full_name(code, name) == full


def test_the_list_is_whole() -> None:
    known = divisions(BOOK)
    assert len(known.township_codes("西坪镇")) == 5
    assert len(known.township_codes("平安镇")) == 10
    assert known.codes("湾头桥镇") == ["430581101"]
    assert known.codes("渝北区") == []
    assert known.ancestors("640105100") == ["640105", "640100", "640000"]
