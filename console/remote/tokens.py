"""The tokens of those who may command this event from outside: made here, shown once, kept as hashes beside no event.

They stand in this user's own folder, in a file that only this user may read; the event file, which is copied and sent
around, holds none. One more may stand in the environment.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

from console.rules.refusals import Refusal
from data.station import state_folder
from data.words import _

VARIABLE = "CALLBOARD_REMOTE_TOKEN"
SHORTEST = 16
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class Tokens:
    """The tokens of one event as they stand now: one made while somebody listens counts at once."""

    def __init__(self, event: str) -> None:
        self._path = _path(event)
        self._own = os.environ.get(VARIABLE, "")

    def who(self, given: str) -> str | None:
        """Whose token that is, "" for the one of the environment; None for nobody's. Takes as long for every guess."""
        digest, found = _digest(given), None
        for name, kept in (*_read(self._path).items(), *([("", _digest(self._own))] if self._own else ())):
            if hmac.compare_digest(kept, digest):
                found = name
        return found

    def names(self) -> tuple[str, ...]:
        """Whose there are; "" for the one of the environment."""
        return (*_read(self._path), *([""] if self._own else ()))

    def trouble(self) -> Refusal | None:
        """Why the one of the environment does not do."""
        if not self._own or len(self._own) >= SHORTEST:
            return None
        words = _("{name} is too short to be a token: {n} signs at least.")
        return Refusal("weak_token", words.format(name=VARIABLE, n=SHORTEST))


def make(event: str, name: str) -> str | Refusal:
    """A new token for somebody, in place of the one they had; it is told here and never again."""
    if not _NAME.fullmatch(name):
        return Refusal("no_name", _("A token is for somebody: a name of letters and digits, like companion."))
    token = secrets.token_urlsafe(24)
    path = _path(event)
    _write(path, {**_read(path), name: _digest(token)})
    return token


def forget(event: str, name: str) -> Refusal | None:
    """Takes somebody's token away."""
    path = _path(event)
    known = _read(path)
    if known.pop(name, None) is None:
        return Refusal("no_such_token", _("There is no token for {name}.").format(name=name))
    _write(path, known)
    return None


def _path(event: str) -> Path:
    # The id stands in a file that may come from anybody: nothing in it may be a path.
    return state_folder() / "remote" / f"{event if _NAME.fullmatch(event) else _digest(event)[:32]}.tokens"


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split() for line in lines)
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _write(path: Path, known: dict[str, str]) -> None:
    """The whole file or none of it, and readable by nobody else at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{name} {digest}\n" for name, digest in known.items())
    part.replace(path)
