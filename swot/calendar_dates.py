"""The dates of a document as events of a calendar: open actions, their first steps, what is to be found out, the review.

The workbook's calendar and every briefing's are made here, with the same names: what was taken from one is brought up to
date by the other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from swot.calendar_file import Event
from swot.content import TemplateContent
from swot.document.values import Action, Document
from swot.models import Workbook
from swot.rules.questions import Question, by_urgency, questions

FIRST_STEP = timedelta(days=30)
REVIEW = "review date"


@dataclass(frozen=True)
class State:
    """Which state of something its event is: when it was left so, and after how many changes."""

    changed: datetime
    sequence: int = 0


@dataclass(frozen=True)
class Dates:
    """The dates of a workbook. `told` says by ref when each thing was written, as `told_by` reads it.

    `state` gives the state of a ref, of "find out S1" and of "review date"; `url` the address of a page by name, or "".
    """

    book: Workbook
    told: Mapping[str, datetime]
    state: Callable[[str], State]
    url: Callable[[str], str] = lambda name: ""

    def all(self, document: Document, content: TemplateContent) -> Iterator[Event]:
        """By kind: actions with their first steps in the order of their refs, then questions by date, then the review."""
        for action in document.actions:
            yield from self.of_action(action)
        for asked in by_urgency(questions(document, content)):
            if asked.due:
                yield self._question(asked, asked.due)
        if document.review_on:
            words = _("Review of the workbook: %(title)s") % {"title": document.title}
            yield self._event("review", document.review_on, words, REVIEW, "swot:actions")

    def of_action(self, action: Action) -> Iterator[Event]:
        """Its own day and the day of its first step; nothing once it is done."""
        if action.done:
            return
        step, measure = action.first_step_within_30_days, action.measure
        first_step = _("First step: %(text)s") % {"text": step} if step else ""
        if action.due:
            said = "\n".join(filter(None, [first_step, _("Measure: %(text)s") % {"text": measure} if measure else ""]))
            words = _owned(action.action or action.id, action.owner)
            yield self._event(action.id, action.due, words, action.id, "swot:actions", said)
        if first_step:
            name, words = f"{action.id}-first-step", _owned(first_step, action.owner)
            yield self._event(name, self._first_day(action), words, action.id, "swot:actions", action.action)

    def _first_day(self, action: Action) -> date:
        """A day that stays: 30 days after the action was written, or its own day if that is sooner."""
        written = self.told.get(action.id, self.book.begun_at)
        day = timezone.localdate(written, ZoneInfo(self.book.cluster.time_zone)) + FIRST_STEP
        return min(day, action.due or day)

    def _question(self, asked: Question, due: date) -> Event:
        words = _owned(_("Find out: %(text)s") % {"text": asked.text}, asked.owner)
        name = f"find-out-{asked.about.replace(' ', '-')}"
        return self._event(name, due, words, f"find out {asked.about}", "swot:find-out")

    def _event(self, name: str, day: date, words: str, what: str, page: str, said: str = "") -> Event:
        state, uid = self.state(what), f"{self.book.pk}-{name}"
        return Event(uid, day, words, state.changed, description=said, url=self.url(page), sequence=state.sequence)


def told_by(book: Workbook, refs: Iterable[str], until: datetime | None = None) -> dict[str, datetime]:
    """When actions were written, and when plans and the review date were last set, by the record of changes: one query."""
    wanted = Q(verb="added", what__in=list(refs)) | Q(verb="planned") | Q(verb="set", what=REVIEW)
    changes = book.changes.filter(wanted, **({"at__lte": until} if until else {}))
    return dict(changes.order_by("at", "pk").values_list("what", "at"))


def _owned(text: str, owner: str) -> str:
    return f"{text} ({owner})" if owner else text
