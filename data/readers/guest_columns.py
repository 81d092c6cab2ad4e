"""What guest lists call their columns and statuses, in English and Chinese."""

from __future__ import annotations

from data.readers.headers import folded
from data.records import Status

PARTS = frozenset({"given_name", "family"})
"""Columns that make a name together."""

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("guest id", "guest no", "编号", "嘉宾编号", "guest_api_id", "api_id"),
    "code": ("ticket code", "ticket", "barcode", "barcode #", "secret", "ticket secret", "ticket id", "qr_code_url",
             "票号", "票码", "二维码", "条码"),
    "name": ("full name", "guest name", "guest", "attendee name", "attendee", "姓名", "嘉宾姓名", "名字", "嘉宾",
             "中文名", "中文姓名"),
    "given_name": ("first name", "given name", "forename", "attendee name given name", "名"),
    "family": ("family name", "last name", "surname", "attendee name family name", "姓", "姓氏"),
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
    "phone": ("phone number", "mobile", "mobile number", "telephone", "tel", "cell phone", "电话", "手机", "手机号",
              "手机号码", "联系电话"),
    "seat": ("seat number", "seat no", "seat name", "table", "座位", "座位号", "座次", "席位", "桌号"),
    "host": ("met by", "meets", "接待人", "对接人", "陪同", "接待"),
    "attention": ("attention note", "note", "notes", "remark", "remarks", "备注", "提醒", "注意", "注意事项"),
    "status": ("attendee status", "approval status", "rsvp", "order status", "状态", "参会状态", "回执", "是否出席"),
    "plus_one_of": ("plus one of", "guest of", "accompanies", "随行", "陪同嘉宾", "同行嘉宾"),
    "valid_from": ("valid from", "from", "生效时间", "有效期起"),
    "valid_until": ("valid until", "valid to", "until", "失效时间", "有效期止"),
    "say": ("pronunciation", "said", "读音", "发音", "念法"),
    "give": ("handout", "handouts", "to give", "lent", "发放", "领取", "物料", "领取物品", "发放物品"),
    "assistance": ("assistance needs", "assistance needed", "needs assistance", "accessibility", "access needs",
                   "accessibility needs", "special needs", "evacuation", "协助", "需要协助", "无障碍", "无障碍需求",
                   "特殊需求"),
    "photo": ("photos", "photography", "photo consent", "may be photographed", "拍照", "可拍照", "是否可拍照",
              "同意拍照", "肖像授权"),
    "no_photo": ("do not photograph", "no photo", "no photos", "not to be photographed", "请勿拍照", "勿拍照",
                 "禁止拍照", "不可拍照", "不拍照"),
    "flag": ("bell", "announce", "announce arrival", "tell the stage", "到场提醒", "到场通知", "提示铃"),
    "plus_ones": ("+1", "+1s", "plus one", "plus ones", "plus-ones", "guests", "number of guests", "no of guests",
                  "additional guests", "extra guests", "guests count", "携伴", "携伴人数", "随行人数", "同行人数",
                  "陪同人数", "加一"),
    "plus_one_names": ("plus one name", "plus one names", "+1 name", "+1 names", "plus-one's name", "names of guests",
                       "guest names", "companion", "companions", "携伴姓名", "随行人员", "随行姓名", "同行人",
                       "同行人姓名"),
    "quantity": ("qty", "tickets", "ticket quantity", "number of tickets", "party size", "票数", "张数", "人数",
                 "总人数"),
    "checked_in": ("checked in at", "check-in time", "checked in", "check in", "签到", "签到时间", "是否签到"),
}  # fmt: skip

STATUSES: dict[Status, tuple[str, ...]] = {
    "expected": ("expected", "confirmed", "accepted", "approved", "attending", "paid", "going", "yes", "invited",
                 "registered", "checked in", "attended", "completed", "已确认", "确认", "出席", "参加", "已报名",
                 "已签到", "是"),
    "pending": ("pending", "pending approval", "waitlist", "waitlisted", "waiting list", "unpaid", "maybe", "tentative",
                "待定", "待确认", "未回复", "候补", "审核中", "待审核", "未付款"),
    "cancelled": ("cancelled", "canceled", "refunded", "deleted", "expired", "transferred", "取消", "已取消", "已退款"),
    "regrets": ("regrets", "declined", "not attending", "not going", "no", "婉拒", "不出席", "不参加", "谢绝", "缺席",
                "否"),
    "blocked": ("blocked", "banned", "禁止", "禁止入场", "黑名单", "拒绝入场"),
}  # fmt: skip
STATUS_WORDS = {folded(word): status for status, words in STATUSES.items() for word in words}
