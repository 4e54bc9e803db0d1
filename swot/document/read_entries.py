"""Reads the entries of a document, and gives both sides of each pair of twins."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from swot.content import QUADRANTS, TemplateContent
from swot.document.beside import Source
from swot.document.faults import below, named, shown
from swot.document.fields import LONGEST_TEXT, Fields
from swot.document.read_beside import read_url
from swot.document.values import EVIDENCE_CAPS, HORIZONS, INSIDE, Entry, Evidence, ref_order
from swot.document.write_beside import day

LONGEST_ENTRY = 200
ENTRY_LETTERS = "SWOTN"
ENTRY_KEYS = (
    "id",
    "quadrant",
    "section",
    "text",
    "evidence",
    "impact",
    "certainty",
    "priority",
    "band",
    "horizon",
    "inclusion",
    "inclusion_who",
    "twin_of",
    "prompt_id",
    "line",
    "from",
)
EVIDENCE_KEYS = ("text", "source", "grade", "flag", "date", "url", "cites")
MOST_FROM_KEYS = 20
LONGEST_FROM_KEY = 80


def read_entries(
    root: Fields, content: TemplateContent, lines: Collection[str], sources: Iterable[Source] = ()
) -> tuple[Entry, ...]:
    """The entries by id, twins on both sides; `lines` are the keys an entry may point at, `sources` it may cite."""
    library = {source.key: source for source in sources}
    seen: set[str] = set()
    found: dict[str, tuple[Entry, Fields]] = {}
    for fields in root.objects("entries", ENTRY_KEYS):
        entry = _entry(fields, fields.own_ref(seen, ENTRY_LETTERS), content, lines, library)
        if entry.id:
            found[entry.id] = entry, fields
    return _twinned(found)


def _entry(
    fields: Fields, ref: str, content: TemplateContent, lines: Collection[str], library: dict[str, Source]
) -> Entry:
    evidence = _evidence(fields, library)
    entry = Entry(
        id=ref,
        section=fields.needed_word("section", content.section_by_code),
        text=fields.needed_text("text", LONGEST_ENTRY),
        quadrant=fields.word("quadrant", QUADRANTS),
        evidence=evidence,
        impact=fields.whole("impact", 1, 5),
        certainty=_certainty(fields, evidence.grade),
        horizon=fields.word("horizon", HORIZONS),
        inclusion=fields.flag("inclusion"),
        inclusion_who=fields.text("inclusion_who"),
        twin_of=fields.text("twin_of") or None,
        prompt_id=fields.pointer("prompt_id", content.prompts, f"a prompt of the template {content.key}"),
        line=fields.pointer("line", lines, "the key of a line of this workbook"),
        from_=_from(fields),
    )
    if entry.horizon and entry.quadrant in INSIDE:
        fields.fault("horizon", f"a {entry.quadrant} has none")
    fields.agrees("priority", entry.priority)
    fields.agrees("band", entry.band)
    return entry


def _evidence(entry: Fields, library: dict[str, Source]) -> Evidence:
    fields = entry.object("evidence", EVIDENCE_KEYS)
    evidence = Evidence(
        text=fields.text("text"),
        source=fields.text("source"),
        grade=fields.whole("grade", 0, 3) or 0,
        flag=fields.text("flag"),
        date=fields.day("date"),
        url=read_url(fields),
    )
    source = library.get(fields.pointer("cites", library, "the key of a source of this workbook") or "")
    return _cited(fields, evidence, source) if source else evidence


def _cited(fields: Fields, evidence: Evidence, source: Source) -> Evidence:
    """Evidence with what the library says of its source; a given text that says otherwise is a fault."""
    for key, expected in (("source", source.name), ("url", source.url), ("date", day(source.speaks_of))):
        fields.agrees(key, expected)
    told = replace(evidence, source=source.name, url=source.url, date=source.speaks_of)
    return replace(told, cites=source.key, good_until=source.good_until)


def _certainty(fields: Fields, grade: int) -> int | None:
    certainty = fields.whole("certainty", 1, 5)
    if certainty is not None and certainty > EVIDENCE_CAPS[grade]:
        fields.fault("certainty", f"{certainty} is more than evidence grade {grade} allows ({EVIDENCE_CAPS[grade]})")
    return certainty


def _from(entry: Fields) -> dict[str, Any] | None:
    """Plain words of a workshop: texts, numbers, and lists of texts, under names of the workshop's choice."""
    raw = entry.raw.get("from")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        entry.fault("from", f"must be an object, not {named(raw)}")
        return None
    if len(raw) > MOST_FROM_KEYS or any(len(key) > LONGEST_FROM_KEY for key in raw):
        entry.fault("from", f"at most {MOST_FROM_KEYS} keys of at most {LONGEST_FROM_KEY} characters")
    for key, value in raw.items():
        if not _is_plain(value):
            entry.faults.add(below(below(entry.place, "from"), key), "must be a text, a number or a list of texts")
    return {key: raw[key] for key in sorted(raw) if raw[key] is not None} or None


def _is_plain(value: Any) -> bool:
    parts = value if isinstance(value, list) else () if isinstance(value, int | float | None) else (value,)
    return all(isinstance(part, str) and len(part) <= LONGEST_TEXT for part in parts)


def _twinned(found: dict[str, tuple[Entry, Fields]]) -> tuple[Entry, ...]:
    pairs: dict[str, str] = {}
    for entry, fields in found.values():
        if entry.twin_of and _may_be_twins(entry, fields, found, pairs):
            pairs[entry.id], pairs[entry.twin_of] = entry.twin_of, entry.id
    entries = (replace(entry, twin_of=pairs.get(entry.id)) for entry, _ in found.values())
    return tuple(sorted(entries, key=lambda entry: ref_order(entry.id)))


def _may_be_twins(entry: Entry, fields: Fields, found: dict[str, tuple[Entry, Fields]], pairs: dict[str, str]) -> bool:
    twin = entry.twin_of or ""
    if twin not in found:
        fields.fault("twin_of", f"{shown(twin)} is not an entry of this workbook")
        return False
    if None in (entry.quadrant, found[twin][0].quadrant) or entry.quadrant == found[twin][0].quadrant:
        fields.fault("twin_of", f"{twin} is not in another quadrant")
        return False
    for one, other in ((entry.id, twin), (twin, entry.id)):
        if pairs.get(one, other) != other:
            fields.fault("twin_of", f"{one} is already the twin of {pairs[one]}")
            return False
    return True
