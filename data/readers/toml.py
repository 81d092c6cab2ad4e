"""A TOML file's tables, key by key: a key is asked for by name and kind; keys nobody asked for are odd."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from data.clean import clean
from data.readers.plan import Problem
from data.readers.text import UnreadableError, decode
from data.words import _


def read_toml(path: Path) -> tuple[dict[str, object], list[Problem]]:
    """The file's top table, or one problem saying where it is no TOML. Numbers with a point stay as written."""
    try:
        return tomllib.loads(decode(path.read_bytes()), parse_float=Decimal), []
    except OSError as why:
        message = why.strerror or str(why)
    except (UnreadableError, tomllib.TOMLDecodeError, RecursionError, ValueError) as why:
        message = str(why)
    return {}, [Problem(path.name, None, "", message)]


class Keys:
    """One table of a TOML file. `where` is its name, put before the key that a problem is about."""

    def __init__(
        self, file: str, where: str, table: Mapping[str, object], problems: list[Problem], row: int | None = None
    ) -> None:
        self._file = file
        self._where = where
        self._row = row
        self._table = table
        self._problems = problems
        self._asked: set[str] = set()

    def odd(self, key: str, message: str) -> None:
        """Notes a problem with a key of this table."""
        column = ".".join(filter(None, (self._where, key)))
        self._problems.append(Problem(self._file, self._row, column, message))

    def has(self, key: str) -> bool:
        return key in self._table

    def text(self, key: str, default: str = "") -> str:
        """Text; a TOML date or time counts as the text it was written as."""
        value = self._ask(key)
        match value:
            case None:
                return default
            case str():
                return clean(value)
            case datetime() | date() | time():
                return value.isoformat()
        self.odd(key, _("this must be text in quotes"))
        return default

    def needed(self, key: str) -> str:
        text = self.text(key)
        if not text and (not self.has(key) or self._table[key] == ""):
            self.odd(key, _("this is needed"))
        return text

    def name(self, key: str) -> str:
        """Text that may be written as a number: `2.5` and `"2.5"` are the same name."""
        value = self._ask(key)
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return str(value)
        return self.text(key)

    def flag(self, key: str, default: bool) -> bool:
        value = self._ask(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.odd(key, _("this must be true or false"))
        return default

    def number(self, key: str, default: float) -> float:
        """A number, not negative."""
        value = self._ask(key)
        if value is None:
            return default
        if isinstance(value, Decimal | int) and not isinstance(value, bool) and 0 <= value <= 1_000_000:
            return float(value)
        self.odd(key, _("this must be a number, zero or more"))
        return default

    def count(self, key: str) -> int | None:
        """A whole number, not negative, or None."""
        value = self._ask(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.odd(key, _("this must be a whole number, zero or more"))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._ask(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(clean(one) for one in value)
        self.odd(key, _("this must be a list of texts"))
        return ()

    def choice(self, key: str, words: tuple[str, ...], default: str) -> str:
        text = self.text(key, default)
        if text in words:
            return text
        self.odd(key, _("{text} is not one of {known}").format(text=repr(text), known=", ".join(words)))
        return default

    def rest(self) -> dict[str, str]:
        """The keys nobody asked for, as text, for those who take any."""
        found = {}
        for key in sorted(self._table.keys() - self._asked):
            value = self._ask(key)
            if isinstance(value, dict | list):
                self.odd(key, _("this must be text, a number, true or false"))
            elif isinstance(value, bool):
                found[clean(key)] = "true" if value else "false"
            else:
                found[clean(key)] = clean(str(value))
        return found

    def mark(self, *keys: str) -> None:
        """These keys are read elsewhere."""
        self._asked.update(keys)

    def done(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self._table.keys() - self._asked:
            self.odd(key, _("there is no such key"))

    def _ask(self, key: str) -> object:
        self._asked.add(key)
        return self._table.get(key)
