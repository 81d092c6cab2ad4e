"""Facts of the people who work at the console."""

from __future__ import annotations

from data.kinds.body import Body
from data.records import Operator


class OperatorSet(Body, frozen=True, tag="operator_set"):
    """On the event: an operator with their role and the hash of their PIN."""

    operator: Operator


class OperatorRemoved(Body, frozen=True, tag="operator_removed"):
    name: str


class PinRefused(Body, frozen=True, tag="pin_refused"):
    """Somebody gave a wrong PIN for that operator; too many in a row make the next wait."""

    name: str
