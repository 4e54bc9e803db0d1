"""One workbook after another: closing the last, beginning the next, and taking that back while nothing is written.

A write across two workbooks in one transaction. The old one stays as it was, to be read; what it said is kept to the
byte in a snapshot, which the new one reads as `last_time`.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Closed, Refusal
from swot.document.gather import Rows, gather
from swot.document.values import Document, FirstQuestions
from swot.document.write import to_json
from swot.models import Outcome, Snapshot, TemplateVersion, Workbook


@transaction.atomic
def follow(workbook: Workbook, *, by: Any, version: TemplateVersion | None = None, seen: int | None = None) -> Workbook:
    """Close a workbook and begin the one that follows it; for leaders.

    On `version`, by default the newest published one of the cluster's kind in the language of the last. For another kind call this before the
    cluster's kind changes, in the same transaction: the snapshot then still tells the old one. Nothing is copied: what
    was said is offered as "still so?" from `last_time`, and review marks start clean. Outcomes marked in a follower that
    was taken back are kept. `Closed` when it is closed already, `Stale` when it changed since `seen`.
    """
    last = Workbook.objects.alone(workbook.pk)
    if last.closed_at:
        raise Closed(_("This workbook is closed already. Go on in the one that followed it."), last)
    version = version or TemplateVersion.objects.current(last.cluster.kind, last.content().language)
    if version is None:
        raise Refusal(_("No workbook of this kind is published yet. Ask whoever looks after this site."))
    snapshot = Snapshot.take(last, to_json(gather(last), last.content()), by=by)
    last.note("closed", "workbook", by=by)
    last.swap(seen=last.revision if seen is None else seen, closed_at=timezone.now())
    book = Workbook.begin(
        last.cluster,
        version,
        by=by,
        title=_title(last),
        previous=last,
        before={"title": last.title, "as_of": last.as_of.isoformat()},
        last_time=snapshot,
        finding=last.cluster.findings.first(),
        about=last.about,
        status=last.status,
    )
    _keep_outcomes(last, book)
    return book


@transaction.atomic
def reopen_last(book: Workbook, *, by: Any) -> Workbook:
    """Take a workbook back that nothing was written in but what became of last time, and go on in the one before."""
    book = Workbook.objects.alone(book.pk)
    last = book.previous and Workbook.objects.alone(book.previous.pk)
    if not last or not last.closed_at or last.deleted_at or book.deleted_at:
        raise Refusal(_("There is no workbook before this one to reopen."))
    if not is_untouched(book, gather(book)):
        raise Refusal(_("Something is written in this workbook already, so the last one stays closed."))
    book.note("taken back", "workbook", by=by)
    book.swap(seen=book.revision, deleted_at=timezone.now())
    last.swap(seen=last.revision, closed_at=None)
    last.note("reopened", "workbook", by=by)
    return last


def is_untouched(book: Workbook, document: Document) -> bool:
    """Whether nothing is written in it but what became of last time: then the last one may be reopened."""
    said = (document.answers, document.entries, document.strategies, document.actions, document.asks, document.find_out)
    if any(said) or document.check or document.first_questions != FirstQuestions():
        return False
    return not book.snapshots.exists() and not book.comments.exists()


def reopenable(rows: Rows) -> bool:
    """Whether its leader may still go back to the workbook before."""
    return bool(rows.workbook.previous_id and is_untouched(rows.workbook, rows.with_plans))


def _title(last: Workbook) -> str:
    """The year, with the day where the year has a workbook already."""
    today = last.cluster.today
    title = _("%(year)s workbook") % {"year": today.year}
    if last.cluster.workbooks.filter(deleted_at=None, title=title).exists():
        return _("%(title)s, from %(day)s") % {"title": title, "day": f"{today.day} {today:%B}"}
    return title


def _keep_outcomes(last: Workbook, book: Workbook) -> None:
    """What was marked in the follower that was taken back stands in the next one; entries carried into it do not."""
    taken_back = last.followers.filter(deleted_at__isnull=False).first()
    if taken_back:
        Outcome.objects.filter(workbook=taken_back).update(workbook=book, now=None)
