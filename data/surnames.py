"""Chinese and Korean family names as they are written in passports: one name, many spellings.

Each line is one reading in pinyin and how it is spelt elsewhere: in Hong Kong and Macau, Taiwan, Singapore and
Malaysia, Vietnam, Korea. A guest says "Chan" and the list says 陈 or Chen.
"""

from __future__ import annotations

from functools import cache

_SPELT = """
bai pak pai bak paik · cai choi tsai chua choy tsoi · cao tso tsao cho · chen chan chin tan tran · cheng ching
cui tsui choi choe · dai tai · deng tang teng dang · ding ting · dong tung · du to tu · fan faan hwan
fang fong png · feng fung foong phung · fu foo poh · gao ko kao koh · gong kung · gu koo ku goo · guan kwan kuan
guo kwok kuo quek kwek · han hon · he ho hoh ha · hong hung ang · hou hau · hu woo wu
huang wong hwang ng ooi oei hoang · jia ka kah · jian kan · jiang chiang kong keung tseung cheung kang gang
jin kam kim gim · kang hong · ke or kwa · kong hung kung · lai lye · lei lui · li lee lei ly yi rhee · lian lin len
liang leung leong luong neo · liao liu liew leow · lin lam lim lum im · liu lau low lew liou yoo ryu
long lung loong · lu luk loh lok lo loo roh noh · luo law lo loh · lv lui lu loo lyu · ma mah · mao mo · meng mang
mo mok · niu ngau · ou au · ouyang auyeung auyong owyang · pan poon pun phua · peng pang phang · piao park pak bak
qi chi chai · qian chin chien · qin chun chin · qiu yau chiu khoo hiew · ren yam yum jen · ruan yuen nguyen
shen sham shum sim shin sin · sheng shing · shi shek sze shih sek si · sima szema · situ szeto seto
song sung soong · su so soh saw · sun suen soon · tan tam tham · tang tong teng · tao to tou · tian tin tien · tu to
wan man · wang wong ong vong vuong · wei ngai wai · wen man wan boon · wu ng goh woo ngo oh · xia ha hsia
xiao siu hsiao siew seow shaw · xie tse hsieh cheah chia · xiong hung hsiung · xu hsu tsui hui khoo koh shyu heo hur
xue sit hsueh seet · yan yim ngan yen · yang yeung young yeoh duong · yao yiu yeow · ye yip yeh yap ip
yin wan yun yoon · yu yue yee yiu · yuan yuen · zeng tsang tseng chng · zhang cheung chang cheong teo truong jang
zhao chiu chao chew cho jo · zheng cheng tay teh trinh jung jeong chung · zhong chung
zhou chow chau chou chew joo ju · zhu chu choo · zhuang chong chng chuang · zou chow tsou · zuo cho tso
"""


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple([tuple(line.split()) for line in _SPELT.replace("·", "\n").strip().splitlines()])


@cache
def pinyin_surnames() -> frozenset[str]:
    """The commonest Chinese family names in pinyin."""
    return frozenset([group[0] for group in _groups()])


def other_spellings(word: str) -> tuple[str, ...]:
    """How else a family name spelt so is spelt, or nothing."""
    found = [spelt for group in _groups() if word in group for spelt in group if spelt != word]
    return tuple(dict.fromkeys(found))
