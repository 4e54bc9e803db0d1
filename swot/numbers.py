"""Numbers that curators see: how many workbooks there are on a version, and how many hold an answer; never a word of one.

Fewer than five are told as such, so that no single cluster shows.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from swot.models import Answer, Reading, SelfCheck, TemplateVersion, Workbook

FEWEST = 5
# An answer taken back keeps its row, without a value.
TAKEN_BACK = Q(status=Answer.Status.ANSWERED, value__isnull=True) & ~Q(prompt__type="list")


def told(count: int) -> str:
    """A number of workbooks as curators read it."""
    return str(count) if count >= FEWEST else _("fewer than five")


@dataclass(frozen=True)
class Held:
    """How many open workbooks of a template hold something: an answer by prompt, the self-check, a reading by indicator."""

    prompts: dict[str, int]
    check: int
    indicators: dict[str, int]

    def of(self, part: str, code: str) -> int | None:
        """How many hold an answer to one thing of a template; None where nothing is answered."""
        if part == "prompt":
            return self.prompts.get(code, 0)
        if part == "indicator":
            return self.indicators.get(code, 0)
        return self.check if part == "check" else None


def held(template: Any) -> Held:
    """What open workbooks on any version of a template hold, in three queries."""
    mine = {"workbook__closed_at": None, "workbook__version__template": template}
    answers = Answer.objects.live().standing().filter(**mine).exclude(TAKEN_BACK)
    checks = SelfCheck.objects.live().filter(taken_on__isnull=False, **mine)
    clusters = Workbook.objects.open().filter(version__template=template).order_by().values("cluster")
    readings = Reading.objects.filter(cluster__in=clusters)
    return Held(
        _counted(answers, "prompt__code", "workbook"), checks.count(), _counted(readings, "indicator", "cluster")
    )


def open_workbooks(template: Any) -> dict[int, int]:
    """How many workbooks are in progress on each version of a template, by its primary key."""
    return _counted(Workbook.objects.open().filter(version__template=template), "version", "pk")


@dataclass(frozen=True)
class Usage:
    """How a version is used: workbooks in progress and closed, and what was said to each prompt, by code and status."""

    open: int
    closed: int
    said: dict[str, dict[str, int]]

    @property
    def tells(self) -> bool:
        """Whether any number of it is high enough to be told."""
        counts = (self.open, self.closed, *(count for one in self.said.values() for count in one.values()))
        return max(counts) >= FEWEST


def usage(version: TemplateVersion) -> Usage:
    """How a version is used, in two queries; an answer counts on the version that it was given to."""
    books = Workbook.objects.live().filter(version=version).order_by()
    states = books.aggregate(open=Count("pk", Q(closed_at=None)), closed=Count("pk", Q(closed_at__isnull=False)))
    codes = {pk: code for code, pk in version.pks().prompts.items()}
    answers = Answer.objects.live().exclude(TAKEN_BACK).annotate(asked=Coalesce("given_to", "prompt"))
    rows = answers.filter(asked__in=list(codes)).order_by().values_list("asked", "status")
    said: dict[str, dict[str, int]] = {}
    for pk, status, count in rows.annotate(count=Count("workbook", distinct=True)):
        said.setdefault(codes[pk], {})[status] = count
    return Usage(states["open"], states["closed"], said)


def _counted(rows: QuerySet[Any], by: str, what: str) -> dict[Any, int]:
    """How many different `what` there are, by the value of a field."""
    return dict(rows.order_by().values_list(F(by)).annotate(count=Count(what, distinct=True)))
