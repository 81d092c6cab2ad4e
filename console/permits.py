"""Which act of the roles each row of the action table is, so that a room can grey what its operator can't do."""

from __future__ import annotations

from console.actions import SHOW, Action
from console.rules.roles import Act

FREE: frozenset[str] = frozenset({
    "help", "room_desk", "room_stage", "room_speakers", "room_cues", "room_log", "room_summary", "room_timer",
    "room_setup", "palette", "lock", "sign_in", "theme", "bell", "quit", "look", "card", "door", "things", "pick_up",
    "pick_down", "page_up", "page_down", "clear", "close", "goto", "find", "follow", "problems", "open", "as_of",
    "check", "other_stage", "cursor_up", "cursor_down", "first", "last", "scanner",
    "evacuation",
})  # fmt: skip
"""Rows that change nothing and write no names: anybody's."""
_BY_ID: dict[str, Act] = {
    "admit": "admit", "out": "admit", "party": "admit", "walk_in": "walk_in", "deputy": "deputy", "give": "handout",
    "take_back": "handout", "meet": "expect", "expect": "expect", "headcount": "headcount", "correct": "change",
    "ticket": "ticket", "merge": "merge", "undo": "undo", "note": "note", "tell": "note", "message": "note",
    "incident": "note", "panic": "panic", "resume": "panic", "state": "setup", "mode": "setup", "import": "setup",
    "write": "lists", "badge": "badge", "paper": "admit",
    # Calling the lead is the desk's own work, and a lead without a PIN at hand can't override.
    "lead": "admit", "override": "admit",
}  # fmt: skip


def needed(room: str, row: Action) -> Act | None:
    """What an operator must be allowed to, for this row in this room; None for anybody's. An act that nobody thought
    of here is a lead's."""
    if row.id in _BY_ID:
        return _BY_ID[row.id]
    if row.id in FREE:
        return None
    match room:
        case "stage" | "cues":
            return "stage" if room == "stage" else "cues"
        case "speakers":
            return "speakers"
        case _:
            return needed(SHOW[0], row) if set(row.rooms) & set(SHOW) else "operators"
