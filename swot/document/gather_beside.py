"""From rows to what stands beside answers and entries; read only where the whole document is wanted."""

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, prefetch_related_objects

from clusters.models import Anchor, Asset
from clusters.models.cluster import member_bands
from swot.document import beside, values
from swot.document.prepared import Prepared
from swot.models import Answer, Comment, Crossing, Line, Outcome, Prompt, SetAsideCheck, Source, Workbook

REF = ("ref",)
ANCHORS = Prepared(lambda pk, _: Anchor.objects.filter(cluster=pk, deleted_at=None))
ASSETS = Prepared(lambda pk, _: Asset.objects.filter(cluster=pk, deleted_at=None))
SOURCES = Prepared(lambda pk, _: Source.objects.filter(cluster=pk, deleted_at=None))
CROSSINGS = Prepared(lambda pk, _: Crossing.objects.filter(workbook=pk), inside=REF, outside=REF)
OUTCOMES = Prepared(lambda pk, _: Outcome.objects.filter(workbook=pk), now=REF)
ASIDE = Prepared(
    lambda pk, _: (
        Answer.objects.filter(workbook=pk)
        .exclude(aside="")
        .annotate(version=F("prompt__section__version__number"))
        .order_by("version", "prompt__section__position", "prompt__position", "pk")
    ),
    prompt=("code", "text", "type"),
)
CHECKS_ASIDE = Prepared(
    lambda pk, _: SetAsideCheck.objects.filter(workbook=pk).order_by("version__number", "pk"), version=("number",)
)
# What `Rows.whole` is made of, beside what `Rows.document` is.
OF_WORKBOOK, OF_CLUSTER = (ASIDE, CHECKS_ASIDE, CROSSINGS, OUTCOMES), (ANCHORS, ASSETS, SOURCES)


def thresholds(cluster: Any, known: Iterable[str]) -> tuple[beside.Threshold, ...]:
    """The cluster's own thresholds for the indicators of this template, in its order."""
    own = cluster.thresholds
    return tuple(_threshold(code, own[code]) for code in known if code in own)


def counts(own: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Counts by kind of member, in the order of the bands."""
    return tuple((band["key"], own[band["key"]]) for band in member_bands() if band["key"] in own)


def anchors(rows: Iterable[Anchor]) -> tuple[beside.Anchor, ...]:
    """Live anchors, in the order added."""
    return tuple(
        beside.Anchor(
            key=row.key,
            name=row.name,
            band=row.band or None,
            people=row.people,
            lean=counts(row.lean),
            what_if=row.what_if,
            source=row.source,
            as_of=row.as_of,
        )
        for row in rows
    )


def infrastructure(rows: Iterable[Asset]) -> tuple[beside.Asset, ...]:
    """Live infrastructure, in the order added."""
    return tuple(
        beside.Asset(row.key, row.name, row.owner, row.tenure, row.ends_on, row.is_only_one, row.note) for row in rows
    )


def sources(rows: Iterable[Source]) -> tuple[beside.Source, ...]:
    """Live sources of the evidence library, in the order added."""
    plain = ("key", "name", "says", "kept_where", "url", "grade", "speaks_of", "good_until", "good_reason")
    return tuple(beside.Source(**{name: getattr(row, name) for name in plain}) for row in rows)


def crossings(rows: Iterable[Crossing], sides: dict[str, str | None]) -> tuple[beside.Crossing, ...]:
    """Marks that answer the question their entries make now; `sides` are quadrants by ref."""
    letters = {ref: values.QUADRANT_LETTERS.get(side or "", "") for ref, side in sides.items()}
    return tuple(beside.Crossing(row.inside.ref, row.outside.ref, row.mark) for row in rows if row.counts(letters))


def outcomes(rows: Iterable[Outcome], known: Iterable[str]) -> tuple[beside.Outcome, ...]:
    """What became of last time's entries and strategies; `known` are the refs of live entries."""
    live = set(known)
    return tuple(
        beside.Outcome(
            about=row.about,
            text=row.text,
            quadrant=row.quadrant or None,
            fate=row.fate or None,
            note=row.note,
            now=row.now.ref if row.now and row.now.ref in live else None,
        )
        for row in rows
    )


def with_wordings(answers: Iterable[values.Answer], rows: Iterable[Answer]) -> tuple[values.Answer, ...]:
    """Answers, each with the version to whose wording it was given where that is an earlier one (one query, if any)."""
    given = {row.prompt.code: row.given_to_id for row in rows if row.given_to_id}
    if not given:
        return tuple(answers)
    prompts = Prompt.objects.filter(pk__in=given.values())
    numbers = dict(prompts.values_list("pk", "section__version__number"))
    return tuple(replace(one, given_to=numbers.get(given.get(one.prompt_id, 0))) for one in answers)


def set_aside(rows: list[Answer]) -> tuple[values.SetAside, ...]:
    """Answers that stand no more, by version and prompt, in the order given."""
    prefetch_related_objects(rows, Prefetch("lines_aside", Line.objects.filter(deleted_at=None).order_by("pk")))
    return tuple(_set_aside(row) for row in rows)


def _set_aside(row: Any) -> values.SetAside:
    lines = tuple(values.Line(line.key, line.text, line.kept) for line in row.lines_aside.all())
    answer = values.Answer(row.prompt.code, row.status, row.value, lines, row.note, row.basis)
    return values.SetAside(row.version, row.aside, row.prompt.text, row.prompt.type, answer)


def checks_aside(rows: Iterable[SetAsideCheck]) -> tuple[values.CheckAside, ...]:
    """Self-checks that did not go along whole, by version."""
    return tuple(
        values.CheckAside(row.version.number, values.SelfCheck(row.name, tuple(row.answers), row.basis, row.taken_on))
        for row in rows
    )


def last_time(book: Workbook) -> beside.LastTime | None:
    """The workbook before, by title and date."""
    before = book.before
    if not before:
        return None
    as_of = before.get("as_of")
    return beside.LastTime(before["title"], date.fromisoformat(as_of) if as_of else None)


def comments(book: Workbook, known: Container[str]) -> tuple[beside.Thread, ...]:
    """Threads that are not deleted, in the order begun, each with its answers; `known` is what they may be about."""
    rows = book.comments.filter(deleted_at=None).select_related("by", "owner")
    answers: dict[int, list[Comment]] = {}
    for row in rows:
        if row.parent_id:
            answers.setdefault(row.parent_id, []).append(row)
    return tuple(_thread(row, answers.get(row.pk, [])) for row in rows if row.parent_id is None and row.about in known)


def _thread(head: Comment, answers: list[Comment]) -> beside.Thread:
    return beside.Thread(
        about=head.about,
        said=tuple(_said(row) for row in (head, *answers)),
        owner=str(head.owner) if head.owner else head.owner_name,
        due=head.due,
        settled=head.settled_at is not None,
    )


def _said(row: Comment) -> beside.Said:
    name = str(row.by) if row.by else row.name
    return beside.Said(name, row.text, row.written_at.date(), outside=row.outside)


def _threshold(code: str, own: dict[str, Any]) -> beside.Threshold:
    on = own.get("on")
    return beside.Threshold(
        indicator=code,
        watch=own.get("watch"),
        act=own.get("act"),
        reason=own.get("reason", ""),
        by=own.get("by", ""),
        on=date.fromisoformat(on) if on else None,
    )
