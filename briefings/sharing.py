"""What was shared and what readers said of it, as the pages of sharing show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from briefings.models import Briefing, Opened, ReaderNote, Share, ShareUse
from briefings.share_forms import AnswerForm
from clusters.ids import new_key
from swot.rules.comments import Said


@dataclass(frozen=True)
class Day:
    """One day on which a link was opened: what of it ("page", "PDF"), and how often."""

    on: date
    opened: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Given:
    """One link with what became of it, the last day first."""

    share: Share
    days: tuple[Day, ...]
    times: int
    last_at: datetime | None


@dataclass(frozen=True)
class Talk:
    """What one reader said, what was answered, and the form to answer where that is shown."""

    note: ReaderNote
    said: Said
    answers: tuple[Said, ...]
    form: AnswerForm | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered what readers can see."""
        return not self.answers and self.note.hidden_at is None


def given(briefing: Briefing) -> list[Given]:
    """The links of a briefing, the newest first; two queries whatever their number."""
    days = Prefetch("days", ShareUse.objects.order_by("-on"))
    rows = Share.objects.filter(briefing=briefing).select_related("made_by").prefetch_related(days)
    return [_given(briefing, share) for share in rows]


def _given(briefing: Briefing, share: Share) -> Given:
    share.briefing = briefing
    uses = list(share.days.all())
    opened: dict[date, dict[str, int]] = defaultdict(dict)
    for use in uses:
        opened[use.on][use.what] = use.times
    days = tuple(
        Day(on, tuple((str(what.label), found[what]) for what in Opened if what in found))
        for on, found in opened.items()
    )
    return Given(share, days, sum(use.times for use in uses), max((use.last_at for use in uses), default=None))


def talks(briefing: Briefing, *, bound: tuple[int, AnswerForm] | None = None, answers: bool = False) -> list[Talk]:
    """All that readers of a briefing said, hidden words too; what waits first. With `answers` each has its form.

    `bound` is a form just sent, and of which note.
    """
    sent = dict([bound] if bound else [])
    found = _threads(ReaderNote.objects.filter(share__briefing=briefing))
    made = [
        Talk(note, said, replies, (sent.get(note.pk) or _form(note)) if answers else None)
        for note, said, replies in found
    ]
    return sorted(made, key=lambda talk: (not talk.waits, talk.note.pk if talk.waits else -talk.note.pk))


def heard(share: Share) -> list[Talk]:
    """What was said by one link and is not hidden, as it came."""
    return [Talk(note, said, replies) for note, said, replies in _threads(share.notes.filter(hidden_at=None))]


def _threads(rows: Any) -> Iterable[tuple[ReaderNote, Said, tuple[Said, ...]]]:
    """First words with their answers, in one query."""
    every = list(rows.select_related("share", "by").order_by("pk"))
    answers: dict[int | None, list[Said]] = defaultdict(list)
    for row in every:
        answers[row.parent_id].append(said_by(row))
    return [(row, said_by(row), tuple(answers[row.pk])) for row in every if row.parent_id is None]


def said_by(row: ReaderNote) -> Said:
    """Words with who said them: a reader by the name they gave, who answers by their own."""
    name = str(row.by or _("a former member")) if row.parent_id else row.name
    return Said(row.pk, name, row.text, row.written_at, outside=row.parent_id is None)


def _form(note: ReaderNote) -> AnswerForm:
    return AnswerForm(initial={"key": new_key()}, auto_id=auto_id(note.pk))


def auto_id(note: int) -> str:
    """The ids of the fields of the form that answers a note."""
    return f"id_note{note}_%s"
