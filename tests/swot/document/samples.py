"""Templates and documents to read: the two worked cases, and an export with a little of everything."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from swot import content as template
from swot.content import TemplateContent
from swot.document.read import Refused, read
from swot.document.values import Document
from swot.document.write import as_dict

LIBRARY = Path(template.__file__).parent / "library"
CASES = Path(__file__).parents[2] / "data" / "cases"
CASE_NAMES = ("798-district", "cockpit-workspace")
KINDS = ("workspace", "district", "region", "network")
GONE = object()


@cache
def content(kind: str) -> TemplateContent:
    """The template of a kind as published once."""
    body = template.from_dict(json.loads((LIBRARY / f"{kind}.en.json").read_text(encoding="utf-8")))
    return template.from_dict(body.as_dict(), version=1, fingerprint=body.reckon_fingerprint())


def contents(kind: str, key: str | None, version: int | None) -> TemplateContent | None:
    """Only the first version of each kind, in English, is known here."""
    found = content(kind)
    return found if key in (None, found.key) and version in (None, 1) else None


def case_bytes(name: str) -> bytes:
    """A worked case as it came."""
    return (CASES / f"{name}.json").read_bytes()


def case(name: str = "798-district") -> dict[str, Any]:
    """A worked case to change."""
    return json.loads(case_bytes(name))


def read_dict(raw: Any) -> Document:
    """The document of plain values."""
    return read(json.dumps(raw), contents=contents)


def export(name: str = "798-district") -> dict[str, Any]:
    """A worked case in the project's own format, to change."""
    return json.loads(_export_text(name))


@cache
def _export_text(name: str) -> str:
    document = read_dict(case(name))
    return json.dumps(as_dict(document, content(document.cluster.kind)))


def put(raw: Any, path: str, value: Any) -> Any:
    """Set, add or (with GONE) drop one part; the path has keys and numbers between slashes."""
    *way, last = path.split("/")
    spot = raw
    for step in way:
        spot = spot[int(step)] if isinstance(spot, list) else spot[step]
    if isinstance(spot, list):
        spot[int(last) : int(last) + 1] = [] if value is GONE else [value]
    elif value is GONE:
        del spot[last]
    else:
        spot[last] = value
    return raw


def faults_of(act: Callable[[], Any]) -> tuple[str, ...]:
    """The faults with which something is refused; none when it is not."""
    try:
        act()
    except Refused as refused:
        return refused.faults
    return ()
