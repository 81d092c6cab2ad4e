"""Why a command stops: an exit status, a word for scripts, a sentence, and where."""

from __future__ import annotations

from data.words import _

DONE, FAULT, WRONG_USE, REFUSED, BAD_INPUT, BAD_FILE = range(6)

NO_RULE = frozenset({
    "bad_id", "bad_time", "bad_value", "id_taken",
    "bad_count", "bad_pin", "bad_status", "no_event", "no_font", "no_name", "no_such_act", "no_such_delegation",
    "no_such_door", "no_such_field",
    "no_such_format", "no_such_guest", "no_such_operator", "no_such_slot", "no_such_stage", "no_such_table",
    "nonce_used", "too_long",
})  # fmt: skip
"""Refusals that no rule of the day made: something was asked for that is not there, which is wrong use."""


class Stop(Exception):
    """Ends a command. `status` is the exit status, `code` one word, `where` a file, row and column or nothing; `more`
    are further troubles of the same input, a line each."""

    def __init__(
        self, status: int, code: str, message: str, where: str | None = None, more: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.where = where
        self.more = more


def wrong_use(message: str) -> Stop:
    return Stop(WRONG_USE, "wrong_use", message)


def not_yet(what: str) -> Stop:
    return Stop(WRONG_USE, "not_yet", _("{what}: not yet.").format(what=what))
