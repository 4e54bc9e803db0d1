"""From rows to a document: what every page, print and export of a workbook reads."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from itertools import count
from typing import Any, TypeVar

from swot.document import gather_beside as beside
from swot.document import of_rows, values
from swot.document.live_rows import ASKS, FIND_OUTS, LiveRows
from swot.document.made import Made
from swot.document.prepared import Prepared
from swot.models import Reading, Workbook
from swot.rules.inclusion import Strip, strip
from swot.rules.progress import SectionProgress, progress
from swot.rules.readings import status_now

Value = TypeVar("Value")
MARKS = count(1)
WHOLE = Made()


class Rows(LiveRows):
    """The rows of one workbook, and the document that they make: as much of it as is asked for."""

    @cached_property
    def with_plans(self) -> values.Document:
        """The document with what readers are asked and who finds out what: for the few pages that show either."""
        asks = tuple(of_rows.ask(row) for reader in values.READERS for row in self.asks if row.reader == reader)
        return replace(self.with_questions, asks=asks)

    @cached_property
    def with_questions(self) -> values.Document:
        """What pages read, with who finds out what."""
        return replace(self.document, find_out=tuple(self._find_out()))

    @property
    def whole(self) -> values.Document:
        """The workbook with all that stands beside it: for exports, snapshots, briefings and comparisons.

        The same value as before as long as neither its rows nor those beside them are others.
        """
        book = self.workbook
        of_book, of_cluster = (*beside.OF_WORKBOOK, ASKS, FIND_OUTS), beside.OF_CLUSTER
        told = [self._told(query, book.pk) for query in of_book] + [
            self._told(query, book.cluster_id) for query in of_cluster
        ]
        kept = WHOLE.of(book.pk, (self.mark, told))
        if "whole" not in kept:
            kept["whole"] = self._whole()
        found: values.Document = kept["whole"]
        return found

    def _whole(self) -> values.Document:
        told, book = self.with_plans, self.workbook
        detail: dict[str, Any] = {
            "anchors": beside.anchors(self._rows(beside.ANCHORS, book.cluster_id)),
            "infrastructure": beside.infrastructure(self._rows(beside.ASSETS, book.cluster_id)),
        }
        sides = {entry.id: entry.quadrant for entry in told.entries}
        return replace(
            told,
            cluster=replace(told.cluster, **detail),
            answers=beside.with_wordings(told.answers, self.answers),
            set_aside=beside.set_aside(self._rows(beside.ASIDE, book.pk)),
            checks_aside=beside.checks_aside(self._rows(beside.CHECKS_ASIDE, book.pk)),
            sources=beside.sources(self._rows(beside.SOURCES, book.cluster_id)),
            crossings=beside.crossings(self._rows(beside.CROSSINGS, book.pk), sides),
            outcomes=beside.outcomes(self._rows(beside.OUTCOMES, book.pk), sides),
        )

    def _rows(self, query: Prepared, key: Any) -> list[Any]:
        return query.laid_out(self._told(query, key))

    @cached_property
    def whole_with_comments(self) -> values.Document:
        """The whole with its threads of comments, where somebody asks for them."""
        refs = (*(one.id for one in self.whole.entries), *(one.id for one in self.whole.strategies))
        known = {*self.workbook.content().section_by_code, *refs}
        return replace(self.whole, comments=beside.comments(self.workbook, known))

    @property
    def document(self) -> values.Document:
        """The workbook as plain frozen values, as far as every page and the strip read it."""
        return self._made("document", self._document)

    @property
    def strip(self) -> Strip:
        """The five windows as they stand today, in the words of the reader's language."""
        book = self.workbook
        return self._made("strip", lambda: strip(self.document, book.content(), book.cluster.today))

    @property
    def progress(self) -> tuple[SectionProgress, ...]:
        """How far each section is."""
        return self._made("progress", lambda: progress(self.document, self.workbook.content()))

    @property
    def mark(self) -> int:
        """A number that these rows have as long as none of them changes, and no others ever had in this process."""
        return self._made("mark", partial(next, MARKS))

    @property
    def many_aside(self) -> int:
        """How many answers were set aside, without reading to what they were given."""
        return self._made("aside", lambda: sum(bool(row.aside) for row in self._every_answer))

    def _made(self, name: str, make: Callable[[], Value]) -> Value:
        if name not in self.made:
            self.made[name] = make()
        found: Value = self.made[name]
        return found

    def _document(self) -> values.Document:
        book = self.workbook
        answers = tuple(self._answers())
        stamp = values.TemplateStamp(book.content().key, book.version.number, book.version.fingerprint)
        return values.Document(
            slug=book.slug,
            title=book.title,
            as_of=book.as_of,
            cluster=of_rows.cluster(book.cluster, book.content().kind),
            template=stamp,
            about=book.about,
            status=book.status,
            classifier=of_rows.classifier(book.finding),
            first_questions=of_rows.first_questions(book.first_questions),
            answers=answers,
            entries=self._entries(answers),
            check=of_rows.check(book.self_check),
            readings=_in_order(map(self._reading, self.readings), book.content().indicator_by_id),
            strategies=_by_ref(map(of_rows.strategy, self.strategies)),
            actions=self._actions(),
            asks=Unread(),
            find_out=Unread(),
            review_on=book.review_on,
            last_time=beside.last_time(book),
            thresholds=beside.thresholds(book.cluster, book.content().indicator_by_id),
        )

    def _reading(self, row: Reading) -> values.Reading:
        """A newest reading, with its status by the thresholds in force today."""
        status, known = row.status, self.workbook.content().indicator_by_id.get(row.indicator)
        if known:
            status = status_now(known, self.history(row.indicator), row.status, judged=row.judged)
        told = tuple(row.figures.items())
        return values.Reading(row.indicator, row.value, status, row.as_of, row.source, row.note, told)

    def _entries(self, answers: tuple[values.Answer, ...]) -> tuple[values.Entry, ...]:
        """Entries in order; one names its line only where that line is written too."""
        written = {line.key for answer in answers for line in answer.lines}
        lines = {row.pk: row.key for row in self.lines if row.key in written}
        return _by_ref(of_rows.entry(row, lines) for row in self.entries)

    def _actions(self) -> tuple[values.Action, ...]:
        """Actions in order; one names its strategy only where that one is live."""
        live = {row.pk: row.ref for row in self.strategies}
        return _by_ref(of_rows.action(row, live) for row in self.actions)

    def _find_out(self) -> Iterable[values.FindOut]:
        """What is still asked about; a plan for an entry that was deleted stays with the rows."""
        known = {row.ref for row in self.entries} | set(self.workbook.content().prompts)
        for row in self.find_outs:
            if row.about in known or row.about.startswith("check "):
                yield values.FindOut(row.about, row.owner, row.due, row.done_on)

    def _answers(self) -> Iterable[values.Answer]:
        """Answers in the order of the template; lines count as an answer even where its row was lost to a race."""
        lines: dict[str, list[values.Line]] = {}
        for line in self.lines:
            lines.setdefault(line.prompt.code, []).append(values.Line(line.key, line.text, line.kept))
        rows = {row.prompt.code: row for row in self.answers}
        for code in self.workbook.content().prompts:
            mine = tuple(lines.get(code, ()))
            row = rows.get(code)
            if row and row.status == values.ANSWERED and row.value is None and row.prompt.type != "list":
                continue  # taken back: a document has no answer without a value
            if row:
                shown = mine if row.status == values.ANSWERED else ()
                yield values.Answer(code, row.status, row.value, shown, row.note, row.basis)
            elif mine:
                yield values.Answer(code, values.ANSWERED, None, mine)


class Unread(tuple[Any, ...]):
    """Rows that a page did not read. To go through them is a mistake in our code: `with_plans` and `whole` have them."""

    def __iter__(self) -> Any:
        """Rather an error than a workbook with something missing."""
        raise LookupError("This part of the document was not read. Take Rows.with_plans.")

    __len__ = __bool__ = __iter__


def _by_ref(told: Iterable[Any]) -> tuple[Any, ...]:
    """Entries, strategies or actions by letter and number."""
    return tuple(sorted(told, key=lambda one: values.ref_order(one.id)))


def _in_order(readings: Iterable[values.Reading], known: dict[str, Any]) -> tuple[values.Reading, ...]:
    """Readings of the template's indicators, in its order; those of other kinds stay with the cluster."""
    by_id = {reading.id: reading for reading in readings}
    return tuple(_with_figures_in_order(by_id[code], known[code]) for code in known if code in by_id)


def _with_figures_in_order(reading: values.Reading, indicator: Any) -> values.Reading:
    """Its further figures in the order of the indicator's own."""
    if not reading.figures:
        return reading
    told, fields = dict(reading.figures), [figure["field"] for figure in indicator.also]
    return replace(reading, figures=tuple((name, told[name]) for name in fields if name in told))


def gather(workbook: Workbook) -> values.Document:
    """The whole document of a workbook as it stands."""
    return Rows(workbook).whole
