"""Writes what stands beside answers and entries, each key only where there is something to write."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from swot.content import TemplateContent
from swot.document.beside import Anchor, Asset, Source, Thread, Threshold
from swot.document.read_beside import crossing_order
from swot.document.strict_json import settled
from swot.document.values import ClusterRecord, Document, ref_order


def record_detail(cluster: ClusterRecord) -> dict[str, Any]:
    """People counted, anchors and infrastructure."""
    return _filled(
        people=_counts(cluster.people),
        anchors=[_anchor(one) for one in cluster.anchors],
        infrastructure=[_asset(one) for one in cluster.infrastructure],
    )


def head(document: Document) -> dict[str, Any]:
    """When it is looked at again, and what it follows."""
    last = document.last_time
    return _filled(
        review_on=day(document.review_on), last_time={"title": last.title, "as_of": day(last.as_of)} if last else None
    )


def sources(document: Document) -> dict[str, Any]:
    """The evidence library, in its order."""
    return _filled(sources=[_source(one) for one in document.sources])


def thresholds(document: Document, content: TemplateContent) -> dict[str, Any]:
    """The cluster's own thresholds, in the order of the indicators."""
    order = list(content.indicator_by_id)
    ordered = sorted(document.thresholds, key=lambda one: order.index(one.indicator))
    return _filled(thresholds=[_threshold(one) for one in ordered])


def crossings(document: Document) -> dict[str, Any]:
    """The marks, by the inside entry, then the outside one."""
    ordered = sorted(document.crossings, key=crossing_order)
    return _filled(crossings=[{"inside": one.inside, "outside": one.outside, "mark": one.mark} for one in ordered])


def tail(document: Document) -> dict[str, Any]:
    """What became of last time, by id; and comments where they were asked for."""
    told = [
        {
            "about": one.about,
            "text": one.text or None,
            "quadrant": one.quadrant,
            "fate": one.fate,
            "note": one.note or None,
            "now": one.now,
        }
        for one in sorted(document.outcomes, key=lambda one: ref_order(one.about))
    ]
    return _filled(outcomes=told, comments=[_thread(one) for one in document.comments])


def day(value: date | None) -> str | None:
    """A date as it is written."""
    return value.isoformat() if value else None


def _filled(**parts: Any) -> dict[str, Any]:
    return {key: value for key, value in parts.items() if value}


def _counts(counts: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"band": band, "count": count} for band, count in counts]


def _anchor(one: Anchor) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "band": one.band,
        "people": one.people,
        "lean": _counts(one.lean),
        "what_if": one.what_if or None,
        "source": one.source or None,
        "as_of": day(one.as_of),
    }


def _asset(one: Asset) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "owner": one.owner or None,
        "tenure": one.tenure,
        "ends_on": day(one.ends_on),
        "only_one": one.only_one,
        "note": one.note or None,
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "says": one.says or None,
        "kept_where": one.kept_where or None,
        "url": one.url or None,
        "grade": one.grade,
        "speaks_of": day(one.speaks_of),
        "good_until": day(one.good_until),
        "good_reason": one.good_reason or None,
    }


def _threshold(one: Threshold) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "watch": None if one.watch is None else settled(one.watch),
        "act": None if one.act is None else settled(one.act),
        "reason": one.reason,
        "by": one.by or None,
        "on": day(one.on),
    }


def _thread(one: Thread) -> dict[str, Any]:
    said = [{"name": s.name or None, "text": s.text, "on": day(s.on), "outside": s.outside} for s in one.said]
    return {"about": one.about, "said": said, "owner": one.owner or None, "due": day(one.due), "settled": one.settled}
