"""What is kept no longer than was promised: who was in a room, addresses, invitations, sessions, and what was deleted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from briefings.models import Briefing, ReaderNote
from clusters.models import Anchor, Asset, Cluster, Invitation
from swot.models import Action, Change, Comment, Entry, Line, Source, Strategy, Upgrade, Workbook
from swot.uploads import let_go
from workshops.forgetting import forget_all, to_forget
from workshops.models import Contribution

DELETED_DAYS, TAKEN_UP_DAYS = 30, 30


@dataclass(frozen=True)
class Rule:
    """What is kept for a time: `rows` that are kept no longer, and `end`, which ends that and says in how many."""

    title: Promise
    rows: Callable[[datetime], QuerySet[Any]]
    end: Callable[[datetime], int]


def retain(now: datetime, *, dry_run: bool) -> Iterable[tuple[Rule, int]]:
    """Carry out every rule, and say for how many rows; with `dry_run` only say it. One transaction a rule or a row."""
    for rule in RULES:
        yield rule, rule.rows(now).count() if dry_run else rule.end(now)


def _addresses(now: datetime) -> QuerySet[Any]:
    return ReaderNote.objects.with_old_address()


def _invitations(now: datetime) -> QuerySet[Any]:
    over = Q(accepted_at=None, expires_at__lte=now) | Q(accepted_at__lte=now - timedelta(days=TAKEN_UP_DAYS))
    return Invitation.objects.filter(over)


def _sessions(now: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lte=now)


def _over(now: datetime) -> Q:
    """Of rows that were deleted: their days are over."""
    return Q(deleted_at__lte=now - timedelta(days=DELETED_DAYS))


def _deleted(model: Any, now: datetime) -> QuerySet[Any]:
    return model._base_manager.filter(_over(now)).order_by("pk")


def _workbooks(now: datetime) -> QuerySet[Any]:
    """Deleted ones that no other goes on from: what stood last time is read from the snapshot of the one before."""
    after = Workbook.objects.filter(deleted_at=None)
    read_by = Exists(after.filter(Q(previous=OuterRef("pk")) | Q(last_time__workbook=OuterRef("pk"))))
    return _deleted(Workbook, now).exclude(read_by)


def _entries(now: datetime) -> QuerySet[Any]:
    """Deleted ones that nothing else hangs on: no strategy, and no note of a room, which would count as unsent again."""
    cited = Exists(Strategy.objects.filter(entries=OuterRef("pk")))
    return _deleted(Entry, now).exclude(cited).exclude(Exists(Contribution.objects.filter(sent_to=OuterRef("pk"))))


def _comments(now: datetime) -> QuerySet[Any]:
    """Deleted ones without answers that stay, or whose days are not over; answers first, as a thread takes its own along."""
    answers = Comment._base_manager.filter(parent=OuterRef("pk")).exclude(_over(now))
    return _deleted(Comment, now).exclude(Exists(answers)).order_by(F("parent").asc(nulls_last=True), "pk")


def _what(row: Any) -> str:
    """What the record of changes calls a row."""
    if isinstance(row, Line):
        return f"line {row.key}"[:40]
    return f"comment {row.pk}" if isinstance(row, Comment) else row.ref


def _end_row(row: Any) -> None:
    """What the record of changes says that it said goes with it; that it was there, and who wrote when, stays."""
    Change.objects.filter(workbook=row.workbook_id, what=_what(row)).update(left_as={})


def _end_shared(row: Source | Anchor | Asset) -> None:
    """As `_end_row`, in every workbook of the cluster."""
    what = f"{row._meta.model_name} {row.pk}"
    Change.objects.filter(workbook__cluster=row.cluster_id, what=what).update(left_as={})


def _end_source(row: Source) -> None:
    let_go(row.file.name or "")
    _end_shared(row)


def _end_workbook(row: Workbook) -> None:
    """What holds its snapshots goes first."""
    Briefing.objects.filter(workbook=row.pk).delete()
    Upgrade.objects.filter(workbook=row.pk).delete()


def _end_cluster(row: Cluster) -> None:
    for book in Workbook._base_manager.filter(cluster=row.pk):
        _end_workbook(book)
    for source in Source._base_manager.filter(cluster=row.pk):
        _end_source(source)


def _one_by_one(rows: Callable[[datetime], QuerySet[Any]], before: Callable[[Any], None]) -> Callable[[datetime], int]:
    """Each row in a transaction of its own, held while it goes, so that one brought back at that moment stays."""

    def end(now: datetime) -> int:
        return sum(_gone(rows(now), pk, before) for pk in list(rows(now).values_list("pk", flat=True)))

    return end


@transaction.atomic
def _gone(rows: QuerySet[Any], pk: Any, before: Callable[[Any], None]) -> bool:
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        return False
    before(row)
    row.delete()
    return True


def _of(model: Any) -> Callable[[datetime], QuerySet[Any]]:
    return lambda now: _deleted(model, now)


RULES = (
    Rule(_("workshops whose guests are forgotten"), to_forget, forget_all),
    Rule(_("addresses of readers"), _addresses, lambda now: _addresses(now).update(email="")),
    Rule(_("invitations, run out or taken up"), _invitations, lambda now: _invitations(now).delete()[0]),
    Rule(_("sessions that ran out"), _sessions, lambda now: _sessions(now).delete()[0]),
    Rule(_("deleted clusters"), _of(Cluster), _one_by_one(_of(Cluster), _end_cluster)),
    Rule(_("deleted workbooks"), _workbooks, _one_by_one(_workbooks, _end_workbook)),
    Rule(_("deleted actions"), _of(Action), _one_by_one(_of(Action), _end_row)),
    Rule(_("deleted strategies"), _of(Strategy), _one_by_one(_of(Strategy), _end_row)),
    Rule(_("deleted entries"), _entries, _one_by_one(_entries, _end_row)),
    Rule(_("deleted lines"), _of(Line), _one_by_one(_of(Line), _end_row)),
    Rule(_("deleted comments"), _comments, _one_by_one(_comments, _end_row)),
    Rule(_("deleted sources"), _of(Source), _one_by_one(_of(Source), _end_source)),
    Rule(_("deleted rows of who is here"), _of(Anchor), _one_by_one(_of(Anchor), _end_shared)),
    Rule(_("deleted rows of infrastructure"), _of(Asset), _one_by_one(_of(Asset), _end_shared)),
)
