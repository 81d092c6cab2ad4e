"""guests.csv: who is invited, in whatever list the office keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from data import moments
from data.readers.headers import folded
from data.readers.plan import Problem, Row, repeated
from data.readers.rows import Cells, Listing
from data.records import Guest, Status
from data.words import _

LONGEST = 300
"""Signs a name may have: more than any name, less than what breaks a screen."""

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("guest id", "guest no", "编号", "嘉宾编号", "guest_api_id", "api_id"),
    "code": ("ticket code", "ticket", "barcode", "barcode #", "secret", "ticket secret", "ticket id", "票号", "票码",
             "二维码", "条码"),
    "name": ("full name", "guest name", "guest", "attendee name", "attendee", "姓名", "嘉宾姓名", "名字", "嘉宾",
             "中文名", "中文姓名"),
    "given_name": ("first name", "given name", "attendee name given name", "名"),
    "family_name": ("last name", "surname", "family name", "attendee name family name", "姓", "姓氏"),
    "name_alt": ("other name", "alternative name", "english name", "chinese name", "name in chinese",
                 "name in english", "英文名", "英文姓名", "外文名", "外文姓名", "别名"),
    "organisation": ("organization", "company", "affiliation", "attendee company", "employer", "单位", "公司", "机构",
                     "工作单位", "所属单位"),
    "title": ("job title", "position", "role", "post", "职务", "职位", "头衔", "职称"),
    "category": ("ticket type", "ticket name", "type", "product", "guest type", "类别", "类型", "嘉宾类别",
                 "嘉宾类型", "票种", "身份"),
    "delegation": ("group", "party", "team", "代表团", "团组", "团队", "分组"),
    "email": ("e-mail", "email address", "mail", "attendee email", "attendee e-mail", "邮箱", "电子邮箱", "电子邮件",
              "邮件"),
    "phone": ("phone number", "mobile", "telephone", "tel", "cell phone", "电话", "手机", "手机号", "手机号码",
              "联系电话"),
    "seat": ("seat number", "seat no", "table", "座位", "座位号", "座次", "席位"),
    "host": ("met by", "meets", "接待人", "对接人", "陪同", "接待"),
    "attention": ("attention note", "note", "notes", "remark", "remarks", "备注", "提醒", "注意", "注意事项"),
    "status": ("attendee status", "approval status", "rsvp", "order status", "状态", "参会状态", "回执", "是否出席"),
    "plus_one_of": ("plus one of", "guest of", "accompanies", "随行", "陪同嘉宾", "同行嘉宾"),
    "valid_from": ("valid from", "from", "生效时间", "有效期起"),
    "valid_until": ("valid until", "valid to", "until", "失效时间", "有效期止"),
    "say": ("pronunciation", "said", "读音", "发音", "念法"),
}  # fmt: skip

STATUSES: dict[Status, tuple[str, ...]] = {
    "expected": ("expected", "confirmed", "accepted", "approved", "attending", "paid", "going", "yes", "invited",
                 "checked in", "已确认", "确认", "出席", "参加", "已报名", "是"),
    "pending": ("pending", "pending approval", "waitlist", "waiting list", "unpaid", "maybe", "tentative", "待定",
                "待确认", "未回复", "候补", "审核中"),
    "cancelled": ("cancelled", "canceled", "refunded", "deleted", "取消", "已取消"),
    "regrets": ("regrets", "declined", "not attending", "not going", "no", "婉拒", "不出席", "不参加", "谢绝", "缺席",
                "否"),
    "blocked": ("blocked", "banned", "禁止", "禁止入场", "黑名单", "拒绝入场"),
}  # fmt: skip
_STATUS_WORDS = {folded(word): status for status, words in STATUSES.items() for word in words}
_PARTS = frozenset({"given_name", "family_name"})
_PLAIN_ID = re.compile(r"\S{1,64}")


def read_guests(
    path: Path, day: date, zone: ZoneInfo, mapping: Mapping[str, str] | None = None
) -> tuple[list[Row[Guest]], list[Problem]]:
    """The guests of a list, ids as the list has them (empty where it has none), and what is odd in it."""
    listing = Listing(path, ALIASES, ("name",), mapping or {}, {"name": _PARTS})
    given = listing.given | {"name"} if listing.given & _PARTS else listing.given
    rows = [
        Row(cells.file, cells.row, guest, given) for cells in listing if (guest := _guest(cells, day, zone)) is not None
    ]
    problems = listing.problems
    if listing.columns is not None:
        problems += repeated(((row.value.id, row) for row in rows), listing.columns.called("id"), _("the guest"))
        problems += repeated(((row.value.code, row) for row in rows), listing.columns.called("code"), _("the code"))
    return rows, problems


def _guest(cells: Cells, day: date, zone: ZoneInfo) -> Guest | None:
    name = _name(cells)
    if not name:
        cells.odd("name", _("this is empty, and it is needed"))
    elif len(name) > LONGEST:
        cells.odd("name", _("a name may have {n} signs at most").format(n=LONGEST))
    ident = cells.text("id")
    if ident and not _PLAIN_ID.fullmatch(ident):
        cells.odd("id", _("an id is one word of 64 signs at most"))
    begin = cells.moment("valid_from", day, zone)
    until = cells.text("valid_until")
    follows = begin if begin is not None and moments.bare_time(until) is not None else None
    end = cells.moment("valid_until", day, zone, after=follows)
    if begin is not None and end is not None and end <= begin:
        cells.odd("valid_until", _("this is before the ticket becomes valid"))
    return Guest(
        id=ident, name=name, name_alt=cells.text("name_alt"), code=cells.text("code"),
        organisation=cells.text("organisation"), title=cells.text("title"), category=cells.text("category"),
        delegation=cells.text("delegation"), email=cells.text("email"), phone=cells.text("phone"),
        seat=cells.text("seat"), host=cells.text("host"), attention=cells.text("attention"),
        status=cast(Status, cells.choice("status", _STATUS_WORDS, "expected")),
        plus_one_of=cells.text("plus_one_of"), valid_from=begin, valid_until=end, say=cells.text("say"),
        extra=cells.extra,
    )  # fmt: skip


def _name(cells: Cells) -> str:
    """The name, or its two parts put together: in Chinese the family name first and no space."""
    name = cells.text("name")
    if name:
        return name
    given, family = cells.text("given_name"), cells.text("family_name")
    if given and family and min(given + family) >= "\u3400" and len(family) <= 2:
        return family + given
    return f"{given} {family}".strip()
