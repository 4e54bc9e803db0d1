"""What the pages of comments show: threads with what they are about, and the forms that go with each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.access import WRITE, Role
from clusters.ids import new_key
from clusters.models import User
from swot.document.gather import Rows
from swot.forms.comments import AnswerForm, AssignForm
from swot.models import Comment, Workbook
from swot.rules.comments import Said, Thread, in_order


@dataclass(frozen=True)
class Place:
    """What a thread is about. `entry` and `section` draw its mark and number; without a `url` it is deleted."""

    about: str
    label: str
    url: str = ""
    entry: Any = None
    section: str = ""


@dataclass(frozen=True)
class Talk:
    """One thread on a page, with its forms where they are shown."""

    thread: Thread
    place: Place
    answer: Any = None
    assign: Any = None
    days: int = 0
    is_late: bool = False


@dataclass
class Talks:
    """All threads of a workbook for one reader: two queries whatever their number. `bound` are forms just sent."""

    rows: Rows
    reader: Any
    bound: dict[str, Any] = field(default_factory=dict)

    @property
    def workbook(self) -> Workbook:
        """Whose threads they are."""
        return self.rows.workbook

    @cached_property
    def people(self) -> list[User]:
        """The people of the cluster by name."""
        return list(User.objects.filter(memberships__cluster=self.workbook.cluster_id).order_by("name", "pk"))

    @cached_property
    def names(self) -> dict[str, int]:
        """Who may be called: {name: primary key}."""
        return {str(person): person.pk for person in self.people}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Everything that a thread may be about, by code or ref."""
        book, sections = self.workbook, self.workbook.content().sections
        found = [Place(one.code, one.title, _at("section", book, one.code), section=one.code) for one in sections]
        for row in self.rows.entries:
            found.append(Place(row.ref, row.text, _at("entry", book, row.ref), row, row.section.code))
        for strategy in self.rows.strategies:
            url = f"{_at('strategies', book)}#{strategy.ref}"
            found.append(Place(strategy.ref, strategy.text or strategy.ref, url))
        return {place.about: place for place in found}

    @cached_property
    def threads(self) -> list[Thread]:
        """Every thread in the order of the page."""
        answers: dict[int, list[Comment]] = defaultdict(list)
        firsts: list[Comment] = []
        for row in _with_calls(self.workbook, self.reader):
            (answers[row.parent_id] if row.parent_id else firsts).append(row)
        every = [self._thread(row, answers[row.pk]) for row in firsts]
        return in_order(one for one in every if not (one.first.is_gone and not one.answers))

    def shown(self, abouts: Iterable[str] | None = None, *, forms: bool = False) -> list[Talk]:
        """Threads about these places, or all."""
        wanted = None if abouts is None else set(abouts)
        today = self.workbook.cluster.today
        talks = []
        for thread in self.threads:
            if wanted is None or thread.about in wanted:
                place = self.places.get(thread.about) or Place(thread.about, _("deleted meanwhile"))
                made = self._forms(thread) if forms else {}
                talks.append(
                    Talk(thread, place, days=thread.days_waiting(today), is_late=thread.is_late(today), **made)
                )
        return talks

    def around(self, about: str) -> set[str]:
        """What is shown on the page of a place: itself, and the entries of a section."""
        inside = {place.about for place in self.places.values() if place.section == about}
        return {about} | inside

    def _forms(self, thread: Thread) -> dict[str, Any]:
        pk, seen = thread.first.id, {"revision": thread.first.revision}
        ids = {"auto_id": f"id_{pk}_%s"}
        answer = AnswerForm(initial={**seen, "key": new_key()}, **ids)
        made: dict[str, Any] = {"answer": self.bound.get(f"answer-{pk}") or answer}
        if thread.may_settle:
            owner = next((one.pk for one in self.people if str(one) == thread.owner), "")
            start = {**seen, "owner": owner, "due": thread.due}
            made["assign"] = self.bound.get(f"assign-{pk}") or AssignForm(people=self.people, initial=start, **ids)
        return made

    def _thread(self, row: Comment, answers: list[Comment]) -> Thread:
        may = self.workbook.role in WRITE or (row.by_id is not None and row.by_id == self.reader.pk)
        live = [one for one in answers if one.deleted_at is None]
        return Thread(
            about=row.about,
            first=self._said(row, answered=any(not one.outside for one in live)),
            answers=tuple(map(self._said, live)),
            owner=str(row.owner) if row.owner else row.owner_name,
            due=row.due,
            settled_at=row.settled_at,
            settled_by=str(row.settled_by or ""),
            calls_reader=any(one.calls_reader for one in (row, *live)),
            may_settle=may,
        )

    def _said(self, row: Comment, *, answered: bool = True) -> Said:
        mine = row.by_id is not None and row.by_id == self.reader.pk
        return Said(
            id=row.pk,
            name=row.said_by,
            text=row.text,
            at=row.written_at,
            outside=row.outside,
            is_gone=row.deleted_at is not None,
            is_mine=mine,
            may_delete=not mine and self.workbook.role == Role.LEADER and (answered or not row.outside),
            revision=row.revision,
        )


def open_and_calling(workbook: Workbook, reader: Any) -> tuple[int, int]:
    """How many threads wait for somebody, and how many of them call this reader or are theirs to see to."""
    found = _with_calls(workbook, reader).filter(parent=None, deleted_at=None, settled_at=None)
    rows = list(found.values_list("calls_thread", "owner"))
    return len(rows), sum(called or owner == reader.pk for called, owner in rows)


def _with_calls(workbook: Workbook, reader: Any) -> Any:
    """Comments with their people, and whether they, or their thread, call the reader."""
    mine = Comment.called.through.objects.filter(user=reader.pk)
    here = Q(comment=OuterRef("pk"))
    of_thread = Q(comment__parent=OuterRef("pk"), comment__deleted_at=None)
    return (
        Comment.objects.filter(workbook=workbook.pk)
        .select_related("by", "owner", "settled_by")
        .annotate(calls_reader=Exists(mine.filter(here)), calls_thread=Exists(mine.filter(here | of_thread)))
        .order_by("pk")
    )


def _at(name: str, workbook: Workbook, *args: Any) -> str:
    return reverse(f"swot:{name}", args=[workbook.pk, *args])
