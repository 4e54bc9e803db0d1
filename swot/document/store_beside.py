"""From a document to the rows that stand beside answers and entries."""

from datetime import UTC, datetime, time
from typing import Any

from clusters.models import Anchor, Asset, Cluster
from swot.document import beside, values
from swot.models import Answer, Comment, Crossing, Entry, Line, Outcome, SetAsideCheck, Source, Workbook
from swot.rules.quadrants import family


def store_record(record: values.ClusterRecord, cluster: Cluster, leader: Any) -> None:
    """Anchors and infrastructure of the cluster's record."""
    Anchor.objects.bulk_create(
        Anchor(cluster=cluster, key=one.key, name=one.name, band=one.band or "", people=one.people,
               lean=dict(one.lean), what_if=one.what_if, source=one.source, as_of=one.as_of, changed_by=leader)
        for one in record.anchors
    )  # fmt: skip
    Asset.objects.bulk_create(
        Asset(cluster=cluster, key=one.key, name=one.name, owner=one.owner, tenure=one.tenure, ends_on=one.ends_on,
              is_only_one=one.only_one, note=one.note, changed_by=leader)
        for one in record.infrastructure
    )  # fmt: skip


def store_sources(document: values.Document, cluster: Cluster, leader: Any) -> dict[str, Source]:
    """The evidence library, by key."""
    plain = ("key", "name", "says", "kept_where", "url", "grade", "speaks_of", "good_until", "good_reason")
    rows = Source.objects.bulk_create(
        Source(cluster=cluster, changed_by=leader, **{name: getattr(one, name) for name in plain})
        for one in document.sources
    )
    return {row.key: row for row in rows}


def thresholds(document: values.Document) -> dict[str, Any]:
    """The cluster's own thresholds as its row holds them."""
    return {one.indicator: one.as_kept for one in document.thresholds}


def before(document: values.Document) -> dict[str, Any]:
    """The workbook before as the new one's row holds it."""
    last = document.last_time
    return {"title": last.title, "as_of": last.as_of.isoformat() if last.as_of else None} if last else {}


def earlier_prompts(document: values.Document, book: Workbook) -> dict[tuple[int | None, str], int]:
    """Prompts of other versions that the document names, by version and code; no query where it names none."""
    numbers = {one.given_to for one in document.answers if one.given_to is not None}
    numbers |= {one.version for one in document.set_aside}
    versions = book.version.template.versions.filter(number__in=numbers) if numbers else []
    return {(one.number, code): pk for one in versions for code, pk in one.pks().prompts.items()}


def store_aside(document: values.Document, book: Workbook, leader: Any) -> None:
    """Answers and self-checks that stand no more."""
    prompts = earlier_prompts(document, book)
    for one in document.set_aside:
        said = one.answer
        told = {"status": said.status, "value": said.value, "note": said.note, "basis": said.basis}
        prompt = prompts[one.version, said.prompt_id]
        row = Answer.objects.create(workbook=book, prompt_id=prompt, aside=one.aside, changed_by=leader, **told)
        Line.objects.bulk_create(
            Line(workbook=book, prompt_id=prompt, key=line.key, text=line.text, kept=line.kept, written_by=leader,
                 aside_with=row)
            for line in said.lines
        )  # fmt: skip
    versions = {row.number: row for row in book.version.template.versions.all()} if document.checks_aside else {}
    SetAsideCheck.objects.bulk_create(
        SetAsideCheck(workbook=book, version=versions[one.version], name=one.check.name,
                      answers=list(one.check.answers), basis=one.check.basis, taken_on=one.check.taken_on or document.as_of)
        for one in document.checks_aside
    )  # fmt: skip


def store_path(document: values.Document, book: Workbook, entries: dict[str, Entry], leader: Any) -> None:
    """Marks, fates and comments."""
    Crossing.objects.bulk_create(
        Crossing(workbook=book, inside=entries[one.inside], outside=entries[one.outside], mark=one.mark,
                 family=family(entries[one.inside].quadrant, entries[one.outside].quadrant), changed_by=leader)
        for one in document.crossings
    )  # fmt: skip
    Outcome.objects.bulk_create(
        Outcome(workbook=book, about=one.about, text=one.text, quadrant=one.quadrant or "", fate=one.fate or "",
                note=one.note, now=entries[one.now] if one.now else None, changed_by=leader)
        for one in document.outcomes
    )  # fmt: skip
    for thread in document.comments:
        _thread(thread, book)


def _thread(thread: beside.Thread, book: Workbook) -> None:
    """The first of a thread, and its answers; nobody of them has an account here."""
    first, *answers = thread.said
    head = _comment(thread, first, book)
    head.owner_name, head.due = thread.owner, thread.due
    head.settled_at = _noon(first.on) if thread.settled else None
    head.save()
    Comment.objects.bulk_create(_comment(thread, one, book, head) for one in answers)


def _comment(thread: beside.Thread, one: beside.Said, book: Workbook, head: Comment | None = None) -> Comment:
    told = {"name": one.name, "outside": one.outside, "written_at": _noon(one.on)}
    return Comment(workbook=book, about=thread.about, parent=head, text=one.text, **told)


def _noon(day: Any) -> datetime:
    return datetime.combine(day, time(12), UTC)
