"""Entries made of the cluster's record: an anchor that may leave, infrastructure that may go. Never made by itself."""

from collections.abc import Iterable
from typing import Any

from clusters.ids import sent_key
from clusters.models import Anchor, Asset
from swot.models import Entry, Workbook
from swot.models.entry import ENTRY_LENGTH

KINDS: dict[str, Any] = {"asset": Asset, "anchor": Anchor}
SECTIONS = {"asset": "INF", "anchor": "PLA"}


def entry_start(kind: str, key: str, text: str, *, horizon: str = "") -> dict[str, str]:
    """What the form of a new entry begins with: a threat in the section it belongs to, in words to be changed."""
    start = {"text": text[:ENTRY_LENGTH], "section": SECTIONS[kind], "quadrant": "threat", "made_of": f"{kind}:{key}"}
    return {**start, "horizon": horizon} if horizon else start


def made_of(entries: Iterable[Entry], kind: str) -> dict[str, Entry]:
    """The entries made of rows of one kind, by the key of the row."""
    return {str(entry.origin[kind]): entry for entry in entries if entry.origin and kind in entry.origin}


def origin_of(workbook: Workbook, sent: str) -> dict[str, str] | None:
    """The origin that an entry made of "asset:KEY" or "anchor:KEY" keeps; None where the cluster has no such row."""
    kind, _colon, key = sent_key(sent, 100).partition(":")
    rows = KINDS[kind].objects.live().filter(cluster=workbook.cluster_id, key=key) if kind in KINDS else None
    return {kind: key} if rows is not None and rows.exists() else None
