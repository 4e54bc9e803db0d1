"""Moves every date of a document, so that a demonstration is never all overdue."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from swot.document.values import Document


def move_dates(document: Document, days: int) -> Document:
    """The same document with each of its dates `days` later (earlier if negative); words are left as they are."""
    return _moved(document, timedelta(days=days))


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(part, by) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _moved(getattr(value, part.name), by) for part in fields(value)})
    return value
