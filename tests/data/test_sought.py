"""People and what a desk types for them: what the order of the results was made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from data import search
from data.records import Guest
from data.typos import find_typos

PEOPLE = [
    Guest("chen-rl", "陈若琳", "CHEN Ruolin", organisation="国家电影局", category="vip", seat="A03",
          delegation="Bureau", email="ruolin.chen@cfa.example", phone="+86 139 1234 5678"),
    Guest("chen-rl2", "陈润林", organisation="Suzhou Creek Films", category="delegate", seat="F21"),
    Guest("shan-tf", "单田芳", organisation="评书协会", category="speaker", seat="B01"),
    Guest("zeng-gf", "曾国藩", "ZENG Guofan", organisation="Hunan Pictures", seat="C11"),
    Guest("qiu-yy", "仇雨瑶", organisation="Night Ferry", seat="C12"),
    Guest("xie-xd", "解晓东", "XIE Xiaodong", organisation="华夏电影", seat="C13"),
    Guest("zha-mf", "查明芳", organisation="香港电影节"),
    Guest("ren-zq", "任志强", organisation="Huangpu Film Group", delegation="Huangpu Film Group"),
    Guest("qu-bx", "区伯贤", organisation="Pearl River Media"),
    Guest("yu-cheng", "尉迟琳嘉", organisation="Beijing TV"),
    Guest("moqi", "万俟晓彤"),
    Guest("zhuge", "诸葛明远", "ZHUGE Mingyuan", seat="D01"),
    Guest("ouyang", "歐陽震華", "AU-YEUNG Chun-wah", organisation="TVB"),
    Guest("lyu-y", "吕燕", "LYU Yan", organisation="China Film"),
    Guest("nv-x", "女小雨"),
    Guest("lv-bu", "Lü Bu", organisation="Three Kingdoms Games"),
    Guest("liu-yang", "刘阳", organisation="Thames Media", seat="F10"),
    Guest("liu-yang2", "劉洋", organisation="Space Agency", seat="F11"),
    Guest("wang-xm", "王晓明", organisation="Bund Pictures", seat="F12"),
    Guest("wang-xm2", "王小梅", organisation="Lantern Bridge", seat="F13"),
    Guest("zhang-sf", "张三丰", organisation="Wudang Films", code="LUMA-9K2ZQ7"),
    Guest("zhang-xm", "张晓明", organisation="Xi'an Studio"),
    Guest("zhang-yi", "张艺", organisation="Xi'an Studio"),
    Guest("li-xd", "李旭东", "LI Xudong", organisation="Yangtze Pictures"),
    Guest("li-wei", "李伟"),
    Guest("wei-li", "魏莉"),
    Guest("zhao", "趙薇", "VICKI Zhao", organisation="Putuo Pictures"),
    Guest("huang-b", "黄渤", "Bo HUANG", organisation="HB Studio"),
    Guest("xu-zheng", "徐峥", "XU Zheng"),
    Guest("hsu", "Hsu Feng", organisation="Tomson Film"),
    Guest("wong-kw", "WONG Kar-wai", organisation="Jet Tone", email="kw@jettone.example"),
    Guest("cheung", "Maggie CHEUNG Man-yuk", organisation="Independent"),
    Guest("chan", "Peter Chan Ho-sun", organisation="We Pictures"),
    Guest("lee-ang", "Ang Lee", organisation="Taiwan Cinema"),
    Guest("tsai", "Tsai Ming-liang", organisation="Homegreen"),
    Guest("park", "Park Chan-wook", "박찬욱", organisation="Moho Film"),
    Guest("tanaka", "渡辺 謙", "Ken Watanabe"),
    Guest("sawa", "沢口靖子", "Yasuko Sawaguchi"),
    Guest("nguyen", "Nguyễn Văn Đức", organisation="Saigon Pictures"),
    Guest("jl", "Jean-Luc Lefèvre", organisation="Pathé Live", email="jl.lefevre@pathe.example"),
    Guest("amarie", "Anne-Marie Duff", organisation="Royal Court"),
    Guest("soren", "Søren Kjærgård", organisation="Zentropa"),
    Guest("bjork", "Björk"),
    Guest("lukasz", "Łukasz Żal", organisation="Opus Film"),
    Guest("dorde", "Đorđe Marković", organisation="Belgrade Film"),
    Guest("weiss", "Günther Weiß", organisation="Bavaria Film"),
    Guest("aesa", "Æsa Þórsdóttir"),
    Guest("isik", "Işıl Yücesoy"),
    Guest("oconnor", "Sinéad O'Connor", organisation="Element"),
    Guest("vdb", "Pieter van den Berg", organisation="EYE Filmmuseum"),
    Guest("delacruz", "María de la Cruz", organisation="Filmoteca"),
    Guest("obama", "Ngozi Adichie", organisation="Farafina"),
    Guest("smith1", "John Smith", organisation="BBC Films", seat="G01"),
    Guest("smith2", "Jonathan Smythe", organisation="Channel 4", seat="G02"),
    Guest("smith3", "Joan Smith", organisation="Film London"),
    Guest("jones", "Sarah Jones", organisation="British Film Institute", phone="020 7946 0991"),
    Guest("cath", "Catherine Tate", organisation="Tiger Aspect"),
    Guest("kath", "Kathryn Bigelow", organisation="First Light"),
    Guest("steph", "Stephen Frears"),
    Guest("jeff", "Geoffrey Rush", organisation="Sydney Theatre"),
    Guest("moham", "Mohammed Al-Fayed", organisation="Harrods"),
    Guest("phil", "Philippa Lowthorpe"),
    Guest("cher", "Cher"),
    Guest("madhu", "Madhu"),
    Guest("drwho", "Dr Matthew Webb", organisation="Imperial College"),
    Guest("comma", "Thornton, Billy Bob"),
    Guest("plus", "Guest of Sarah Jones", plus_one_of="jones"),
    Guest("press1", "Emma Lane", organisation="The Guardian", category="press", email="emma.lane@guardian.example"),
    Guest("press2", "Guo Jing", organisation="People's Daily", category="press", seat="P11"),
    Guest("dup1", "王伟", "WANG Wei", organisation="Bund Pictures", seat="F07"),
    Guest("dup2", "王伟", "WANG Wei", organisation="Huangpu Daily", category="press", seat="P03"),
    Guest("gone", "Sarah Connor", status="cancelled"),
    Guest("sconn", "Sarah Connolly", organisation="ENO"),
    Guest("full", "ＴＡＮＡＫＡ Ｙｕｋｉ"),
    Guest("li-anna", "Anna Li", organisation="Annapurna"),
    Guest("annap", "Tom Ford", organisation="Annapurna Pictures", delegation="Annapurna Pictures"),
    Guest("lei", "雷佳音"),
    Guest("geng", "耿乐"),
    Guest("ning", "宁浩", "NING Hao"),
    Guest("hua", "华晨宇", "HUA Chenyu"),
    Guest("feng", "馮小剛", "FENG Xiaogang", organisation="Huayi Brothers"),
    Guest("zhong", "鍾孟宏", "CHUNG Mong-hong"),
]  # fmt: skip

FIRST = {
    "chen-rl": ["陈若琳", "若琳", "陈若", "陳若琳", "chenruolin", "chen ruolin", "ruolin chen", "ruolinchen", "ruolin",
                "chenruo", "chen ru", "chenrl", "chen rl", "crlin", "a03", "a3", "5678", "345678", "ruolin.chen@cfa",
                "ruolin.chen", "国家电影局", "guojia", "bureau", "chrl", "rl chen", "rlchen"],
    "chen-rl2": ["陈润", "chenrun", "chen run", "runlin", "f21"],
    "shan-tf": ["单", "单田", "shan", "shantf", "shantianfang", "stf", "dantianfang", "shtf", "pingshu", "評書"],
    "zeng-gf": ["曾", "zeng", "zengguofan", "zgf", "ceng", "guofan", "zenggf", "hunan"],
    "qiu-yy": ["仇", "qiu", "qyy", "qiuyy", "qiuyuyao", "chou", "yuyao"],
    "xie-xd": ["解", "xiexd", "xiaodong", "xiexiaodong", "huaxia"],
    "zha-mf": ["查", "zha", "zhamf", "zhamingfang", "mingfang"],
    "ren-zq": ["任", "rzq", "renzhiqiang", "zhiqiang", "huangpu film"],
    "qu-bx": ["区", "區", "ou", "oubx", "pearl"],
    "yu-cheng": ["尉迟", "yuchi", "yuchilinjia", "yclj", "linjia"],
    "moqi": ["万俟", "moqi", "moqixt", "mqxt"],
    "zhuge": ["诸葛", "諸葛", "zhuge", "zhugemy", "zgmy", "mingyuan"],
    "ouyang": ["欧阳", "歐陽", "ouyang", "ouyzh", "au yeung", "auyeung", "au-yeung", "chunwah", "tvb", "zhenhua"],
    "lyu-y": ["吕", "呂", "lv yan", "lvyan", "lyu yan", "lyuyan", "lu yan", "luyan", "lü yan", "lvy"],
    "nv-x": ["nvxiaoyu", "nvxy", "nüxiaoyu", "nu xiaoyu"],
    "lv-bu": ["lü bu", "lu bu", "lubu", "lv bu", "lyu bu"],
    "liu-yang": ["刘阳", "劉陽"],
    "liu-yang2": ["刘洋", "劉洋", "liuyang space"],
    "wang-xm": ["王晓", "王晓明", "wangxiaom", "wangxiaoming", "xiaomingwang", "wang xiaoming"],
    "wang-xm2": ["王小", "wangxiaomei", "wang mei", "xiaomei"],
    "zhang-sf": ["张三", "zhangsan", "zsf", "zhangsf", "zhsf", "zsanfeng", "9k2zq7", "zq7", "2zq7", "wudang"],
    "zhang-xm": ["张晓", "zhangxm", "zhxm", "zhang xm", "zxiaoming", "zhangxiaoming", "zhang xiao ming"],
    "zhang-yi": ["张艺", "zhangyi", "zhang yi", "yi zhang"],
    "li-xd": ["旭东", "lixudong", "xudong li", "lxd", "lixd", "xudong", "yangtze"],
    "li-wei": ["李伟", "liwei", "li wei"],
    "wei-li": ["魏", "weili", "wei li"],
    "zhao": ["赵薇", "zhaowei", "vicki", "vickizhao", "zhao vicki", "putuo"],
    "huang-b": ["黄渤", "黃渤", "bo huang", "huangbo", "huang bo", "huang"],
    "xu-zheng": ["徐", "xuzheng", "zheng xu"],
    "hsu": ["hsu", "hsufeng", "feng hsu", "tomson"],
    "wong-kw": ["wong", "karwai", "kar wai", "wong kar wai", "wkw", "kar-wai", "kw@jet", "jettone"],
    "cheung": ["maggie", "cheung", "manyuk", "maggie cheung", "cheung maggie"],
    "chan": ["peter chan", "chan peter", "ho-sun", "hosun", "chan ho"],
    "lee-ang": ["ang lee", "lee ang", "anglee", "lee a", "al taiwan"],
    "tsai": ["tsai", "mingliang", "ming-liang"],
    "park": ["park", "chanwook", "박찬욱", "박"],
    "tanaka": ["watanabe", "渡邊", "渡辺", "ken w"],
    "sawa": ["泽口", "沢口", "sawaguchi"],
    "nguyen": ["nguyen", "duc", "nguyen van duc", "van duc", "nguyenvanduc"],
    "jl": ["jeanluc", "jean-luc", "jean luc l", "lefevre", "lefèvre", "jll", "jl.lef", "pathe"],
    "amarie": ["annemarie", "anne-marie", "marie duff", "duff", "amd"],
    "soren": ["soren", "søren", "kjaergard", "kjærgård", "sören", "soren kj", "zentropa"],
    "bjork": ["bjork", "björk", "bjo", "bjoerk"],
    "lukasz": ["lukasz", "zal", "łukasz żal", "lz opus"],
    "dorde": ["dorde", "djordje", "đorđe", "markovic", "dordemark"],
    "weiss": ["weiss", "weiß", "gunther", "guenther", "günther", "gw"],
    "aesa": ["aesa", "æsa", "thorsdottir", "þórs"],
    "isik": ["isil", "işıl", "yucesoy", "yuecesoy"],
    "oconnor": ["oconnor", "o'connor", "o connor", "sinead", "soc"],
    "vdb": ["van den berg", "vandenberg", "berg", "pieter", "den berg", "pvdb", "berg pieter"],
    "delacruz": ["de la cruz", "delacruz", "cruz", "maria cruz", "cruz maria"],
    "smith1": ["john smith", "smith john", "johnsmith", "j smith bbc", "bbc", "g01", "g1", "smithj bbc"],
    "smith2": ["smythe", "jonathan", "channel 4", "jon smy"],
    "smith3": ["joan", "joan smith", "film london"],
    "jones": ["sarah jones", "jones sarah", "bfi", "british film", "0991", "460991", "02079460991",
              "+442079460991", "991"],
    "cath": ["tate", "catherine", "cathe"],
    "kath": ["bigelow", "kathryn", "kb first"],
    "steph": ["frears", "stephen", "steph"],
    "jeff": ["geoff", "geoffrey", "rush"],
    "moham": ["mohammed", "alfayed", "al-fayed", "fayed", "al fayed", "harrods"],
    "cher": ["cher"],
    "drwho": ["matthew webb", "webb", "dr webb", "dr matthew", "mw imperial", "imperial"],
    "comma": ["billy bob", "thornton", "billybob", "billy thornton", "thornton b"],
    "press1": ["emma lane", "lane", "guardian", "emma.lane@", "emma.l", "emmalane"],
    "press2": ["guojing", "p11", "peoples daily", "people's"],
    "dup1": ["王伟 f07", "wang wei bund", "bund wangwei"],
    "dup2": ["wang wei press", "王伟 huangpu", "p03", "p3"],
    "sconn": ["sarah conn", "connolly", "sconn"],
    "gone": ["connor sarah", "sarah connor"],
    "full": ["tanaka", "yuki", "tanakayuki"],
    "li-anna": ["anna li", "li anna", "annali"],
    "annap": ["ford", "tom ford", "tf annapurna"],
    "lei": ["雷", "lei", "leijiayin", "ljy"],
    "geng": ["耿", "geng", "gengle", "gengyue", "gl"],
    "ning": ["宁浩", "寧浩", "ninghao", "ning"],
    "hua": ["华晨", "huachenyu", "hcy"],
    "feng": ["冯小刚", "馮", "fengxg", "fengxiaogang", "fxg", "xiaogang", "huayi"],
    "zhong": ["钟孟宏", "zhongmenghong", "chung", "monghong"],
}  # fmt: skip
"""Who must stand first."""

MEANT = {
    "smith1": ["jon smith", "smiht john"],
    "chen-rl": ["chenruolni", "chen roulin", "cheng ruolin", "chenruoling", "chan ruolin", "陈若林", "chenroulin"],
    "zeng-gf": ["zengguofna", "zhengguofan", "zeng gufan", "tsang guofan"],
    "xie-xd": ["xiexiaodogn", "xie xaiodong"],
    "zhang-sf": ["zangsanfeng", "zhangsanfen", "cheung sanfeng", "张三风"],
    "liu-yang2": ["liu yagn"],
    "zhao": ["vikki", "vicky zhao", "赵微"],
    "wong-kw": ["wang karwai", "wong kar wei", "wonk kar wai"],
    "hsu": ["xu feng", "shu feng"],
    "tsai": ["cai mingliang", "tsia mingliang"],
    "park": ["park chanwok", "pak chanwook"],
    "jl": ["jean luk lefevre", "lefebvre", "jeanluc lefever"],
    "amarie": ["anne mary duff", "ann-marie duff"],
    "soren": ["sorn kjaergard", "soren kjergard"],
    "lukasz": ["lukas zal", "lukasz zall"],
    "weiss": ["gunter weiss", "gunther wiess"],
    "oconnor": ["shinead oconnor", "oconor", "o'conner", "oconnor sinaed"],
    "vdb": ["peter van den berg", "vandenburg"],
    "smith2": ["smithe jonathan", "jonathon smythe"],
    "jones": ["sara jones", "jnoes sarah"],
    "cath": ["katherine tate", "cathrine tate", "kathrin tate"],
    "kath": ["catherine bigelow", "katherine bigelow", "bigalow", "bigleow"],
    "steph": ["steven frears", "stephan freers", "frearz"],
    "jeff": ["jeffrey rush", "jeff rush", "geofrey"],
    "moham": ["muhammad al fayed", "mohamed fayed", "mohammad al-fayed"],
    "phil": ["filippa", "phillipa", "philipa lowthorp"],
    "drwho": ["mathew webb", "matthew web", "dr mathew"],
    "press1": ["ema lane", "guradian", "emma layne"],
    "ren-zq": ["huangpo film"],
    "feng": ["fengxiaogagn", "fung xiaogang", "冯晓刚"],
    "ouyang": ["ou yang zhen hau", "owyang"],
    "shan-tf": ["shan tianfan", "santianfang"],
}  # fmt: skip
"""Who must be among those perhaps meant, where nobody is called that."""


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE guests (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")
    search.create(db)
    for n, person in enumerate(PEOPLE, 1):
        db.execute("INSERT INTO guests VALUES (?, ?)", (n, person.id))
        search.put(db, n, search.words_of(person))
    yield db
    db.close()


def found(db: sqlite3.Connection, query: str) -> list[str]:
    """Whom the desk sees: who is called that, and below them who was perhaps meant."""
    standing = search.find(db, query, 10)
    meant = () if search.stands(standing) else find_typos(db, query, 10)
    return list(dict.fromkeys([match.id for match in (*standing, *meant)]))


@pytest.mark.parametrize("who", FIRST)
def test_who_is_sought_stands_first(db: sqlite3.Connection, who: str) -> None:
    assert [query for query in FIRST[who] if found(db, query)[:1] != [who]] == []


@pytest.mark.parametrize("who", MEANT)
def test_who_was_heard_or_mistyped_is_among_the_first_ten(db: sqlite3.Connection, who: str) -> None:
    assert [query for query in MEANT[who] if who not in found(db, query)[:10]] == []


@pytest.mark.parametrize("few", [0, 5])
def test_few_ranked_by_their_words_stand_as_the_index_lists_them(
    db: sqlite3.Connection, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = [query for many in FIRST.values() for query in many]
    ranked = {query: search.find(db, query, 100) for query in queries}
    counted = {query: search.count(db, query) for query in queries}
    monkeypatch.setattr(search, "_FEW", few)
    assert {query: search.find(db, query, 100) for query in queries} == ranked
    assert counted == {query: len(ranked[query]) for query in queries}
