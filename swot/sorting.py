"""Giving things their place: what touches a line, an entry and its twin together, in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clusters.errors import Stale
from swot.models import Entry, Line, Workbook
from swot.tray import Loose


@dataclass(frozen=True)
class Twin:
    """The other face of a fact: its words and its quadrant."""

    text: str
    quadrant: str


@transaction.atomic
def make_entry(
    workbook: Workbook, text: str, *, by: Any, key: str, section: str, twin: Twin | None = None, **fields: Any
) -> Entry:
    """Add an entry, and its twin where one is given; sent twice with one key both are made once."""
    entry = workbook.add_entry(text, by=by, key=key, section=section, **fields)
    if twin and not entry.twin_id:
        add_twin(entry, twin, by=by, key=f"{key}-twin", section=section, **_shared(fields))
    return entry


@transaction.atomic
def add_twin(entry: Entry, twin: Twin, *, by: Any, key: str, section: str, **fields: Any) -> Entry:
    """Write the twin of an entry, once a key; `Refusal` when it has one or stands in that quadrant itself."""
    other = entry.workbook.add_entry(twin.text, by=by, key=key, section=section, quadrant=twin.quadrant, **fields)
    if entry.twin_id is None or entry.twin_id != other.pk:
        entry.link_twin(other, by=by)
    return other


@transaction.atomic
def give_place(loose: Loose, text: str, *, by: Any, seen: int, key: str, twin: Twin | None, **fields: Any) -> Entry:
    """Make an entry of a line, or move an entry out of the tray; `Stale` when somebody else did so first."""
    prompt = loose.prompt.id if loose.prompt else ""
    if isinstance(loose.row, Line):
        loose.row.swap(seen=seen)
        fields["line"] = loose.row
        book = loose.row.workbook
        return make_entry(book, text, by=by, key=key, section=loose.section.code, prompt=prompt, twin=twin, **fields)
    loose.row.edit(by=by, seen=seen, text=text, **fields)
    if twin:
        shared = _shared({**fields, "prompt": prompt})
        add_twin(loose.row, twin, by=by, key=f"{key}-twin", section=loose.section.code, **shared)
    return loose.row


def _shared(fields: dict[str, Any]) -> dict[str, Any]:
    """What a twin has in common with its entry: it is the same fact, known as well."""
    common = ("prompt", "source", "evidence_grade", "horizon", "inclusion")
    return {name: fields[name] for name in common if name in fields}


@transaction.atomic
def set_aside(loose: Loose, text: str = "", *, by: Any, seen: int) -> None:
    """It is not an entry: a line is kept as background, an entry of the tray is deleted gently; other words are kept."""
    if text and text != loose.text:
        loose.row.edit(by=by, seen=seen, text=text)
        seen = loose.row.revision
    if isinstance(loose.row, Line):
        loose.row.keep(by=by, seen=seen)
    else:
        loose.row.delete_gently(by=by, seen=seen)


@transaction.atomic
def take_back(entry: Entry, *, by: Any, seen: int, twin: str = "") -> None:
    """Undo a sort: the twin made with it goes, and the entry goes back to its line or to the tray. `Stale`, `Refusal`."""
    if entry.revision != seen:
        raise Stale(entry)
    other = entry.twin if twin and entry.twin and entry.twin.ref == twin else None
    if other:
        entry.part(by=by)
        other.delete_gently(by=by, seen=other.revision)
    if entry.line_id:
        entry.delete_gently(by=by, seen=entry.revision)
    else:
        entry.move(by=by, seen=entry.revision, quadrant="")
