"""How a parent and its worker talk over pipes: a header in JSON and a body of bytes, each after its length."""

import json
from collections.abc import Callable
from struct import Struct
from typing import Any

LENGTHS = Struct(">II")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """One message, ready to be written."""
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def unpack(take: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """One message; `take(n)` reads exactly n bytes and raises EOFError where the other side is gone."""
    head, body = LENGTHS.unpack(take(LENGTHS.size))
    return json.loads(take(head)), take(body)
