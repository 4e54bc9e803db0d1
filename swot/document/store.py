"""From a document to rows: a new cluster and a new workbook each time, all or nothing."""

from typing import Any
from uuid import UUID

from django.db import transaction

from clusters.models import Cluster, Finding
from swot.document import store_beside as beside
from swot.document import values
from swot.models import (
    Action,
    Answer,
    Ask,
    Change,
    Entry,
    FindOut,
    Line,
    Reading,
    Source,
    Strategy,
    TemplateVersion,
    Workbook,
)
from swot.models.workbook import Numbering, recorded


@transaction.atomic
def store(
    document: values.Document, version: TemplateVersion, *, leader: Any, pk: UUID | None = None, **record: Any
) -> Workbook:
    """Make a cluster led by `leader` and its workbook from a document that was read against `version`'s content.

    `pk` is the workbook's, where it must be a certain one. `record` are fields of the cluster that no document holds,
    such as its time zone.
    """
    cluster = _cluster(document, leader, **record)
    finding = _finding(document.classifier, cluster, leader)
    facts: dict[str, Any] = {
        "title": document.title,
        "slug": document.slug,
        "as_of": document.as_of,
        "about": document.about,
        "review_on": document.review_on,
        "before": beside.before(document),
        **({"pk": pk} if pk else {}),
    }
    book = Workbook.begin(cluster, version, by=leader, finding=finding, status=document.status, **facts)
    _single_rows(document, book)
    lines = _answers(document, book, leader)
    sources = beside.store_sources(document, cluster, leader)
    entries = _entries(document, book, lines, sources, leader)
    strategies = _strategies(document, book, entries, leader)
    _actions(document, book, strategies, leader)
    _inclusion(document, book)
    beside.store_aside(document, book, leader)
    beside.store_path(document, book, entries, leader)
    Ask.objects.bulk_create(
        Ask(workbook=book, reader=ask.reader, decision=ask.decision_asked, decided_by=ask.decided_by,
            by_date=ask.by_date, headline=ask.headline)
        for ask in document.asks
    )  # fmt: skip
    _remember_what_came(book, leader)
    _remember_numbers(book, [entry.id for entry in document.entries], "SWOTN")
    _remember_numbers(book, [row.id for row in document.strategies], "X")
    _remember_numbers(book, [row.id for row in document.actions], "A")
    return book


def _cluster(document: values.Document, leader: Any, **more: Any) -> Cluster:
    record = document.cluster
    plain = ("name", "kind", "place", "country", "scope_note", "leader_role", "members_summary")
    cluster = Cluster.found(
        by=leader,
        **{name: getattr(record, name) for name in plain},
        creative_scope=record.creative_scope or "",
        member_counts=dict(record.members),
        people_counts=dict(record.people),
        thresholds=beside.thresholds(document),
        nested_in=list(record.nested_in),
        contains=list(record.contains),
        history=list(record.history),
        **more,
    )
    beside.store_record(record, cluster, leader)
    return cluster


def _finding(found: values.Classifier | None, cluster: Cluster, leader: Any) -> Finding | None:
    if found is None:
        return None
    plain = ("answers", "points", "result", "recommended_kind", "note", "reason")
    optional = {"also": found.also or "", "chosen_kind": found.chosen_kind or ""}
    fields = {name: getattr(found, name) for name in plain}
    return Finding.objects.create(cluster=cluster, found_by=leader, **fields, **optional)


def _single_rows(document: values.Document, book: Workbook) -> None:
    told, first = document.first_questions, book.first_questions
    first.here_before, first.not_in_room, first.speaks_for_them = (
        told.here_before,
        told.not_in_room,
        told.speaks_for_them,
    )
    first.save()
    if document.check is not None:
        check, row = document.check, book.self_check
        row.name, row.answers, row.basis = check.name, list(check.answers), check.basis
        row.taken_on = check.taken_on or document.as_of
        row.save()


def _answers(document: values.Document, book: Workbook, leader: Any) -> dict[str, Line]:
    prompts, given_to = book.version.pks().prompts, beside.earlier_prompts(document, book)
    Answer.objects.bulk_create(
        Answer(workbook=book, prompt_id=prompts[answer.prompt_id], status=answer.status, value=answer.value,
               note=answer.note, basis=answer.basis, changed_by=leader,
               given_to_id=given_to.get((answer.given_to, answer.prompt_id)))
        for answer in document.answers
    )  # fmt: skip
    rows = Line.objects.bulk_create(
        Line(workbook=book, prompt_id=prompts[answer.prompt_id], key=line.key, text=line.text, kept=line.kept,
             written_by=leader)
        for answer in document.answers
        for line in answer.lines
    )  # fmt: skip
    return {row.key: row for row in rows}


def _entries(
    document: values.Document, book: Workbook, lines: dict[str, Line], sources: dict[str, Source], leader: Any
) -> dict[str, Entry]:
    pks = book.version.pks()
    parts = ("text", "source", "grade", "flag", "date", "url")
    rows = Entry.objects.bulk_create(
        Entry(
            workbook=book,
            ref=entry.id,
            section_id=pks.sections[entry.section],
            prompt_id=pks.prompts[entry.prompt_id] if entry.prompt_id else None,
            line=lines[entry.line] if entry.line else None,
            text=entry.text,
            quadrant=entry.quadrant or "",
            impact=entry.impact,
            certainty=entry.certainty,
            horizon=entry.horizon or "",
            inclusion=entry.inclusion,
            inclusion_who=entry.inclusion_who,
            origin=entry.from_,
            source=sources[entry.evidence.cites] if entry.evidence.cites else None,
            changed_by=leader,
            **{f"evidence_{part}": getattr(entry.evidence, part) for part in parts},
        )
        for entry in document.entries
    )
    by_ref = {row.ref: row for row in rows}
    for entry in document.entries:
        if entry.twin_of:
            by_ref[entry.id].twin = by_ref[entry.twin_of]
    Entry.objects.bulk_update([row for row in rows if row.twin_id], ["twin"])
    return by_ref


def _strategies(
    document: values.Document, book: Workbook, entries: dict[str, Entry], leader: Any
) -> dict[str, Strategy]:
    rows = Strategy.objects.bulk_create(
        Strategy(
            workbook=book,
            ref=row.id,
            family=row.family or "",
            text=row.strategy,
            who_gains=row.who_gains,
            who_could_lose=row.who_could_lose,
            how_we_will_know=row.how_we_will_know,
            with_the_grain=row.how_it_goes_with_the_grain,
            who_must_agree=row.who_must_agree,
            kept=row.kept,
            from_kind=row.from_kind or "",
            why_here=row.why_here,
            changed_by=leader,
        )
        for row in document.strategies
    )
    by_ref = {row.ref: row for row in rows}
    links = Strategy.entries.through
    links.objects.bulk_create(
        links(strategy_id=by_ref[row.id].pk, entry_id=entries[ref].pk)
        for row in document.strategies
        for ref in (*row.internal_entries, *row.external_entries)
    )
    return by_ref


def _actions(document: values.Document, book: Workbook, strategies: dict[str, Strategy], leader: Any) -> None:
    Action.objects.bulk_create(
        Action(
            workbook=book,
            ref=row.id,
            strategy=strategies[row.strategy] if row.strategy else None,
            text=row.action,
            owner=row.owner,
            due=row.due,
            first_step=row.first_step_within_30_days,
            cost_band=row.cost_band or "",
            measure=row.measure,
            inclusion=row.inclusion,
            done_on=row.done,
            changed_by=leader,
        )
        for row in document.actions
    )


def _inclusion(document: values.Document, book: Workbook) -> None:
    Reading.objects.bulk_create(
        Reading(cluster=book.cluster, indicator=row.id, value=row.value, status=row.status, as_of=row.as_of,
                source=row.source, note=row.note, figures=dict(row.figures), judged=True)
        for row in document.readings
    )  # fmt: skip
    FindOut.objects.bulk_create(
        FindOut(workbook=book, about=row.about, owner=row.owner, due=row.due, done_on=row.done)
        for row in document.find_out
    )


def _remember_what_came(book: Workbook, leader: Any) -> None:
    """Each thing as it came, in the record of changes: its history begins with that."""
    answers = book.answers.standing().select_related("prompt")
    strategies = book.strategy_set.prefetch_related("entries")
    came: list[tuple[str, dict[str, Any]]] = [
        *((f"prompt {row.prompt.code}", recorded(row)) for row in answers),
        *((f"line {row.key}", recorded(row)) for row in book.lines.all()),
        *((row.ref, recorded(row)) for row in book.entries.all()),
        *((row.ref, recorded(row) | {"entries": [one.pk for one in row.entries.all()]}) for row in strategies),
        *((row.ref, recorded(row)) for row in book.action_set.all()),
    ]
    Change.objects.bulk_create(
        Change(workbook=book, by=leader, verb="came", what=what[:40], left_as=left_as) for what, left_as in came
    )


def _remember_numbers(book: Workbook, refs: list[str], letters: str) -> None:
    """Go on numbering after the highest that came in; strategies and actions may come under any letter."""
    for letter in letters:
        numbers = [int(ref[1:]) for ref in refs if ref[0] == letter]
        if numbers:
            Numbering.objects.filter(workbook=book, letter=letter).update(last=max(numbers))
