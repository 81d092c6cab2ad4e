"""How a name in Chinese characters is read and typed in pinyin.

Surnames have readings of their own. ü is typed v, u or yu. pypinyin is loaded at the first Chinese name that is
indexed and never at start-up.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

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
_READ = """
覃 qin tan · 翟 zhai di · 缪 miao mu · 乐 yue le · 隗 wei kui · 莘 shen xin · 宓 mi fu · 牟 mou mu · 谌 chen shen
盖 ge gai · 卜 bu bo · 那 na nuo · 行 xing hang · 朝 zhao chao · 重 chong zhong · 长 chang zhang · 茜 qian xi
娜 na nuo · 露 lu lou · 晟 sheng cheng · 盛 sheng cheng · 筠 yun jun · 和 he huo · 阿 a e · 柏 bai bo · 蔚 wei yu
车 che ju · 都 du dou · 朴 piao pu · 区 ou qu · 单 shan dan · 曾 zeng ceng · 仇 qiu chou · 解 xie jie · 查 zha cha
员 yun yuan · 隽 jun juan · 俞 yu shu · 瞿 qu ju · 贾 jia gu · 石 shi dan · 郗 xi chi · 祭 zhai ji · 黑 he hei
折 she zhe · 洗 xian xi · 种 chong zhong · 秘 bi mi · 繁 po fan · 召 shao zhao · 句 gou ju · 尉 wei yu
藏 cang zang · 调 tiao diao · 参 can shen · 弹 dan tan · 沈 shen chen · 奇 qi ji · 谷 gu yu · 说 shuo yue
澄 cheng deng · 强 qiang jiang · 大 da dai · 能 neng nai · 吓 xia he · 戏 xi hu · 伽 jia qie ga · 角 jiao jue
觉 jue jiao · 六 liu lu · 陆 lu liu · 落 luo la · 浒 hu xu · 率 lv shuai · 传 chuan zhuan · 会 hui kuai · 卡 ka qia
厦 sha xia · 校 xiao jiao · 省 sheng xing · 侗 dong tong
"""
"""Characters read in several ways in names, the everyday reading of a surname with them: each of these is typed."""


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


@lru_cache(maxsize=65536)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Every way a person's name may be typed, the right one first; at most one character is read otherwise."""
    read = syllables(name)
    found = {read: None}
    for n, character in enumerate(name if len(name) == len(read) else ""):
        for other in _read_also().get(character, ()):
            found[(*read[:n], other, *read[n + 1 :])] = None
    return tuple(found)


@cache
def _read_also() -> dict[str, tuple[str, ...]]:
    return {line.split()[0]: tuple(line.split()[1:]) for line in _READ.strip().replace("·", "\n").splitlines()}


def surname_length(name: str) -> int:
    """How many characters of a name in Chinese characters are the surname."""
    return 2 if len(name) > 2 and len(_SURNAMES.get(name[:2], "").split()) == 2 else 1


def typed(syllable: str) -> tuple[str, ...]:
    """The ways a syllable with ü is typed: lv, lu, lyu."""
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))


_PIECE = re.compile(r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouv]{1,3}(?:ng?|r)?)?")
_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|ui|uo|ue|ve|a|e|i|o|u|v)|(?:ang|ai|an|ao|en|er|ou|a|e|o)"
)
_MOST_PIECES, _MOST_WAYS, _MOST_GIVEN = 4, 10, 3


def beginnings(letters: str) -> list[tuple[str, ...]]:
    """The ways in which `letters` are the beginnings of two to four syllables, not all of one letter: zhxm, zxming."""
    ways: list[tuple[str, ...]] = []

    def go_on(place: int, pieces: tuple[str, ...]) -> None:
        if len(ways) >= _MOST_WAYS:
            return
        if place == len(letters):
            if 1 < len(pieces) < len(letters):
                ways.append(pieces)
            return
        if len(pieces) < _MOST_PIECES:
            for end in range(min(len(letters), place + 6), place, -1):
                if _PIECE.fullmatch(letters, place, end):
                    go_on(end, (*pieces, letters[place:end]))

    go_on(0, ())
    return ways


@lru_cache(maxsize=4096)
def parted(letters: str) -> tuple[str, ...]:
    """The two or three whole syllables that `letters` are, the longest first: rui jun; nothing where they are not."""
    parts: list[str] = []
    place = 0
    while (found := _SYLLABLE.match(letters, place)) and len(parts) < _MOST_GIVEN:
        end = found.end()
        # The n and g of liNan and fanGui begin the next syllable, since no syllable begins with a vowel after them.
        if letters[end - 1] in "ng" and letters[end : end + 1] and letters[end] in "aeiouv" and end - 1 > place + 1:
            end -= 1
        parts.append(letters[place:end])
        place = end
    return tuple(parts) if place == len(letters) and len(parts) > 1 else ()


def _read(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple([syllable.lower() for syllable in lazy_pinyin(text)])
