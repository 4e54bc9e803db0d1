"""What waits for a place: lines of lists not yet used, then entries without a quadrant."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from swot.content import Prompt, Section, TemplateContent
from swot.document.gather import Rows
from swot.models import Entry, Line


@dataclass(frozen=True)
class Loose:
    """One thing to sort: a line or an entry in the tray. `id` is "line-12" (its primary key) or an entry's ref."""

    id: str
    row: Line | Entry
    section: Section
    prompt: Prompt | None
    by: Any
    at: datetime

    @property
    def text(self) -> str:
        """Its words."""
        return self.row.text

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a list, rather than an entry."""
        return isinstance(self.row, Line)


class Tray:
    """The queue of one workbook, in the order of its sections; the same rule as `Line.objects.waiting()`."""

    def __init__(self, rows: Rows, content: TemplateContent) -> None:
        self.rows = rows
        self.content = content

    @cached_property
    def lines(self) -> list[Line]:
        """Every live line that may become an entry: those that set the frame never do."""
        return [line for line in self.rows.lines if not self.content.prompts[line.prompt.code].sets_the_frame]

    @cached_property
    def waiting(self) -> list[Loose]:
        """What has no place yet."""
        used = {entry.line_id for entry in self.rows.entries}
        lines = [self._line(line) for line in self.lines if not line.kept and line.pk not in used]
        return lines + [self._entry(entry) for entry in self.rows.entries if not entry.quadrant]

    @property
    def done(self) -> int:
        """How many lines have their place, or are kept as background."""
        return len(self.lines) - sum(1 for loose in self.waiting if loose.is_line)

    @property
    def all(self) -> int:
        """How many there are, with those done."""
        return self.done + len(self.waiting)

    def get(self, key: str) -> Loose | None:
        """The waiting thing of that id."""
        return next((loose for loose in self.waiting if loose.id == key), None)

    def after(self, key: str) -> Loose | None:
        """The first that waits behind the thing of that id, which need not wait itself; at the end, the first of all."""
        order = [f"line-{line.pk}" for line in self.lines] + [entry.ref for entry in self.rows.entries]
        behind = set(order[order.index(key) + 1 :]) if key in order else set()
        return next((loose for loose in self.waiting if loose.id in behind), next(iter(self.waiting), None))

    def _line(self, line: Line) -> Loose:
        prompt = self.content.prompts[line.prompt.code]
        section = self.content.section_by_code[prompt.section]
        return Loose(f"line-{line.pk}", line, section, prompt, line.written_by, line.written_at)

    def _entry(self, entry: Entry) -> Loose:
        prompt = self.content.prompts[entry.prompt.code] if entry.prompt else None
        section = self.content.section_by_code[entry.section.code]
        return Loose(entry.ref, entry, section, prompt, entry.changed_by, entry.changed_at)
