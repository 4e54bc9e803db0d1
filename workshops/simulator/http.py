"""A small HTTP client for many phones in one event loop; attempts can be cut as bad wifi cuts them."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"
# Seconds: until an answer, and until a stream opens, as on a phone.
PATIENCE, OPENS = 10.0, 5.0


class Cut(OSError):
    """The connection broke."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        """Its JSON; {} for anything else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass
class Wifi:
    """How many attempts in a hundred break: half of them before anything is sent, half before the answer is heard."""

    drop: float = 0.0

    def breaks(self) -> str:
        """ "", "before" or "after"."""
        return random.choice(("before", "after")) if random.random() < self.drop else ""  # noqa: S311


async def ask(
    port: int,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes = b"",
    breaks: str = "",
    patience: float = PATIENCE,
) -> Answer:
    """One request on a connection of its own; `Cut` where it broke, was refused or took too long."""
    if breaks == "before":
        raise Cut
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(_head(method, path, {**headers, "Content-Length": str(len(body))}) + body)
                await writer.drain()
                if breaks == "after":
                    await asyncio.sleep(0.05)
                    raise Cut
                return await _read(reader)
            finally:
                writer.close()
    except (OSError, EOFError, ValueError) as broken:
        raise Cut from broken


async def events(port: int, path: str) -> AsyncIterator[dict[str, Any]]:
    """The frames of a stream until it ends; `Cut` where it does not open or breaks off."""
    try:
        async with asyncio.timeout(OPENS):
            reader, writer = await asyncio.open_connection(HOST, port)
    except (OSError, EOFError) as broken:
        raise Cut from broken
    try:
        async with asyncio.timeout(OPENS):
            writer.write(_head("GET", path, {}))
            status, _headers = await _status(reader)
            if status != 200:
                raise Cut(str(status))
        async for data in _lines(reader):
            yield json.loads(data)
    except (OSError, EOFError, ValueError) as broken:
        raise Cut from broken
    finally:
        writer.close()


async def _lines(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    rest = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        *whole, rest = (rest + (await reader.readexactly(size + 2))[:-2]).split(b"\n\n")
        for event in whole:
            for line in event.split(b"\n"):
                if line.startswith(b"data: "):
                    yield line[6:]


def _head(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


async def _status(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:] if line)
    return int(lines[0].split()[1]), {name.lower(): value.strip() for name, _, value in pairs}


async def _read(reader: asyncio.StreamReader) -> Answer:
    status, headers = await _status(reader)
    if "content-length" in headers:
        return Answer(status, headers, await reader.readexactly(int(headers["content-length"])))
    body = b""
    if headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += (await reader.readexactly(size + 2))[:-2]
    return Answer(status, headers, body)
