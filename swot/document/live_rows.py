"""The rows of a workbook, by queries that are put together once."""

from collections import Counter
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import Any

from django.db.models import F, Model
from django.utils.translation import get_language

from swot.document.made import MADE
from swot.document.prepared import Prepared, put
from swot.models import Action, Answer, Ask, Comment, Entry, FindOut, Line, Prompt, Reading, Section, Strategy, Workbook
from swot.rules.readings import History, by_day

PERSON = ("name", "email")
SOURCE = ("key", "name", "url", "grade", "speaks_of", "good_until", "deleted_at")
# The workbook is not read with its rows: whoever asks for them has it, and `put` lays it into each.
# Answers and lines that were set aside come in the same query: where there are none, nothing more is asked for them.
ANSWERS = Prepared(lambda pk, _: Answer.objects.filter(workbook=pk).defer("workbook").order_by(), changed_by=PERSON)
LINES = Prepared(
    lambda pk, _: Line.objects.filter(workbook=pk, deleted_at=None).defer("workbook").order_by(), written_by=PERSON
)
ENTRIES = Prepared(
    lambda pk, _: Entry.objects.filter(workbook=pk, deleted_at=None).defer("workbook").order_by("pk"),
    changed_by=PERSON,
    source=SOURCE,
)
STRATEGIES = Prepared(
    lambda pk, _: (
        Strategy.objects.filter(workbook=pk, deleted_at=None)
        .annotate(cites=F("entries"))
        .defer("workbook")
        .order_by("pk")
    )
)
ACTIONS = Prepared(lambda pk, _: Action.objects.filter(workbook=pk, deleted_at=None).defer("workbook"))
FIND_OUTS = Prepared(lambda pk, _: FindOut.objects.filter(workbook=pk).defer("workbook"))
ASKS = Prepared(lambda pk, _: Ask.objects.filter(workbook=pk).defer("workbook"))
OPEN_COMMENTS = Prepared(lambda pk, _: Comment.objects.open().filter(workbook=pk).only("about").order_by())
READINGS = Prepared(lambda pk, _: Reading.objects.filter(cluster=pk).order_by(F("as_of").asc(nulls_first=True), "pk"))
# What `Rows.document` is made of, beside the single rows and the readings of the cluster.
OF_WORKBOOK = ANSWERS, LINES, ENTRIES, STRATEGIES, ACTIONS


class LiveRows:
    """The rows of one workbook, each kind read once and only when asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._said: dict[Prepared, list[tuple[Any, ...]]] = {}

    @cached_property
    def made(self) -> dict[str, Any]:
        """What was made of these rows before, by name, and is to be added to: nothing where any of them is another."""
        book = self.workbook
        single = (book, book.cluster, book.version, book.finding, book.first_questions, book.self_check)
        stands = [row and _as_it_stands(row) for row in single]
        rows = [self._told(query, book.pk) for query in OF_WORKBOOK]
        when = book.cluster.today, get_language()
        return MADE.of(book.pk, (stands, when, rows, self._told(READINGS, book.cluster_id)))

    @cached_property
    def answers(self) -> list[Answer]:
        """Answers in the order of the template, with their prompts' codes and who gave them."""
        return self._in_order([row for row in self._every_answer if not row.aside])

    @cached_property
    def lines(self) -> list[Line]:
        """Live lines, in the order written, with their prompts' codes and writers."""
        return self._in_order([row for row in self._every_line if not row.aside_with_id])

    @cached_property
    def aside(self) -> list[Answer]:
        """Answers that were set aside, with the prompts they were given to and their lines, the newest version first."""
        rows = [row for row in self._every_answer if row.aside]
        lines: dict[int | None, list[Line]] = {}
        for line in sorted(self._every_line, key=lambda line: line.pk) if rows else ():
            lines.setdefault(line.aside_with_id, []).append(line)
        for row in rows:
            put(row, "workbook", self.workbook)
            put(row, "prompt", self._earlier[row.prompt_id])
            row.lines_then = tuple(lines.get(row.pk, ()))
        return sorted(rows, key=_last_first)

    @cached_property
    def wordings(self) -> dict[str, Prompt]:
        """The prompts of earlier versions to which standing answers were given, by the code that they still have."""
        return {row.prompt.code: self._earlier[row.given_to_id] for row in self.answers if row.given_to_id}

    @cached_property
    def _earlier(self) -> dict[int, Prompt]:
        """The prompts of earlier versions that answers name, by primary key; nothing is asked where they name none."""
        named = {row.prompt_id for row in self._every_answer if row.aside}
        named |= {row.given_to_id for row in self._every_answer if row.given_to_id}
        return Prompt.objects.select_related("section__version__template").in_bulk(named) if named else {}

    @cached_property
    def _every_answer(self) -> list[Answer]:
        return self._laid_out(ANSWERS)

    @cached_property
    def _every_line(self) -> list[Line]:
        return self._laid_out(LINES)

    @cached_property
    def entries(self) -> list[Entry]:
        """Live entries in the order made, with their sections, prompts, sources, twins and who changed them last."""
        return self._with_sections(self._of_template(ENTRIES))

    @cached_property
    def strategies(self) -> list[Strategy]:
        """Live strategies, each with the live entries behind it as `cited`."""
        by_pk, found = {row.pk: row for row in self.entries}, dict[int, Strategy]()
        for row in self._mine(STRATEGIES):
            strategy = found.setdefault(row.pk, row)
            strategy.cited = [*getattr(strategy, "cited", ()), *filter(None, [by_pk.get(row.cites)])]
        return list(found.values())

    @cached_property
    def actions(self) -> list[Action]:
        """Live actions with the strategies they serve."""
        by_pk, rows = {row.pk: row for row in self.strategies}, self._mine(ACTIONS)
        for row in rows:
            if row.strategy_id in by_pk:
                put(row, "strategy", by_pk[row.strategy_id])
        return rows

    @cached_property
    def find_outs(self) -> list[FindOut]:
        """Who finds out what."""
        return self._mine(FIND_OUTS)

    @cached_property
    def asks(self) -> list[Ask]:
        """What each reader is asked."""
        return self._mine(ASKS)

    @cached_property
    def open_comments(self) -> dict[str, int]:
        """How many threads of comments wait for somebody, by what they are about."""
        return dict(Counter(row.about for row in OPEN_COMMENTS.of(self.workbook.pk)))

    @cached_property
    def every_reading(self) -> list[Reading]:
        """All readings of the cluster, the oldest first; one without a date is older than any."""
        return READINGS.laid_out(self._told(READINGS, self.workbook.cluster_id))

    @cached_property
    def readings(self) -> list[Reading]:
        """The newest reading of each indicator of the cluster."""
        return list({reading.indicator: reading for reading in self.every_reading}.values())

    @property
    def _version(self) -> tuple[int, str]:
        return self.workbook.version_id, self.workbook.version.fingerprint

    def _of_template(self, query: Prepared) -> list[Any]:
        """Rows with their prompts, which are not read again with each row: a published version never changes."""
        return self._with_prompts(self._laid_out(query))

    def _mine(self, query: Prepared) -> list[Any]:
        rows = self._laid_out(query)
        for row in rows:
            put(row, "workbook", self.workbook)
        return rows

    def _told(self, query: Prepared, key: Any) -> list[tuple[Any, ...]]:
        if query not in self._said:
            self._said[query] = query.told(key)
        return self._said[query]

    def _laid_out(self, query: Prepared) -> list[Any]:
        return query.laid_out(self._told(query, self.workbook.pk))

    def _with_prompts(self, rows: list[Any]) -> list[Any]:
        prompts = _prompts(*self._version)
        for row in rows:
            put(row, "workbook", self.workbook)
            put(row, "prompt", prompts.get(row.prompt_id))
        return rows

    def _with_sections(self, entries: list[Entry]) -> list[Entry]:
        sections, by_pk = _sections(*self._version), {row.pk: row for row in entries}
        for row in entries:
            put(row, "section", sections[row.section_id])
            if row.twin_id in by_pk:
                put(row, "twin", by_pk[row.twin_id])
        return entries

    def _in_order(self, rows: list[Any]) -> list[Any]:
        """Rows with their prompts, in the order of the template."""
        places = {pk: place for place, pk in enumerate(_prompts(*self._version))}
        rows = self._with_prompts([row for row in rows if row.prompt_id in places])
        return sorted(rows, key=lambda row: (places[row.prompt_id], row.pk))

    def know_template(self, answers: list[Any], lines: list[Any], entries: list[Entry]) -> None:
        """Give rows that were read elsewhere their prompts, sections and twins."""
        self._with_prompts([*answers, *lines, *entries])
        self._with_sections(entries)

    def history(self, indicator: str) -> History:
        """All that was counted of one indicator, the oldest first, a reading a day."""
        return by_day(row.counted for row in self.every_reading if row.indicator == indicator)


def _last_first(row: Answer) -> tuple[int, int, int, int]:
    """By version, the newest first, then in the order in which that version asks."""
    section = row.prompt.section
    return -section.version.number, section.position, row.prompt.position, row.pk


def _as_it_stands(row: Model) -> tuple[Any, ...]:
    """All columns of a row; what could be changed in place as the words for it."""
    return tuple(repr(value) if type(value) in (dict, list) else value for value in _columns(type(row))(row))


@cache
def _columns(model: type[Model]) -> "attrgetter[Any]":
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))


@lru_cache(maxsize=64)
def _prompts(version: int, fingerprint: str) -> dict[int, Prompt]:
    """The prompts of a published version by primary key, in its order."""
    found = Prompt.objects.filter(section__version=version).select_related("section")
    return {row.pk: row for row in found.order_by("section__position", "position")}


@lru_cache(maxsize=64)
def _sections(version: int, fingerprint: str) -> dict[int, Section]:
    """The sections of a published version by primary key."""
    return Section.objects.filter(version=version).in_bulk()
