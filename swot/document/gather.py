"""From rows to a document: what every page, print and export of a workbook reads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import F

from swot.document import gather_beside as beside
from swot.document import values
from swot.document.prepared import Prepared
from swot.models import Action, Answer, Ask, Entry, FindOut, Line, Prompt, Reading, Section, Strategy, Workbook
from swot.rules.readings import History, by_day, status_now

PERSON = ("name", "email")
SOURCE = ("key", "name", "url", "grade", "speaks_of", "good_until", "deleted_at")
ANSWERS = Prepared(lambda pk, _: Answer.objects.filter(workbook=pk).order_by(), changed_by=PERSON)
LINES = Prepared(lambda pk, _: Line.objects.filter(workbook=pk, deleted_at=None).order_by(), written_by=PERSON)
ENTRIES = Prepared(
    lambda pk, _: Entry.objects.filter(workbook=pk, deleted_at=None).order_by("pk"), changed_by=PERSON, source=SOURCE
)
STRATEGIES = Prepared(
    lambda pk, _: Strategy.objects.filter(workbook=pk, deleted_at=None).annotate(cites=F("entries")).order_by("pk")
)
ACTIONS = Prepared(lambda pk, _: Action.objects.filter(workbook=pk, deleted_at=None))
READINGS = Prepared(lambda pk, _: Reading.objects.filter(cluster=pk).order_by(F("as_of").asc(nulls_first=True), "pk"))


class Rows:
    """The rows of one workbook, each kind read once and only when asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook

    @cached_property
    def answers(self) -> list[Answer]:
        """Answers in the order of the template, with their prompts' codes and who gave them."""
        return self._in_order(ANSWERS)

    @cached_property
    def lines(self) -> list[Line]:
        """Live lines, in the order written, with their prompts' codes and writers."""
        return self._in_order(LINES)

    @cached_property
    def entries(self) -> list[Entry]:
        """Live entries in the order made, with their sections, prompts, sources, twins and who changed them last."""
        return self._with_sections(self._of_template(ENTRIES))

    @cached_property
    def strategies(self) -> list[Strategy]:
        """Live strategies, each with the live entries behind it as `cited`."""
        by_pk, found = {row.pk: row for row in self.entries}, dict[int, Strategy]()
        for row in STRATEGIES.of(self.workbook.pk):
            strategy = found.setdefault(row.pk, row)
            strategy.workbook = self.workbook
            strategy.cited = [*getattr(strategy, "cited", ()), *filter(None, [by_pk.get(row.cites)])]
        return list(found.values())

    @cached_property
    def actions(self) -> list[Action]:
        """Live actions with the strategies they serve."""
        by_pk, rows = {row.pk: row for row in self.strategies}, ACTIONS.of(self.workbook.pk)
        for row in rows:
            row.workbook = self.workbook
            if row.strategy_id in by_pk:
                row.strategy = by_pk[row.strategy_id]
        return rows

    @cached_property
    def find_outs(self) -> list[FindOut]:
        """Who finds out what."""
        return list(self.workbook.find_outs.all())

    @cached_property
    def asks(self) -> list[Ask]:
        """What each reader is asked."""
        return list(self.workbook.asks.all())

    @cached_property
    def open_comments(self) -> dict[str, int]:
        """How many threads of comments wait for somebody, by what they are about."""
        return dict(Counter(self.workbook.comments.open().values_list("about", flat=True)))

    @cached_property
    def every_reading(self) -> list[Reading]:
        """All readings of the cluster, the oldest first; one without a date is older than any."""
        return READINGS.of(self.workbook.cluster_id)

    @cached_property
    def readings(self) -> list[Reading]:
        """The newest reading of each indicator of the cluster."""
        return list({reading.indicator: reading for reading in self.every_reading}.values())

    @property
    def _version(self) -> tuple[int, str]:
        return self.workbook.version_id, self.workbook.version.fingerprint

    def _of_template(self, query: Prepared) -> list[Any]:
        """Rows with their prompts, which are not read again with each row: a published version never changes."""
        return self._with_prompts(query.of(self.workbook.pk))

    def _with_prompts(self, rows: list[Any]) -> list[Any]:
        prompts = _prompts(*self._version)
        for row in rows:
            row.workbook = self.workbook
            row.prompt = prompts[row.prompt_id] if row.prompt_id else None
        return rows

    def _with_sections(self, entries: list[Entry]) -> list[Entry]:
        sections, by_pk = _sections(*self._version), {row.pk: row for row in entries}
        for row in entries:
            row.section = sections[row.section_id]
            if row.twin_id in by_pk:
                row.twin = by_pk[row.twin_id]
        return entries

    def _in_order(self, query: Prepared) -> list[Any]:
        """Rows with their prompts, in the order of the template."""
        places = {pk: place for place, pk in enumerate(_prompts(*self._version))}
        return sorted(self._of_template(query), key=lambda row: (places[row.prompt_id], row.pk))

    @cached_property
    def with_plans(self) -> values.Document:
        """The document with what readers are asked and who finds out what: for the few pages that show either."""
        asks = tuple(_ask(row) for reader in values.READERS for row in self.asks if row.reader == reader)
        return replace(self.with_questions, asks=asks)

    @cached_property
    def with_questions(self) -> values.Document:
        """What pages read, with who finds out what."""
        return replace(self.document, find_out=tuple(self._find_out()))

    def know_template(self, answers: list[Any], lines: list[Any], entries: list[Entry]) -> None:
        """Give rows that were read elsewhere their prompts, sections and twins."""
        self._with_prompts([*answers, *lines, *entries])
        self._with_sections(entries)

    @cached_property
    def whole(self) -> values.Document:
        """The workbook with all that stands beside it: for exports, snapshots, briefings and comparisons."""
        told, book = self.with_plans, self.workbook
        detail: dict[str, Any] = {
            "anchors": beside.anchors(book.cluster),
            "infrastructure": beside.infrastructure(book.cluster),
        }
        sides = {entry.id: entry.quadrant for entry in told.entries}
        return replace(
            told,
            cluster=replace(told.cluster, **detail),
            sources=beside.sources(book.cluster),
            crossings=beside.crossings(book, sides),
            outcomes=beside.outcomes(book, sides),
        )

    @cached_property
    def whole_with_comments(self) -> values.Document:
        """The whole with its threads of comments, where somebody asks for them."""
        refs = (*(one.id for one in self.whole.entries), *(one.id for one in self.whole.strategies))
        known = {*self.workbook.content().section_by_code, *refs}
        return replace(self.whole, comments=beside.comments(self.workbook, known))

    @cached_property
    def document(self) -> values.Document:
        """The workbook as plain frozen values, as far as every page and the strip read it."""
        book = self.workbook
        answers = tuple(self._answers())
        stamp = values.TemplateStamp(book.content().key, book.version.number, book.version.fingerprint)
        return values.Document(
            slug=book.slug,
            title=book.title,
            as_of=book.as_of,
            cluster=_cluster(book.cluster),
            template=stamp,
            about=book.about,
            status=book.status,
            classifier=_classifier(book.finding),
            first_questions=_first_questions(book.first_questions),
            answers=answers,
            entries=self._entries(answers),
            check=_check(book.self_check),
            readings=_in_order(map(self._reading, self.readings), book.content().indicator_by_id),
            strategies=tuple(sorted(map(_strategy, self.strategies), key=lambda row: values.ref_order(row.id))),
            actions=self._actions(),
            asks=Unread(),
            find_out=Unread(),
            review_on=book.review_on,
            last_time=beside.last_time(book),
            thresholds=beside.thresholds(book.cluster, book.content().indicator_by_id),
        )

    def history(self, indicator: str) -> History:
        """All that was counted of one indicator, the oldest first, a reading a day."""
        return by_day(row.counted for row in self.every_reading if row.indicator == indicator)

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
        return tuple(sorted((_entry(row, lines) for row in self.entries), key=lambda row: values.ref_order(row.id)))

    def _actions(self) -> tuple[values.Action, ...]:
        """Actions in order; one names its strategy only where that one is live."""
        live = {row.pk: row.ref for row in self.strategies}
        return tuple(sorted((_action(row, live) for row in self.actions), key=lambda row: values.ref_order(row.id)))

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


@lru_cache(maxsize=64)
def _prompts(version: int, fingerprint: str) -> dict[int, Prompt]:
    """The prompts of a published version by primary key, in its order."""
    found = Prompt.objects.filter(section__version=version).select_related("section")
    return {row.pk: row for row in found.order_by("section__position", "position")}


@lru_cache(maxsize=64)
def _sections(version: int, fingerprint: str) -> dict[int, Section]:
    """The sections of a published version by primary key."""
    return Section.objects.filter(version=version).in_bulk()


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


def _cluster(row: Any) -> values.ClusterRecord:
    plain = ("name", "kind", "place", "country", "scope_note", "leader_role", "members_summary")
    return values.ClusterRecord(
        **{name: getattr(row, name) for name in plain},
        creative_scope=row.creative_scope or None,
        members=beside.counts(row.member_counts),
        people=beside.counts(row.people_counts),
        nested_in=tuple(row.nested_in),
        contains=tuple(row.contains),
        history=tuple(row.history),
    )


def _classifier(row: Any) -> values.Classifier | None:
    if row is None:
        return None
    plain = ("answers", "points", "result", "recommended_kind", "note", "reason")
    optional: dict[str, Any] = {"also": row.also or None, "chosen_kind": row.chosen_kind or None}
    return values.Classifier(**{name: getattr(row, name) for name in plain}, **optional)


def _first_questions(row: Any) -> values.FirstQuestions:
    return values.FirstQuestions(row.here_before, row.not_in_room, row.speaks_for_them)


def _entry(row: Entry, lines: dict[int, str]) -> values.Entry:
    return values.Entry(
        id=row.ref,
        section=row.section.code,
        text=row.text,
        quadrant=row.quadrant or None,
        evidence=row.evidence,
        impact=row.impact,
        certainty=row.certainty,
        horizon=row.horizon or None,
        inclusion=row.inclusion,
        inclusion_who=row.inclusion_who,
        twin_of=row.twin.ref if row.twin else None,
        prompt_id=row.prompt.code if row.prompt else None,
        line=lines.get(row.line_id or 0),
        from_=row.origin,
    )


def _check(row: Any) -> values.SelfCheck | None:
    if row.taken_on is None:
        return None
    return values.SelfCheck(row.name, tuple(row.answers), row.basis, row.taken_on)


def _strategy(row: Strategy) -> values.Strategy:
    cited = sorted(
        (entry for entry in row.cited if entry.quadrant),
        key=lambda entry: (list(values.QUADRANT_LETTERS).index(entry.quadrant), values.ref_order(entry.ref)),
    )
    inside = [entry for entry in cited if entry.quadrant in values.INSIDE]
    outside = [entry for entry in cited if entry.quadrant in values.OUTSIDE]
    letters = [values.QUADRANT_LETTERS[entry.quadrant] for entry in (*inside[:1], *outside[:1])]
    return values.Strategy(
        id=row.ref,
        internal_entries=tuple(entry.ref for entry in inside),
        external_entries=tuple(entry.ref for entry in outside),
        family="".join(letters) if len(letters) == 2 else row.family or None,
        strategy=row.text,
        who_gains=row.who_gains,
        who_could_lose=row.who_could_lose,
        how_we_will_know=row.how_we_will_know,
        how_it_goes_with_the_grain=row.with_the_grain,
        who_must_agree=row.who_must_agree,
        kept=row.kept,
        from_kind=row.from_kind or None,
        why_here=row.why_here,
    )


def _action(row: Action, strategies: dict[int, str]) -> values.Action:
    return values.Action(
        id=row.ref,
        strategy=strategies.get(row.strategy_id or 0),
        action=row.text,
        owner=row.owner,
        due=row.due,
        first_step_within_30_days=row.first_step,
        cost_band=row.cost_band or None,
        measure=row.measure,
        inclusion=row.inclusion,
        done=row.done_on,
    )


def _ask(row: Ask) -> values.Ask:
    return values.Ask(row.reader, row.decision, row.decided_by, row.by_date, row.headline)


def gather(workbook: Workbook) -> values.Document:
    """The whole document of a workbook as it stands."""
    return Rows(workbook).whole
