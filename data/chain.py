"""The hash chain of a station: each link seals the one before, the envelope, and a digest of the salted body.

The digest stays when a body and its salt are forgotten, so the chain still verifies.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

_encoder = msgspec.json.Encoder()


def digest(salt: bytes, body: str) -> bytes:
    return sha256(salt + body.encode()).digest()


Envelope = tuple[str, int, str, int, int, str, str, str, str, int, str | None]
"""station, seq, act, stamp, at (microseconds since 1970 UTC), operator, mode, subject, kind, version, nonce."""


def link(before: bytes, envelope: Envelope, sealed: bytes) -> bytes:
    """The next link. `before` is the link before or b"", `sealed` the body's digest."""
    return sha256(before + _encoder.encode(envelope) + sealed).digest()
