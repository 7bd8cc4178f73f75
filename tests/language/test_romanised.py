"""Names of places in Latin letters: as the standards write them, and as people type them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.language.romanised import Romanisation, romanised, sought

BOOK = load_codebook()
# Read in GB/T 2260 (names and codes of divisions), written as GB/T 28039 says.
OFFICIAL = {
    "西坪镇": "Xiping Zhen",
    "河南省": "Henan Sheng",
    "重庆市": "Chongqing Shi",
    "厦门市": "Xiamen Shi",
    "六安市": "Lu'an Shi",
    "西安市": "Xi'an Shi",
    "蚌埠市": "Bengbu Shi",
    "番禺区": "Panyu Qu",
    "台州市": "Taizhou Shi",
    "东阿县": "Dong'e Xian",
    "乐清市": "Yueqing Shi",
    "铅山县": "Yanshan Xian",
    "莘县": "Shen Xian",
    "洪洞县": "Hongtong Xian",
    "朝阳市": "Chaoyang Shi",
    "长治市": "Changzhi Shi",
    "长子县": "Zhangzi Xian",
    "漯河市": "Luohe Shi",
    "什邡市": "Shifang Shi",
    "闵行区": "Minhang Qu",
    "都匀市": "Duyun Shi",
    "单县": "Shan Xian",
    "涡阳县": "Guoyang Xian",
    "吕梁市": "Lüliang Shi",
    "景德镇市": "Jingdezhen Shi",
    "陕西省": "Shaanxi Sheng",
    "山西省": "Shanxi Sheng",
    "内蒙古自治区": "Nei Mongol Zizhiqu",
    "西藏自治区": "Xizang Zizhiqu",
    "新疆维吾尔自治区": "Xinjiang Uygur Zizhiqu",
    "宁夏回族自治区": "Ningxia Huizu Zizhiqu",
    "广西壮族自治区": "Guangxi Zhuangzu Zizhiqu",
    "呼和浩特市": "Hohhot Shi",
    "乌鲁木齐市": "Ürümqi Shi",
    "拉萨市": "Lhasa Shi",
    "日喀则市": "Xigazê Shi",
    "喀什地区": "Kashi Diqu",
    "兴安盟": "Hinggan Meng",
    "兴安县": "Xing'an Xian",
    "科尔沁左翼中旗": "Horqin Zuoyi Zhongqi",
    "巴音郭楞蒙古自治州": "Bayingolin Mongol Zizhizhou",
    "双江拉祜族佤族布朗族傣族自治县": "Shuangjiang Lahuzu Vazu Blangzu Daizu Zizhixian",
    "井陉矿区": "Jingxing Kuangqu",
    # A township is written as its name sounds, though a county of that name is not Chinese.
    "乌兰镇": "Wulan Zhen",
    "乌兰县": "Ulan Xian",
    "高新区": "Gaoxin Qu",
    # An office is no place: its division is written as one, and it behind that.
    "内乡县司法局": "Neixiang Xian Sifaju",
    "呼和浩特市公安局": "Hohhot Shi Gong'anju",
    "司法局": "Sifaju",
}


@pytest.mark.parametrize(("name", "written"), OFFICIAL.items())
def test_a_name_is_written_as_the_standards_write_it(name: str, written: str) -> None:
    assert romanised(name, BOOK) == written


def test_what_is_no_chinese_name_is_not_written_in_other_letters() -> None:
    assert [romanised(name, BOOK) for name in ("", "report-7", "第3组", "某某 镇")] == [""] * 4
    assert sought("report-7", BOOK) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("西坪镇", "xi ping zhen"),
        ("吕梁市", "lv liang shi|lu liang shi"),
        ("呼和浩特市", "hu he hao te shi|hohhot shi"),
        ("喀什市", "ka shi shi|kashgar shi"),
        ("西藏自治区", "xi zang zi zhi qu|tibet zizhiqu"),
    ],
)
def test_a_name_is_sought_by_its_sounds_and_by_what_else_it_is_called(
    name: str, letters: str
) -> None:
    assert sought(name, BOOK) == letters


def test_every_division_down_to_the_county_is_written_in_letters_alone() -> None:
    """Each word begins with a capital; syllables are as many as characters."""
    names = [name for name in divisions(BOOK)._upper.values() if name]
    assert len(names) > 3000
    for name in names:
        written = romanised(name, BOOK)
        assert all(word[0].isupper() for word in written.split()), name
        assert all(sign.isalpha() or sign in " '" for sign in written), name
        assert len(sought(name, BOOK).partition("|")[0].split()) == len(name)


def test_a_name_of_the_book_is_that_of_one_kind_of_place_only() -> None:
    """兴安 is a league and a county, written unlike: such a name stands whole in the book."""
    told = BOOK.book("romanisation", Romanisation)
    assert "兴安" not in told.names
    assert told.names["兴安盟"] == "Hinggan Meng"


def test_who_writes_no_page_reads_no_dictionary() -> None:
    code = "import sys, fazhi, fazhi.cli; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
