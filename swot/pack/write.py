"""Writes a template as a file that `read` takes back whole; two files of the same version are the same bytes."""

import json
from dataclasses import MISSING, fields
from typing import Any

from swot.content import Prompt
from swot.document.strict_json import settled
from swot.pack import strict_yaml
from swot.pack.parts import Table
from swot.pack.read import JSON, Pack
from swot.pack.tables import ROOT

# Written for every question, so that who writes a new one sees what it may have; the rest only where it says something.
ALWAYS = {
    "id",
    "concept",
    "text",
    "why",
    "hint",
    "example",
    "quadrants",
    "type",
    "inclusion",
    "window",
    "lens",
    "show_if",
}
UNSAID = {
    field.name: [] if field.default == () else field.default for field in fields(Prompt) if field.default is not MISSING
}


def write(pack: Pack, form: str = JSON) -> str:
    """The text of the file, with a line feed at its end."""
    value = _ordered(as_value(pack), ROOT)
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n" if form == JSON else strict_yaml.dump(value)


def as_value(pack: Pack) -> dict[str, Any]:
    """The plain value of the file: what `read_value` reads."""
    body = _plain(pack.content.as_dict())
    for section in body["sections"]:
        section["prompts"] = [_said(prompt) for prompt in section["prompts"]]
    if pack.translated_from:
        stamp = pack.translated_from
        body["translated_from"] = {"key": stamp.key, "fingerprint": stamp.fingerprint}
    return body


def _said(prompt: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in prompt.items() if key in ALWAYS or value != UNSAID.get(key, MISSING)}


def _plain(value: Any) -> Any:
    """Lists for tuples, and each number in the one way it is written."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return settled(value) if isinstance(value, float) else value


def _ordered(value: Any, table: Table | None) -> Any:
    """With keys in the order of the format, since databases give stored data back in an order of their own."""
    if isinstance(value, list):
        return [_ordered(part, table) for part in value]
    if not isinstance(value, dict):
        return value
    known = table or {}
    keys = [*(key for key in known if key in value), *sorted(key for key in value if key not in known)]
    return {key: _ordered(value[key], known[key].table if key in known else None) for key in keys}
