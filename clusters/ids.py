"""Keys made before a row exists, so that sending the same thing twice makes one row."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance; sorts by time."""
    milliseconds = time.time_ns() // 1_000_000
    value = (
        (milliseconds & 0xFFFFFFFFFFFF) << 80
        | 0x7 << 76
        | secrets.randbits(12) << 64
        | 0b10 << 62
        | secrets.randbits(62)
    )
    return uuid.UUID(int=value)


def sent_key(text: str | None, longest: int = 80) -> str:
    """A key or ref that came outside a form, as a column can be asked for it: PostgreSQL takes no NUL."""
    return (text or "").replace("\0", "")[:longest]


def new_key() -> str:
    """A key for a row to be made, as text."""
    return str(uuid7())
