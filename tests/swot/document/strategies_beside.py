"""Random parts of a document that stand beside answers and entries."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from swot.content import TemplateContent
from swot.document import beside, values
from swot.document.read_beside import ENTRY_FATES, STRATEGY_FATES, TENURES, crossing_order
from swot.document.read_cluster import MEMBER_BANDS
from tests.swot.document.texts import DAYS, MAYBE_DAY, maybe, needed, numbers, texts

COUNT = st.integers(0, 10_000)
KEYS = st.text("abcdef0123456789-", min_size=1, max_size=20)


def counts() -> st.SearchStrategy[tuple[tuple[str, int], ...]]:
    """Counts by kind of member, in the order of the bands."""
    found = st.dictionaries(st.sampled_from(MEMBER_BANDS), COUNT)
    return found.map(lambda own: tuple((band, own[band]) for band in MEMBER_BANDS if band in own))


def seldom(made: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Nothing as often as something: most workbooks have little of it."""
    return st.just(()) | made


def keyed(made: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three things with keys of their own."""
    return st.lists(made, max_size=2, unique_by=lambda one: one.key).map(tuple)


def anchors() -> st.SearchStrategy[tuple[beside.Anchor, ...]]:
    """Anchors."""
    told = [maybe(MEMBER_BANDS), st.none() | COUNT, counts(), texts(), texts(), MAYBE_DAY]
    return keyed(st.builds(beside.Anchor, KEYS, needed(), *told))


def infrastructure() -> st.SearchStrategy[tuple[beside.Asset, ...]]:
    """Infrastructure."""
    told = [texts(), st.sampled_from(TENURES), MAYBE_DAY, st.booleans(), texts()]
    return keyed(st.builds(beside.Asset, KEYS, needed(), *told))


def sources() -> st.SearchStrategy[tuple[beside.Source, ...]]:
    """The evidence library."""
    url = st.just("") | needed().map("https://".__add__)
    told = [texts(), texts(), url, st.integers(0, 3), MAYBE_DAY, MAYBE_DAY, texts()]
    return keyed(st.builds(beside.Source, KEYS, needed(), *told))


def cited(evidence: values.Evidence, source: beside.Source | None) -> values.Evidence:
    """Evidence that cites a source: what the library says of it holds."""
    if source is None:
        return evidence
    told = replace(evidence, source=source.name, url=source.url, date=source.speaks_of)
    return replace(told, cites=source.key, good_until=source.good_until)


@st.composite
def thresholds(draw: st.DrawFn, of: TemplateContent) -> tuple[beside.Threshold, ...]:
    """Thresholds of some indicators."""
    chosen = draw(st.sets(st.sampled_from(list(of.indicator_by_id)), max_size=3))
    told = [st.none() | numbers(), st.none() | numbers(), needed(), texts(), MAYBE_DAY]
    return tuple(draw(st.builds(beside.Threshold, st.just(ref), *told)) for ref in of.indicator_by_id if ref in chosen)


@st.composite
def crossings(draw: st.DrawFn, entries: tuple[values.Entry, ...]) -> tuple[beside.Crossing, ...]:
    """Marks of some pairs of inside and outside."""
    inside = [entry.id for entry in entries if entry.quadrant in values.INSIDE]
    outside = [entry.id for entry in entries if entry.quadrant in values.OUTSIDE]
    pairs = [(one, other) for one in inside for other in outside]
    chosen = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    made = (beside.Crossing(*pair, draw(st.integers(0, 2))) for pair in sorted(chosen))
    return tuple(sorted(made, key=crossing_order))


@st.composite
def outcomes(draw: st.DrawFn, entries: tuple[values.Entry, ...]) -> tuple[beside.Outcome, ...]:
    """What became of some entries and strategies."""
    refs = draw(st.sets(st.from_regex(r"[SWOTX][1-9]", fullmatch=True), max_size=4))
    places = maybe([*values.QUADRANT_LETTERS, "SO", "WT"])
    told = [texts(), places, maybe([*ENTRY_FATES, *STRATEGY_FATES]), texts(), maybe([entry.id for entry in entries])]
    return tuple(draw(st.builds(beside.Outcome, st.just(ref), *told)) for ref in sorted(refs, key=values.ref_order))


def comments(places: list[str]) -> st.SearchStrategy[tuple[beside.Thread, ...]]:
    """Threads of one to three comments each."""
    said = st.builds(beside.Said, texts(), needed(), DAYS, st.booleans())
    told = [st.lists(said, min_size=1, max_size=3).map(tuple), texts(), MAYBE_DAY, st.booleans()]
    return st.lists(st.builds(beside.Thread, st.sampled_from(places), *told), max_size=3).map(tuple)


def last_times() -> st.SearchStrategy[beside.LastTime | None]:
    """A workbook before, or none."""
    return st.none() | st.builds(beside.LastTime, needed(), MAYBE_DAY)
