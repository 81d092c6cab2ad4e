"""The last few results of a pure function, so that what is asked again of the same values is not worked out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")
Values = tuple[object, ...]


class Kept(Generic[V]):
    """Nothing that was given or returned may be written in. Any thread may ask."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: tuple[tuple[Values, Values, V], ...] = ()

    def of(self, make: Callable[[], V], same: Values, equal: Values = ()) -> V:
        """What `make` gives for these values: the very `same` (they are long), and `equal` ones."""
        for known, also, found in self._kept:
            if all(one is other for one, other in zip(known, same, strict=True)) and also == equal:
                return found
        made = make()
        self._kept = ((same, equal, made), *self._kept[: self._most - 1])
        return made
