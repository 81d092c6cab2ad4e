"""What every kind of fact is: a frozen value whose tag is the kind's name in the file."""

from __future__ import annotations

from msgspec import Struct


class Body(Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """What every kind of fact is."""
