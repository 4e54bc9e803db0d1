"""What a section page shows of each prompt, made from rows that are read once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clusters.conflict import Conflict
from swot.content import Prompt, Section, TemplateContent
from swot.document import values
from swot.document.gather import Rows
from swot.forms.answers import NOT_KNOWN, AnswerForm
from swot.forms.lines import AddLineForm
from swot.last_time import LastTime, fits, last_time
from swot.models import Answer, Entry, Line
from swot.models.answer import LINE_LENGTH
from swot.page import may_write
from swot.rules.answers import answers_by_id, is_dealt_with
from swot.rules.differences import still_fits
from swot.rules.progress import is_shown
from swot.rules.proposals import Proposal, offered
from swot.rules.side_by_side import Pair, number_of, worded_otherwise


@dataclass(frozen=True)
class Bound:
    """What was just sent for one prompt, to be shown again: a faulty form, a conflict, or a fresh line to follow."""

    form: AnswerForm | None = None
    add_form: AddLineForm | None = None
    conflict: Conflict | None = None
    focus: bool = False


@dataclass(frozen=True)
class Before:
    """What was said to a prompt last time: the year or day it is from, the answer in words, whether it can be said again."""

    when: str
    words: str
    fits: bool


@dataclass(frozen=True)
class Aside:
    """An answer that was set aside, as it is read: the question as worded then, the answer in words, whether it may stand."""

    row: Answer
    question: Prompt
    number: str
    words: str
    fits: bool

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells it from how it stood."""
        return (
            self.row.pk,
            self.row.revision,
            self.row.aside,
            self.number,
            self.words,
            self.fits,
            str(self.row.changed_by),
        )


@dataclass(frozen=True)
class PromptPart:
    """One prompt of a section with all that was said to it."""

    prompt: Prompt
    number: str
    content: TemplateContent
    answer: Answer | None
    shown: bool
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    bound: Bound
    today: date
    before: Before | None = None
    was: tuple[Pair, ...] = ()
    former: Aside | None = None

    @property
    def is_bound(self) -> bool:
        """Whether something was just sent to it."""
        return self.bound != Bound()

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells it from how it stood: revisions, evidence, who wrote, and the day, on which evidence goes stale."""
        lines = tuple((row.pk, row.revision, str(row.written_by)) for row in self.lines)
        entries = tuple((row.pk, row.revision, str(row.changed_by), row.evidence) for row in self.entries)
        answer = self.answer and (self.answer.pk, self.answer.revision, str(self.answer.changed_by))
        place = self.content.fingerprint, self.prompt.id, self.number, self.shown, self.today
        return *place, answer, lines, entries, self.earlier

    @property
    def earlier(self) -> tuple[Any, ...]:
        """What tells what is shown of earlier versions from how it stood."""
        return tuple((str(one.label), one.before) for one in self.was), self.former and self.former.marks

    @cached_property
    def form(self) -> AnswerForm:
        """Its form, as just sent or as it stands."""
        return self.bound.form or AnswerForm(self.prompt, answer=self.answer)

    @cached_property
    def add_form(self) -> AddLineForm:
        """The form for one more line."""
        return self.bound.add_form or AddLineForm(self.prompt, self.content, focus=self.bound.focus)

    @property
    def line_length(self) -> int:
        """How many characters a line may have."""
        return LINE_LENGTH

    @cached_property
    def waiting(self) -> list[Line]:
        """Its lines without an entry: not yet sorted, or kept as background."""
        used = {entry.line_id for entry in self.entries}
        return [line for line in self.lines if line.pk not in used]

    @property
    def is_set_aside(self) -> bool:
        """Whether it is not known or passed over."""
        return bool(self.answer and self.answer.status != values.ANSWERED)

    @property
    def is_said(self) -> bool:
        """Whether anything was said or sent: then a question that its condition hides stands open all the same."""
        sent = (self.bound.form, self.bound.add_form, self.bound.conflict)
        return bool(self.said or self.lines or self.entries or any(sent) or self.bound.focus)

    @property
    def is_passed_over(self) -> bool:
        """Whether it was passed over; then its note is the reason."""
        return bool(self.answer and self.answer.status == values.PASSED_OVER)

    @property
    def said(self) -> str:
        """The answer in words, for those who may only read and for two texts side by side."""
        return words_of(self.prompt, fields_of(self.answer)) if self.answer else ""

    @cached_property
    def proposal(self) -> Proposal | None:
        """The entry that the answer offers, unless one of that quadrant was made from it already."""
        return proposal_for(self.prompt, self.answer, self.entries, self.content)


class Parts:
    """The prompts of a section in order, with what was said to them: made only where somebody goes through them.

    `bound` holds what was just sent, by prompt.
    """

    def __init__(self, section: Section, rows: Rows, bound: Mapping[str, Bound] | None = None) -> None:
        self.section, self.rows, self.bound = section, rows, bound or {}

    @property
    def marks(self) -> tuple[Any, ...] | None:
        """What tells them from how they stood: the mark of all rows. None for what was just sent, or for a draft."""
        fingerprint = self.rows.workbook.content().fingerprint
        return (self.rows.mark, fingerprint, self.section.code) if fingerprint and not self.bound else None

    def __iter__(self) -> Iterator[PromptPart]:
        return iter(self._parts)

    @cached_property
    def _parts(self) -> list[PromptPart]:
        rows, content, section = self.rows, self.rows.workbook.content(), self.section
        answers = {row.prompt.code: row for row in rows.answers}
        lines, entries = by_prompt(rows.lines), by_prompt(rows.entries)
        said, number = answers_by_id(rows.document), content.sections.index(section) + 1
        last, today = last_time(rows.workbook), rows.workbook.cluster.today
        former = {one.question.id: one for one in reversed(set_aside(rows)) if one.row.aside == Answer.Aside.ANEW}
        return [
            PromptPart(
                prompt=prompt,
                number=f"{number}.{place}",
                content=content,
                answer=answers.get(prompt.id),
                shown=is_shown(prompt, said),
                lines=tuple(lines[prompt.id]),
                entries=tuple(entries[prompt.id]),
                bound=self.bound.get(prompt.id, Bound()),
                today=today,
                before=before(prompt, last, said.get(prompt.id), rows.workbook) if last else None,
                was=_was(rows.wordings.get(prompt.id), prompt),
                former=None if prompt.id in answers else former.get(prompt.id),
            )
            for place, prompt in enumerate(section.prompts, 1)
        ]


def by_prompt(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    """Lines or entries by the code of their prompt; an entry may have none."""
    found = defaultdict(list)
    for row in rows:
        if row.prompt:
            found[row.prompt.code].append(row)
    return found


def set_aside(rows: Rows) -> list[Aside]:
    """Every answer that was set aside, the newest version first, each as it is read."""
    content, standing = rows.workbook.content(), {row.prompt.code for row in rows.answers}
    found = []
    for row in rows.aside:
        then = row.prompt.section.version.content()
        asked, now = then.prompts[row.prompt.code], content.prompts.get(row.prompt.code)
        words = "\n".join(filter(None, [*(line.text for line in row.lines_then), words_of(asked, fields_of(row))]))
        fits_now = asked.id not in standing and may_write(rows.workbook) and still_fits(asked, now, row.value)
        found.append(Aside(row, asked, number_of(asked.id, then), words, fits_now))
    return found


def _was(row: Any, prompt: Prompt) -> tuple[Pair, ...]:
    """In which words the standing answer was asked for, where those were others."""
    return worded_otherwise(row.section.version.content().prompts[row.code], prompt) if row else ()


def before(prompt: Prompt, last: LastTime, now: values.Answer | None, book: Any) -> Before | None:
    """What was said last time, unless it is said again word for word; it can be said again while nothing is said now."""
    then, asked = last.answer_before(prompt), last.prompt_before(prompt)
    if then is None or asked is None:
        return None
    words = answer_words(asked, then)
    if now and answer_words(prompt, now) == words:
        return None
    return Before(when(last, book.cluster.today.year), words, not is_dealt_with(now) and fits(then, prompt))


def when(last: LastTime, this_year: int) -> str:
    """The year of last time, or its day where that was this year."""
    return date_format(last.as_of, "j F Y") if last.as_of.year == this_year else str(last.as_of.year)


def answer_words(prompt: Prompt, answer: values.Answer) -> str:
    """An answer of a document in words; a list as its lines."""
    told = {"status": answer.status, "value": answer.value, "note": answer.note, "basis": answer.basis}
    lines = [line.text for line in answer.lines]
    return "\n".join(filter(None, [*lines, words_of(prompt, told)]))


def prompt_or_404(content: TemplateContent, code: str) -> Prompt:
    """The prompt of a code in either case."""
    if code.upper() not in content.prompts:
        raise Http404
    return content.prompts[code.upper()]


def proposal_for(prompt: Prompt, answer: Answer | None, entries: Any, content: TemplateContent) -> Proposal | None:
    """What an answer offers; nothing once an entry of that quadrant was made from its prompt."""
    if answer is None:
        return None
    said = values.Answer(prompt.id, answer.status, answer.value, (), answer.note, answer.basis)
    found = offered(said, prompt, content)
    taken = {entry.quadrant for entry in entries}
    return found if found and found.quadrant not in taken else None


def fields_of(answer: Answer) -> dict[str, Any]:
    """An answer as the fields that are written."""
    return {name: getattr(answer, name) for name in ("status", "value", "note", "basis")}


def words_of(prompt: Prompt, fields: dict[str, Any]) -> str:
    """Fields of an answer as a person reads them."""
    if fields["status"] == values.PASSED_OVER:
        return _("Passed over: %(reason)s") % {"reason": fields["note"]}
    value = _("We do not know") if fields["status"] == values.NOT_KNOWN else _value_words(prompt, fields["value"])
    basis = _("From: %(source)s") % {"source": fields["basis"]} if fields["basis"] else ""
    return "\n".join(part for part in (value, fields["note"], basis) if part)


def _value_words(prompt: Prompt, value: Any) -> str:
    if value in (None, "", NOT_KNOWN):
        return ""
    if prompt.type == "scale":
        return f"{value}: {prompt.anchors[int(value) - 1]}"
    if prompt.type == "number":
        return f"{value} {prompt.unit}"
    return {"yes": _("Yes"), "no": _("No")}.get(value, value) if prompt.type == "yesno" else str(value)
