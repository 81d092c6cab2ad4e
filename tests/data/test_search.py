"""Finding people: what is typed at the desk, and who must then stand first."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import search
from data.guest_words import KINDS
from data.records import Guest
from data.typos import find_typos

PEOPLE = [
    Guest("liyan", "李立言", "LI Liyan", organisation="Chinese Embassy", seat="A12", category="vip"),
    Guest("wei1", "王伟", "WANG Wei", organisation="Bund Pictures", seat="F07", phone="+86 138 0013 8000"),
    Guest("wei2", "王伟", organisation="Huangpu Daily", category="press"),
    Guest("wei3", "王薇", "WANG Wei", organisation="Suzhou Creek Films"),
    Guest("wei4", "Wei Wang", organisation="Thames Road Films"),
    Guest("shan", "单立人", organisation="上海电影集团"),
    Guest("zeng", "曾志", delegation="Huangpu Film Group"),
    Guest("qiu", "仇英"),
    Guest("xie", "解小龙"),
    Guest("zha", "查良"),
    Guest("piao", "朴素"),
    Guest("lv", "吕绿", email="green.day@example.org"),
    Guest("yuchi", "尉迟恭"),
    Guest("zhangsun", "长孙无忌"),
    Guest("ouyang", "歐陽陳", organisation="鳳凰衛視"),
    Guest("jean", "Jean-Luc Müller-Lefèvre", code="LUMA-88X2K9"),
    Guest("soren", "Søren Østergård", phone="020 7946 0123"),
    Guest("lukasz", "Łukasz Strauß", code="PTX4711O"),
    Guest("obrien", "Aoife O'Brien", organisation="British Film Institute"),
    Guest("madonna", "Madonna"),
    Guest("maria", "Ana Maria Silva dos Santos"),
    Guest("bob", "Bob [/] X"),
    Guest("aether", "Æther Đorđević"),
    Guest("kim", "김철수"),
    Guest("lin", "Lin Wang"),
    Guest("lina", "Lina Wangari"),
]


@pytest.fixture(scope="module")
def db():
    db = index_of(*PEOPLE)
    yield db
    db.close()


FIRST = {
    "liyan": ["李立言", "立言", "李", "liliyan", "li liyan", "li li yan", "LI LIYAN", "liyan", "liyan li", "lly",
              "l l y", "ll", "lily", "a12", "embassy", "chinese emb", "ＬＩ　Ｌｉｙａｎ", "vip"],
    "wei1": ["王伟", "wangwei", "wang wei", "王伟 bund", "wang f07", "8000", "13800138000",
             "+86 138 0013 8000"],
    "wei2": ["huangpu daily", "wang press", "wei huangpu"],
    "wei3": ["王薇", "wang suzhou"],
    "wei4": ["weiwang", "wang thames", "wei wang thames"],
    "shan": ["单", "shan", "shanliren", "shan liren", "lirenshan", "slr", "单立人", "dan liren", "电影集团",
             "shanghaidianying"],
    "zeng": ["zeng", "zengzhi", "zz", "曾志", "7kq2z4", "2z4", "q2Z4"],
    "qiu": ["qiu", "qiuying", "仇"],
    "xie": ["xie", "xiexiaolong", "xxl"],
    "zha": ["zha", "zhaliang"],
    "piao": ["piao", "piaosu"],
    "lv": ["lv", "lvlv", "lulu", "lyu", "lyulyu", "lü", "绿", "green.day@example.org", "green.d"],
    "yuchi": ["yuchi", "yuchigong", "ycg", "尉迟"],
    "zhangsun": ["zhangsun", "zhangsunwuji", "长孙"],
    "ouyang": ["歐陽", "欧阳陈", "ouyangchen", "凤凰", "fenghuang"],
    "jean": ["jean luc", "jean-luc", "jeanluc", "muller", "mueller", "müller", "lefevre", "muller-lef", "jlm", "2k9",
             "8x2k9", "LUMA-88X2K9"],
    "soren": ["soren", "søren", "ostergard", "oestergaard", "ØSTER", "0123", "+44 20 7946 0123", "79460123"],
    "lukasz": ["lukasz", "łuk", "strauss", "straus", "4711o", "47110"],
    "obrien": ["obrien", "o'brien", "o’brien", "brien", "aoife", "bfi", "british"],
    "madonna": ["madonna", "mado"],
    "maria": ["ana santos", "maria silva", "santos ana", "anamaria", "silva"],
    "bob": ["bob", "Bob [/] X", "bob x"],
    "aether": ["aether", "æther", "dordevic", "đorđević"],
    "kim": ["김", "김철수"],
    "lin": ["lin w", "wang lin", "lin"],
    "lina": ["lina", "wangari"],
}  # fmt: skip


@pytest.mark.parametrize(("person", "query"), [(person, query) for person, many in FIRST.items() for query in many])
def test_the_person_meant_stands_first(db, person, query):
    assert [match.id for match in search.find(db, query, 1)] == [person]


def test_why_each_was_found(db):
    def how(query):
        return search.find(db, query)[0].how

    assert [how(q) for q in ("王伟", "wang we", "lly", "2z4", "0123", "embassy")] == [
        "exact", "prefix", "initials", "code", "code", "prefix",
    ]  # fmt: skip


def test_whole_names_come_before_beginnings_and_those_before_initials_and_the_rest(db):
    assert [match.id for match in search.find(db, "lin")][:2] == ["lin", "lina"]
    scores = [match.score for match in search.find(db, "l")]
    assert scores == sorted(scores, reverse=True)


def index_of(*people):
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE guests (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")
    search.create(db)
    for n, person in enumerate(people, 1):
        db.execute("INSERT INTO guests VALUES (?, ?)", (n, person.id))
        search.put(db, n, search.words_of(person, "7KQ2Z4" if person.id == "zeng" else ""))
    return db


def test_what_fits_better_stands_higher_however_low_it_is_listed():
    db = index_of(
        Guest("code", "Bo Xu", code="QX7ANN"),
        Guest("rest", "Cy Day", organisation="Ann Trust"),
        Guest("initials", "Abel Nuno Nash"),
        Guest("begins", "Annika Roe"),
        Guest("word", "Lee Ann"),
        Guest("whole", "Ann"),
    )
    found = search.find(db, "ann")
    assert [match.id for match in found] == ["whole", "word", "begins", "initials", "rest", "code"]
    assert [match.how for match in found] == ["exact", "exact", "prefix", "initials", "prefix", "code"]
    db.close()


def test_whole_words_before_the_last_one_count_for_more():
    db = index_of(Guest("begun", "Leeds Anna"), Guest("joined", "Leeanne Roe"), Guest("whole", "Lee Anna"))
    assert [match.id for match in search.find(db, "lee an")] == ["whole", "joined", "begun"]
    db.close()


def test_people_of_one_written_name_are_counted_in_either_order(db):
    same = {match.id: match.same_name for match in search.find(db, "wang wei")}
    assert same == {"wei1": 4, "wei2": 2, "wei3": 3, "wei4": 3}
    assert search.find(db, "madonna")[0].same_name == 1


def test_pages_continue_each_other(db):
    everybody = search.find(db, "l", 100)
    pages = [search.find(db, "l", 3, offset) for offset in range(0, len(everybody), 3)]
    assert tuple(match for page in pages for match in page) == everybody
    assert search.count(db, "l") == len(everybody)
    assert search.count(db, "wang wei") == len(search.find(db, "wang wei"))


@pytest.mark.parametrize(("person", "query"), [
    ("wei1", "wnagwei"), ("wei1", "wagn wei"), ("soren", "sroen"), ("soren", "ostergrad"), ("madonna", "amdonna"),
    ("madonna", "maddona"), ("lukasz", "lukazs"), ("jean", "mullr"), ("zhangsun", "zhangsum"), ("obrien", "obrein"),
])  # fmt: skip
def test_a_slip_of_the_finger_is_forgiven_when_nothing_else_hits(db, person, query):
    assert search.find(db, query) == ()
    found = find_typos(db, query)
    assert found[0].how == "typo"
    assert person in [match.id for match in found if match.score == found[0].score]


@pytest.mark.parametrize("query", ["nadonna", "xq", "maxxxnna", "", "王九", "'"])
def test_what_is_too_far_away_is_not_guessed(db, query):
    assert find_typos(db, query) == ()


@pytest.mark.parametrize("query", [
    '"', "'", "*", "wang*", '"wang" OR "x"', "name : wang", "NEAR(a b)", "AND", "OR NOT", "-x", "^wang", "(", "a AND (",
    "\0", "wang\0wei", "\ud800", "😀", "👨‍👩‍👧", "%", "_", "\\", ";--", "{name} : x", "\u202eli", "ʘ", "←", "☎",
])  # fmt: skip
def test_nothing_typed_is_a_command(db, query):
    search.find(db, query)
    search.count(db, query)
    find_typos(db, query)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=60) | st.text(st.sampled_from('"*():^-+{}ANDORT ab王\0←'), max_size=20))
def test_anything_can_be_typed(db, query):
    found = search.find(db, query, 50)
    assert len({match.id for match in found}) == len(found)
    search.count(db, query)
    find_typos(db, query, 5)


@settings(max_examples=200, deadline=None)
@given(name=st.text(min_size=1, max_size=300), code=st.text(max_size=20), rest=st.text(max_size=40))
def test_anybody_can_be_listed(name, code, rest):
    lines = search.words_of(Guest("x", name, rest, code=code, organisation=rest, seat=rest, email=rest, phone=rest))
    assert lines.count("\n") == len(KINDS) - 1
    lines.encode()


def test_a_changed_guest_is_found_by_the_new_name_only():
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE guests (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")
    search.create(db)
    db.execute("INSERT INTO guests VALUES (7, 'a'), (8, 'b')")
    for n in (7, 8):
        search.put(db, n, search.words_of(Guest("x", "Ann Lee")))
    search.put(db, 7, search.words_of(Guest("a", "Ann Field")))
    assert [(match.id, match.same_name) for match in search.find(db, "ann lee")] == [("b", 1)]
    assert [match.id for match in search.find(db, "ann field")] == ["a"]
    search.drop(db, 7)
    search.drop(db, 7)
    assert search.find(db, "field") == ()
    search.clear(db)
    assert search.find(db, "ann") == ()
    assert db.execute("SELECT count(*) FROM namesakes").fetchone() == (0,)
    db.execute("INSERT INTO guest_words (guest_words) VALUES ('integrity-check')")
    db.close()


def test_a_family_name_comes_before_a_given_name_and_that_before_a_syllable():
    db = index_of(
        Guest("syllable", "王小丽"), Guest("given", "王丽"), Guest("latin", "Li Smith"), Guest("family", "李国"),
        Guest("whole", "Li"),
    )  # fmt: skip
    assert [match.id for match in search.find(db, "li")] == ["whole", "latin", "family", "given", "syllable"]
    db.close()


@pytest.mark.parametrize(("name", "family"), [
    ("LI Liyan", "li"), ("Jean DUPONT", "dupont"), ("Smith, John", "smith"), ("Pieter van den Berg", "vandenberg"),
    ("Zhang Xiaoming", "zhang"), ("Anna Bell", "bell"),
])  # fmt: skip
def test_which_part_is_the_family_name(name, family):
    db = index_of(Guest("other", "Zoe Roe"), Guest("x", name))
    assert [match.score for match in search.find(db, family)] == [95]
    db.close()


def test_the_family_name_is_what_the_guest_says_it_is():
    db = index_of(Guest("last", "Ann Chan Roe"), Guest("told", "Ann Chan Roe", family="Chan"))
    assert [match.id for match in search.find(db, "chan")] == ["told", "last"]
    db.close()


@pytest.mark.parametrize("others", [0, 60])
def test_who_is_not_coming_stands_below_who_fits_as_well_and_above_who_fits_less(others):
    people = [Guest(f"o{n}", f"Roe{n} Lane", organisation="Annapurna") for n in range(others)]
    db = index_of(
        Guest("gone", "Ann Roe", status="cancelled"), Guest("regrets", "Ann Poe", status="regrets"),
        Guest("coming", "Ann Moe"), Guest("blocked", "Ann Zoe", status="blocked"), Guest("begins", "Annika Moe"),
        *people,
    )  # fmt: skip
    assert [match.id for match in search.find(db, "ann", 5)] == ["coming", "blocked", "gone", "regrets", "begins"]
    db.close()


@pytest.mark.parametrize(("query", "by"), [
    ("wang wei", "name"), ("bund", "organisation"), ("huangpu film", "delegation"), ("f07", "seat"),
    ("press", "category"), ("green.d", "email"), ("8000", "phone"), ("4711o", "code"), ("wang f07", "seat"),
    ("wei huangpu", "organisation"),
])  # fmt: skip
def test_by_what_each_was_found(db, query, by):
    assert search.find(db, query)[0].by == by


@pytest.mark.parametrize(("query", "by"), [("zheng zhi", "sound"), ("曾之", "sound"), ("wnagwei", "name")])
def test_what_was_meant_sounds_alike_or_is_mistyped(db, query, by):
    assert next((match.how, match.by) for match in find_typos(db, query)) == ("typo", by)


def test_organisations_are_mistyped_too(db):
    assert [(match.id, match.by) for match in find_typos(db, "thmaes road")] == [("wei4", "organisation")]


def test_digits_are_never_mistyped(db):
    assert find_typos(db, "8001") == ()


def test_a_title_typed_before_a_name_is_looked_past(db):
    assert search.find(db, "Mr Lin Wang")[0].id == "lin"
    assert [match.id for match in search.find(db, "曾先生")] == ["zeng"]


def test_an_index_of_an_older_shape_is_made_anew():
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE guests (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")
    db.execute("CREATE VIRTUAL TABLE guest_words USING fts5 (same UNINDEXED, whole)")
    db.execute("INSERT INTO guests VALUES (1, 'a')")
    search.clear(db)
    search.put(db, 1, search.words_of(Guest("a", "Ann Lee")))
    assert [match.id for match in search.find(db, "ann")] == ["a"]
    db.close()


def test_everybody_in_the_order_of_listing(db):
    assert [match.id for match in search.listed(db, 3, 1)] == [person.id for person in PEOPLE[1:4]]
    assert search.count_listed(db, 1000) == len(PEOPLE)


def test_initials_and_syllables_mixed_stand_below_an_organisation_called_that():
    db = index_of(Guest("mixed", "Bob Fisher"), Guest("place", "Ann Roe", organisation="British Film Institute"))
    assert [match.id for match in search.find(db, "bfi")] == ["place", "mixed"]
    db.close()


def test_a_slip_that_makes_somebody_elses_name_is_forgiven_too():
    db = index_of(Guest("lane", "Emma Lane"), Guest("lake", "Tom Lake"))
    assert search.find(db, "emma lake") == ()
    assert [match.id for match in find_typos(db, "emma lake")] == ["lane"]
    db.close()


def test_initials_of_the_whole_name_come_before_those_of_the_given_name():
    db = index_of(Guest("given", "吕志强"), Guest("turned", "强章"), Guest("whole", "赵倩"))
    assert [match.id for match in search.find(db, "zq")] == ["whole", "given", "turned"]
    db.close()


@pytest.mark.parametrize("query", ["drj", "rjd", "rj", "dair", "dairj", "d r j"])
def test_a_chinese_name_listed_in_pinyin_only_has_the_initials_of_its_syllables(query):
    db = index_of(Guest("other", "Ann Roe"), Guest("x", "Dai Ruijun"))
    assert [match.id for match in search.find(db, query)] == ["x"]
    db.close()


@pytest.mark.parametrize("query", ["an", "and", "the", "for"])
def test_the_small_words_of_organisations_find_nobody(query):
    db = index_of(Guest("trade", "Bo Xu", organisation="Department for Business and the Trade"))
    assert search.find(db, query) == ()
    db.close()


@pytest.mark.parametrize("query", [
    "bureau of", "bureau of c", "bureau of culture and t", "culture tourism", "xu bureau of culture", "bct", "bocat",
])  # fmt: skip
def test_organisations_are_found_with_their_small_words_and_without(query):
    db = index_of(Guest("x", "Bo Xu", organisation="Bureau of Culture and Tourism"), Guest("and", "Bo Anders"))
    assert [match.id for match in search.find(db, query)] == ["x"]
    db.close()


@pytest.mark.parametrize("query", ["sjh", "drk", "yyx"])
def test_three_consonants_are_initials_and_no_slip_of_a_name(query):
    db = index_of(Guest("a", "沈一鸣", "SHEN Yiming"), Guest("b", "Đặng Linh"), Guest("c", "解语", "XIE Yu"))
    assert find_typos(db, query) == ()
    db.close()


@pytest.mark.parametrize(("query", "meant"), [
    ("katherine norris", "kate"), ("bill shaw", "will"), ("shaw william", "will"), ("liz", "eliza"), ("cathy", "kate"),
])  # fmt: skip
def test_a_given_name_in_another_form(query, meant):
    db = index_of(Guest("kate", "Kate Norris"), Guest("will", "Will Shaw"), Guest("eliza", "Elizabeth Roe"))
    assert [(match.id, match.by) for match in find_typos(db, query)] == [(meant, "form")]
    db.close()


def test_whoever_has_the_family_name_only_comes_last_and_those_who_begin_alike_first():
    db = index_of(Guest("xy", "王小雨", "WANG Xiaoyu"), Guest("jn", "王佳宁", "WANG Jianing"), Guest("x", "Jen Roe"))
    assert [(match.id, match.by) for match in find_typos(db, "josefa wang")] == [("jn", "family"), ("xy", "family")]
    assert [match.id for match in find_typos(db, "jennifer wnag")] == []
    db.close()


@pytest.mark.parametrize(("query", "meant"), [("yurgen", "jurgen"), ("alexandra", "ales")])
def test_j_is_y_and_x_is_ks_to_the_ear(query, meant):
    db = index_of(Guest("jurgen", "Jürgen Weiß"), Guest("ales", "Aleksandra Volkova"))
    assert meant in [match.id for match in find_typos(db, query)]
    db.close()


def test_an_umlaut_that_was_typed_is_meant():
    db = index_of(Guest("lu", "Lu Yi"), Guest("lv", "吕绿"))
    assert [match.id for match in search.find(db, "lü")] == ["lv"]
    assert [match.id for match in search.find(db, "lu")] == ["lu", "lv"]
    db.close()


@pytest.mark.parametrize(
    ("name", "family", "given"), [("LÜ Zhiqiang", "lue", "zhiqiang"), ("MÜLLER Hans", "mueller", "hans")]
)
def test_a_family_name_in_capitals_is_one_however_its_umlaut_is_spelt(name, family, given):
    db = index_of(Guest("x", name))
    assert [search.find(db, word)[0].score for word in (family, given)] == [95, 90]
    db.close()
