"""The crossings as a page shows them: a grid of rows and columns, or one pair after another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.values import INSIDE, OUTSIDE, QUADRANT_LETTERS, Entry
from swot.forms.crossings import GridForm, was
from swot.models import Crossing
from swot.rules.pairs import MARKS, Pair, crossing_list, crossings
from swot.rules.quadrants import FAMILIES
from swot.rules.shortlist import carried

WIDEST = 8


@dataclass(frozen=True)
class Cell:
    """One crossing: its pair, the mark that is shown, and what it held when the page was made."""

    pair: Pair
    shown: str
    was: str
    marks: tuple[str, ...] = tuple(map(str, MARKS))

    @property
    def name(self) -> str:
        """The end of its fields' names: "S1_O2"."""
        return "_".join(self.pair.key)


@dataclass(frozen=True)
class Quarter:
    """One family over its part of a table: its name, its question, how many columns it spans."""

    code: str
    label: Promise
    question: str
    span: int
    is_mid: bool


@dataclass(frozen=True)
class Band:
    """The rows of one inside quadrant under the families they make; each cell with whether it begins the threats."""

    quarters: tuple[Quarter, ...]
    rows: tuple[tuple[Entry, tuple[tuple[Cell, bool], ...]], ...]


@dataclass(frozen=True)
class Table:
    """One table of the grid: its columns, each with whether it begins the threats, and its bands."""

    columns: tuple[tuple[Entry, bool], ...]
    bands: tuple[Band, ...]


@dataclass
class Grid:
    """Every crossing of a workbook, with the rows that hold the marks by the ids of both entries."""

    rows: Rows
    content: TemplateContent
    held: dict[tuple[str, str], Crossing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = self.rows.document.entries
        letters = {entry.id: QUADRANT_LETTERS.get(entry.quadrant or "", "") for entry in entries}
        by_pk = {row.pk: row for row in self.rows.entries}
        for row in Crossing.objects.filter(workbook=self.rows.workbook):
            if row.inside_id in by_pk and row.outside_id in by_pk:
                row.inside, row.outside = by_pk[row.inside_id], by_pk[row.outside_id]
                self.held[row.inside.ref, row.outside.ref] = row
        self.pairs = crossings(entries, {key: row.mark for key, row in self.held.items() if row.counts(letters)})
        self.listed = crossing_list(entries)
        extra = carried(entries)
        self.carried = extra.id if extra else ""

    @property
    def marked(self) -> int:
        """How many crossings have a mark; 0 is one."""
        return sum(pair.mark is not None for pair in self.pairs)

    @property
    def first_open(self) -> int:
        """The number of the first pair without a mark, from 1; the first of all when every one has one."""
        return next((number for number, pair in enumerate(self.pairs, 1) if pair.mark is None), 1)

    def was(self, key: tuple[str, str], mark: int | None) -> str:
        """What a crossing holds now, for a hidden field."""
        row = self.held.get(key)
        return was(row.revision if row else 0, mark)

    def question(self, family: str) -> str:
        """The one-sentence question of a family, in the words of the kind."""
        return next(one["question"] for one in self.content.words["tows_starters"] if one["family"] == family)

    def tables(
        self, typed: GridForm | None = None, mine: dict[tuple[str, str], int | None] | None = None
    ) -> list[Table]:
        """One table, or one for chances and one for threats where the columns would be too many to read.

        `typed` shows a form as it was sent; `mine` shows these marks over what stands.
        """
        chances, threats = (self.listed[quadrant] for quadrant in OUTSIDE)
        together = len(chances) + len(threats) <= WIDEST
        groups = [[chances, threats]] if together else [[chances], [threats]]
        cells = {pair.key: self._cell(pair, typed, mine or {}) for pair in self.pairs}
        return [self._table([group for group in groups_of if group], cells) for groups_of in groups if any(groups_of)]

    def _cell(self, pair: Pair, typed: GridForm | None, mine: dict[tuple[str, str], int | None]) -> Cell:
        if typed:
            shown, held = typed.sent(pair.key)
            return Cell(pair, shown, held)
        mark = mine.get(pair.key, pair.mark)
        return Cell(pair, "" if mark is None else str(mark), self.was(pair.key, pair.mark))

    def _table(self, groups: list[list[Entry]], cells: dict[tuple[str, str], Cell]) -> Table:
        columns = [
            (entry, place == 0 and at > 0) for at, group in enumerate(groups) for place, entry in enumerate(group)
        ]
        bands = [self._band(quadrant, groups, columns, cells) for quadrant in INSIDE if self.listed[quadrant]]
        return Table(tuple(columns), tuple(bands))

    def _band(
        self,
        quadrant: str,
        groups: list[list[Entry]],
        columns: Iterable[tuple[Entry, bool]],
        cells: dict[tuple[str, str], Cell],
    ) -> Band:
        codes = [QUADRANT_LETTERS[quadrant] + QUADRANT_LETTERS[group[0].quadrant or ""] for group in groups]
        quarters = [
            Quarter(code, FAMILIES[code], self.question(code), len(group), at > 0)
            for at, (code, group) in enumerate(zip(codes, groups, strict=True))
        ]
        rows = [
            (inside, tuple((cells[inside.id, outside.id], is_mid) for outside, is_mid in columns))
            for inside in self.listed[quadrant]
        ]
        return Band(tuple(quarters), tuple(rows))
