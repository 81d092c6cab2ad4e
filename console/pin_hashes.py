"""Hashing a PIN with argon2, and comparing; the library is loaded only where there is one to hash."""

from __future__ import annotations


def hashed(pin: str) -> str:
    """What is kept of a PIN."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def fits(kept: str, pin: str) -> bool:
    """Is this the PIN? A hash that no PIN can have made fits none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, pin)
    except (InvalidHashError, VerificationError):
        return False
