"""How a name in Chinese characters is read and typed in pinyin.

Surnames have readings of their own. ü is typed v, u or yu. pypinyin is loaded at the first Chinese name that is
indexed and never at start-up.
"""

from __future__ import annotations

from functools import lru_cache

_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "区": "ou", "任": "ren",
    "盖": "ge", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "令狐": "ling hu", "澹台": "tan tai",
    "皇甫": "huang fu", "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge",
    "东方": "dong fang", "夏侯": "xia hou", "公孙": "gong sun", "慕容": "mu rong", "宇文": "yu wen",
    "司徒": "si tu", "司空": "si kong", "轩辕": "xuan yuan", "钟离": "zhong li", "闻人": "wen ren",
    "南宫": "nan gong", "东郭": "dong guo", "申屠": "shen tu", "独孤": "du gu", "端木": "duan mu", "西门": "xi men",
    "百里": "bai li", "呼延": "hu yan", "鲜于": "xian yu", "赫连": "he lian", "濮阳": "pu yang", "淳于": "chun yu",
    "太史": "tai shi", "宗政": "zong zheng", "拓跋": "tuo ba", "贺兰": "he lan", "秘": "bi", "冼": "xian",
    "乐": "yue", "员": "yun", "繁": "po", "覃": "qin", "翟": "zhai", "缪": "miao", "逄": "pang", "召": "shao",
    "祭": "zhai", "黑": "he", "重": "chong", "牟": "mu", "洗": "xian", "种": "chong", "燕": "yan", "折": "she",
    "宓": "mi", "车": "che", "晁": "chao", "贲": "ben", "宁": "ning", "佴": "nai", "郇": "xun", "郗": "xi",
    "柏": "bai", "訾": "zi", "逯": "lu", "阚": "kan", "乜": "nie", "句": "gou", "盛": "sheng", "纪": "ji",
    "葛": "ge", "过": "guo", "戏": "xi", "载": "dai", "谌": "chen", "隗": "wei", "莘": "shen", "瞿": "qu",
    "都": "du", "谷": "gu", "那": "na", "哈": "ha", "占": "zhan", "曲": "qu", "应": "ying", "於": "yu",
    "称": "cheng", "华": "hua", "石": "shi", "娄": "lou", "卜": "bu", "撒": "sa", "少": "shao", "相": "xiang",
    "臧": "zang", "褚": "chu", "幺": "yao", "肖": "xiao", "沈": "shen", "俞": "yu", "鲍": "bao", "詹": "zhan",
    "阿": "a", "洪": "hong", "干": "gan", "朝": "chao", "行": "xing",
}  # fmt: skip
_ALSO = {
    "覃": "tan", "翟": "di", "缪": "mu", "乐": "le", "隗": "kui", "莘": "xin", "宓": "fu", "牟": "mou",
    "谌": "shen", "盖": "gai", "卜": "bo", "那": "nuo", "尹": "yin", "行": "hang", "朝": "zhao", "重": "zhong",
    "长": "zhang", "茜": "xi", "娜": "nuo", "露": "lou", "晟": "cheng", "盛": "cheng", "筠": "jun", "和": "huo",
    "阿": "e", "柏": "bo", "蔚": "yu", "洋": "yang", "车": "ju", "都": "dou", "朴": "pu", "区": "qu", "单": "dan",
    "曾": "ceng", "仇": "chou", "解": "jie", "查": "cha", "任": "ren", "员": "yuan", "燕": "yan", "若": "ruo",
    "璐": "lu", "禹": "yu", "予": "yu", "隽": "juan", "嘉": "jia", "俞": "shu", "瞿": "ju", "贾": "gu", "石": "dan",
    "葛": "ge", "桦": "hua", "祎": "yi", "菲": "fei",
}  # fmt: skip
"""A second reading that is also typed: of a character read in two ways in names, or the everyday one of a surname."""


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """The reading of a person's name, one syllable a character, surname first; ü is written v."""
    for length in (2, 1):
        surname = name[:length]
        if length <= len(name) and surname in _SURNAMES:
            read = tuple(_SURNAMES[surname].split())
            return read + (_read(name[length:]) if len(name) > length else ())
    return _read(name)


@lru_cache(maxsize=65536)
def plain_syllables(text: str) -> tuple[str, ...]:
    """The reading of words that are nobody's name: an organisation, a delegation."""
    return _read(text)


def also(character: str) -> str:
    """A second syllable this character is typed with, or nothing."""
    return _ALSO.get(character, "")


def surname_length(name: str) -> int:
    """How many characters of a name in Chinese characters are the surname."""
    return 2 if len(name) > 2 and len(_SURNAMES.get(name[:2], "").split()) == 2 else 1


def typed(syllable: str) -> tuple[str, ...]:
    """The ways a syllable with ü is typed: lv, lu, lyu."""
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))


def _read(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple([syllable.lower() for syllable in lazy_pinyin(text)])
