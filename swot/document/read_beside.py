"""Reads what stands beside answers and entries: the library, marks, fates, comments, and the record's detail."""

from collections.abc import Collection, Iterable
from typing import Any

from swot.content import QUADRANTS, TemplateContent
from swot.document.beside import Anchor, Asset, Crossing, LastTime, Outcome, Said, Source, Thread, Threshold
from swot.document.faults import shown
from swot.document.fields import Fields
from swot.document.values import INSIDE, OUTSIDE, Entry, Strategy, ref_order
from swot.rules.readings import is_number

LONGEST_KEY = 80
MOST_MEMBERS = 10_000_000
TENURES = ("owned", "long", "short", "goodwill", "unknown")
ENTRY_FATES = ("came true", "faded", "changed", "still open", "left behind")
STRATEGY_FATES = ("acted on", "in part", "not acted on")
FAMILIES = ("SO", "ST", "WO", "WT")
BAND_KEYS = ("band", "count")
ANCHOR_KEYS = ("key", "name", "band", "people", "lean", "what_if", "source", "as_of")
ASSET_KEYS = ("key", "name", "owner", "tenure", "ends_on", "only_one", "note")
SOURCE_KEYS = ("key", "name", "says", "kept_where", "url", "grade", "speaks_of", "good_until", "good_reason")
THRESHOLD_KEYS = ("indicator", "watch", "act", "reason", "by", "on")
CROSSING_KEYS = ("inside", "outside", "mark")
LAST_TIME_KEYS = ("title", "as_of")
OUTCOME_KEYS = ("about", "text", "quadrant", "fate", "note", "now")
SAID_KEYS = ("name", "text", "on", "outside")
THREAD_KEYS = ("about", "said", "owner", "due", "settled")


def read_counts(cluster: Fields, key: str, bands: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Counts by kind of member, in the order of the bands."""
    counts: dict[str, Any] = {}
    for row in cluster.objects(key, BAND_KEYS):
        band = row.needed_word("band", bands)
        if band in counts:
            row.fault("band", f"{band} is used twice")
        counts[band] = needed_whole(row, "count", MOST_MEMBERS)
    return tuple((band, counts[band]) for band in bands if counts.get(band) is not None)


def needed_whole(fields: Fields, key: str, highest: int) -> int | None:
    """A whole number from 0 that must be there; None after a fault."""
    if key not in fields.raw:
        fields.fault(key, "is needed")
    return fields.whole(key, 0, highest)


def read_anchors(cluster: Fields, bands: Collection[str]) -> tuple[Anchor, ...]:
    """The anchors in their order."""
    seen: set[str] = set()
    return tuple(
        Anchor(
            key=_own_key(fields, seen),
            name=fields.needed_text("name"),
            band=fields.word("band", bands),
            people=fields.whole("people", 0, MOST_MEMBERS),
            lean=read_counts(fields, "lean", bands),
            what_if=fields.text("what_if"),
            source=fields.text("source"),
            as_of=fields.day("as_of"),
        )
        for fields in cluster.objects("anchors", ANCHOR_KEYS)
    )


def read_infrastructure(cluster: Fields) -> tuple[Asset, ...]:
    """The infrastructure in its order."""
    seen: set[str] = set()
    return tuple(
        Asset(
            key=_own_key(fields, seen),
            name=fields.needed_text("name"),
            owner=fields.text("owner"),
            tenure=fields.word("tenure", TENURES) or "unknown",
            ends_on=fields.day("ends_on"),
            only_one=fields.flag("only_one"),
            note=fields.text("note"),
        )
        for fields in cluster.objects("infrastructure", ASSET_KEYS)
    )


def read_sources(root: Fields) -> tuple[Source, ...]:
    """The sources of the evidence library in their order."""
    seen: set[str] = set()
    return tuple(
        Source(
            key=_own_key(fields, seen),
            name=fields.needed_text("name"),
            says=fields.text("says"),
            kept_where=fields.text("kept_where"),
            url=read_url(fields),
            grade=fields.whole("grade", 0, 3) or 0,
            speaks_of=fields.day("speaks_of"),
            good_until=fields.day("good_until"),
            good_reason=fields.text("good_reason"),
        )
        for fields in root.objects("sources", SOURCE_KEYS)
    )


def read_url(fields: Fields) -> str:
    """A web address, or nothing."""
    url = fields.text("url")
    if url and not url.lower().startswith(("http://", "https://")):
        fields.fault("url", "must begin with http:// or https://")
    return url


def read_thresholds(inclusion: Fields, content: TemplateContent) -> tuple[Threshold, ...]:
    """The cluster's own thresholds, in the order of the indicators."""
    found: dict[str, Threshold] = {}
    for fields in inclusion.objects("thresholds", THRESHOLD_KEYS):
        ref = fields.needed_text("indicator")
        if ref and ref not in content.indicator_by_id:
            fields.fault("indicator", f"{shown(ref)} is not an indicator of the template {content.key}")
        elif ref in found:
            fields.fault("indicator", f"{ref} is used twice")
        watch, act = _number(fields, "watch"), _number(fields, "act")
        reason = fields.needed_text("reason")
        found[ref] = Threshold(ref, watch, act, reason, fields.text("by"), fields.day("on"))
    return tuple(found[ref] for ref in content.indicator_by_id if ref in found)


def own_thresholds(content: TemplateContent, thresholds: Iterable[Threshold]) -> TemplateContent:
    """The template with the cluster's own thresholds, by which the status of its readings is reckoned."""
    return content.with_thresholds({one.indicator: one.as_kept for one in thresholds})


def read_crossings(root: Fields, entries: Iterable[Entry]) -> tuple[Crossing, ...]:
    """The marks, ordered by the inside entry, then the outside one."""
    sides = {entry.id: entry.quadrant for entry in entries}
    found: dict[tuple[str, str], Crossing] = {}
    for fields in root.objects("crossings", CROSSING_KEYS):
        pair = _side(fields, "inside", sides, INSIDE), _side(fields, "outside", sides, OUTSIDE)
        mark = needed_whole(fields, "mark", 2)
        if pair in found:
            fields.fault(None, f"{pair[0]} with {pair[1]} is marked twice")
        found[pair] = Crossing(*pair, mark or 0)
    return tuple(sorted(found.values(), key=crossing_order))


def crossing_order(crossing: Crossing) -> tuple[tuple[str, int], tuple[str, int]]:
    """Sorts marks by the inside entry, then by the outside one."""
    return _sortable(crossing.inside), _sortable(crossing.outside)


def read_last_time(root: Fields) -> LastTime | None:
    """The workbook before this one."""
    if "last_time" not in root.raw:
        return None
    fields = root.object("last_time", LAST_TIME_KEYS)
    return LastTime(fields.needed_text("title"), fields.day("as_of"))


def read_outcomes(root: Fields, entries: Iterable[Entry]) -> tuple[Outcome, ...]:
    """What became of last time's entries and strategies, by their ids then."""
    known, seen = {entry.id for entry in entries}, set()
    found = []
    for fields in root.objects("outcomes", OUTCOME_KEYS):
        about = fields.ref("about")
        if about in seen:
            fields.fault("about", f"{about} is told twice")
        seen.add(about)
        now = fields.pointer("now", known, "an entry of this workbook")
        place = fields.word("quadrant", (*QUADRANTS, *FAMILIES))
        fate = fields.word("fate", (*ENTRY_FATES, *STRATEGY_FATES))
        found.append(Outcome(about, fields.text("text"), place, fate, fields.text("note"), now))
    return tuple(sorted(found, key=lambda one: _sortable(one.about)))


def read_comments(
    root: Fields, content: TemplateContent, entries: Iterable[Entry], plans: Iterable[Strategy]
) -> tuple[Thread, ...]:
    """Threads of comments in their order, where the export carried them."""
    places = {*content.section_by_code, *(entry.id for entry in entries), *(plan.id for plan in plans)}
    return tuple(_thread(fields, places) for fields in root.objects("comments", THREAD_KEYS))


def _thread(fields: Fields, places: Collection[str]) -> Thread:
    about = fields.needed_text("about")
    if about and about not in places:
        fields.fault("about", f"{shown(about)} is no section, entry or strategy of this workbook")
    said = []
    for one in fields.objects("said", SAID_KEYS):
        if "on" not in one.raw:
            one.fault("on", "is needed")
        on = one.day("on")
        text = one.needed_text("text")
        if on:
            said.append(Said(one.text("name"), text, on, one.flag("outside")))
    if not said:
        fields.fault("said", "is needed")
    return Thread(about, tuple(said), fields.text("owner"), fields.day("due"), fields.flag("settled"))


def _own_key(fields: Fields, seen: set[str]) -> str:
    key = fields.needed_text("key", LONGEST_KEY)
    if key in seen:
        fields.fault("key", f"{shown(key)} is used twice")
    seen.add(key)
    return key


def _number(fields: Fields, key: str) -> int | float | None:
    value = fields.raw.get(key)
    if value is not None and not is_number(value):
        fields.fault(key, f"must be a number, not {shown(value)}")
        return None
    return value


def _side(fields: Fields, key: str, sides: dict[str, str | None], quadrants: tuple[str, str]) -> str:
    ref = fields.needed_text(key)
    if ref and sides.get(ref) not in quadrants:
        fields.fault(key, f"{shown(ref)} is neither {quadrants[0]} nor {quadrants[1]} of this workbook")
        return ""
    return ref


def _sortable(ref: str) -> tuple[str, int]:
    """Ids that were refused have no number."""
    return ref_order(ref) if ref[1:].isdigit() else (ref, 0)
