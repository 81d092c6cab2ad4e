"""Which act of the roles each row of the action table is, so that a room can grey what its operator can't do."""

from __future__ import annotations

from console.actions import Action
from console.rules.roles import Act

FREE: frozenset[str] = frozenset({
    "help", "room_desk", "room_stage", "room_speakers", "room_cues", "room_log", "room_summary", "room_timer",
    "room_setup", "room_backstage", "room_agenda", "palette", "lock", "sign_in", "theme", "bell", "quit", "look",
    "card", "door", "things", "pick_up", "pick_down", "page_up", "page_down", "clear", "close", "goto", "find",
    "follow", "problems", "open", "as_of",
    "check", "other_stage", "cursor_up", "cursor_down", "first", "last", "scanner", "next_view", "view_before",
    "department", "as_run", "count_to", "item", "evacuation", "missing", "scanner_test", "what_if", "prefix",
    "printer", "remote",
})  # fmt: skip
"""Rows that change nothing in the event: anybody's. Who is inside is for everybody who has to get them out."""
_BY_ID: dict[str, Act] = {
    "admit": "admit", "out": "admit", "party": "admit", "walk_in": "walk_in", "deputy": "deputy", "give": "handout",
    "take_back": "handout", "meet": "expect", "expect": "expect", "headcount": "headcount", "correct": "change",
    "ticket": "ticket", "merge": "merge", "merge_now": "merge", "undo": "undo", "note": "note", "tell": "note",
    "message": "stage", "incident": "note", "panic": "panic", "resume": "panic", "state": "setup", "mode": "mode",
    "import": "setup", "import_now": "setup", "stop_import": "setup", "file": "setup", "field_of": "setup",
    "kind_of": "setup", "day_of": "setup",
    "field_next": "setup", "field_before": "setup", "write": "lists", "everybody": "lists", "badge": "badge",
    "paper": "admit",
    # Calling the lead is the desk's own work, and who overrides may have a lead beside them who gives their PIN.
    "lead": "admit", "override": "admit",
    "chase": "expect", "reached": "expect", "no_answer": "expect",
    "seen": "note", "take_away": "note", "hide_time": "stage",
}  # fmt: skip


def needed(room: str, row: Action) -> Act | None:
    """What an operator must be allowed to, for this row in this room; None for anybody's, and for what only the act
    itself can tell."""
    if row.id in _BY_ID or row.id in FREE:
        return _BY_ID.get(row.id)
    match room:
        case "desk" if row.id == "house":
            return "house"
        case "stage" | "item":
            return "stage"
        case "cues":
            return "cues"
        case "speakers" | "late":
            return "speakers"
        case _:
            return None
