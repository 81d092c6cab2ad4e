"""What the columns of a programme are called: English, Chinese and German, as event offices write them."""

from __future__ import annotations

import re

from data.readers.headers import folded

FOREIGN: dict[str, tuple[str, ...]] = {
    "id": ("nr", "lfdnr", "lfd nr", "nummer", "code", "session id", "event id", "guid", "uid"),
    "stage": ("ort", "wo", "raum", "saal", "bühne", "halle", "hall", "location", "place", "where", "raumname",
              "veranstaltungsort", "房间", "会议室", "厅", "舞台名称", "place of event", "track room"),
    "start": ("uhrzeit", "zeit", "wann", "beginn", "anfang", "von", "startzeit", "ab", "when", "time slot", "timeslot",
              "slot", "zeitraum", "zeitfenster", "时间段", "起止时间", "开始时刻", "starttime", "begins",
              "start at", "time in", "clock time", "show time", "tod"),
    "end": ("ende", "bis", "endzeit", "schluss", "截止", "结束时刻", "endtime", "end at", "time out"),
    "length": ("min", "dauer", "länge", "laufzeit", "minuten", "dauer min", "dauer in min", "dauer in minuten",
               "duration min", "duration minutes", "duration in minutes", "length min", "length minutes",
               "时长分钟", "时长分", "时间长度", "持续时间", "dauer h", "dauer std", "dauer stunden",
               "duration h", "duration hours", "dauer hmm", "duration hmm", "dauer hhmm", "duration hhmm",
               "run time", "running time", "dur", "runtime", "trt"),
    "title": ("titel", "programm", "programmpunkt", "tagesordnungspunkt", "thema", "veranstaltung", "beitrag",
              "vortrag", "talk", "event", "activity", "topic", "agenda item", "programme", "program",
              "item title", "session title", "节目", "节目名称", "主题", "活动", "活动内容", "事项", "流程",
              "会议内容", "议题", "segment", "running order", "ablauf", "ablaufpunkt"),
    "title_alt": ("englischer titel", "titel englisch", "title en", "title zh"),
    "kind": ("art", "typ", "format", "形式"),
    "notes": ("bemerkung", "bemerkungen", "notiz", "notizen", "hinweis", "hinweise", "anmerkung", "anmerkungen",
              "comment", "comments", "注意事项"),
    "date": ("datum", "day", "tag", "日期", "date of event", "天"),
    "speakers": ("speaker", "speakers", "speaker name", "speaker names", "presenter", "presenters", "persons",
                 "person", "names", "referent", "referenten", "referentin", "referierende", "vortragende",
                 "vortragender", "redner", "rednerin", "sprecher", "who", "wer", "mitwirkende", "beteiligte",
                 "talent", "performer", "performers", "artist", "artists", "主讲", "主讲人", "讲者", "演讲人",
                 "演讲嘉宾", "嘉宾", "发言人", "发言嘉宾", "出席嘉宾", "参与人", "表演者", "负责人"),
    "moderators": ("moderator", "moderators", "moderation", "chair", "host", "mc", "主持", "主持人"),
    "subtitle": ("untertitel", "sub title", "副标题"),
    "language": ("sprache", "lang", "语言"),
    "abstract": ("beschreibung", "description", "inhalt", "zusammenfassung", "简介", "摘要", "描述"),
}  # fmt: skip
"""Names beside those of our own layout; the last seven fields are of schedules only."""

SCHEDULE_ONLY = ("date", "speakers", "moderators", "subtitle", "language", "abstract")

_TOTAL = re.compile(
    r"^(?:(?:grand|sub)?[\s-]*totals?|sum|(?:zwischen|gesamt)?summe|gesamt(?:dauer|zeit)?|insgesamt|total time|合计"
    r"|小计|总计|共计|总时长)\b[\s:：]*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:[*†※]|(?:notes?|n\.?b\.?|please note|hinweis|anmerkung|achtung|stand|version|注意?|备注|说明)\s*[:：])",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"^(?:(?:room|hall|stage|venue|raum|saal|bühne|halle|ort)(?![^\W\d_])|主会场|分会场|会场|会议室|舞台|地点|房间)[\s:：]*",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"(?:(?:coffee|tea|lunch|dinner|short|comfort|networking)[\s-]*)?(?:break|intermission|interval)|lunch|coffee|tea"
    r"|(?:kaffee|mittags|tee|abend)?pause|mittagessen|mittag|umbaupause|umbau|茶歇|午餐|午休|休息|中场休息|午餐时间|晚餐",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Does a row begin so that adds others up?"""
    return bool(_TOTAL.match(text.strip()))


def is_note(text: str) -> bool:
    """Does a row begin as a remark on the whole list?"""
    return bool(_NOTE.match(text.strip()))


def room_in(text: str) -> str:
    """The room that a text is the heading of: "Room 2", "会场：主会场"; "" for any other text."""
    words = text.strip()
    if not _ROOM.match(words) or len(words) > 40:
        return ""
    return re.split("[:：]", words, maxsplit=1)[-1].strip()


def kind_of(kind: str, title: str) -> str:
    """The kind as the rules know it: what a schedule calls a break in whatever words is a break."""
    word = kind.strip().casefold()
    if _BREAKS.fullmatch(word) or (not word and _BREAKS.fullmatch(title.strip())):
        return "break"
    return word


SPEAKER_NAMES = frozenset(folded(name) for name in (*FOREIGN["speakers"], "speakers"))
