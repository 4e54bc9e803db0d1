"""Beginning a workbook, and its contents page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clusters.access import Role
from clusters.errors import Refusal
from clusters.models import Cluster
from clusters.responses import see
from swot.around import with_offers
from swot.comments_page import open_and_calling
from swot.document.gather import Rows
from swot.forms.first_questions import FIELDS
from swot.forms.languages import ONE_OF, LanguageForm, language_before
from swot.here import here_now
from swot.last_time import last_time
from swot.models import Workbook
from swot.models.entry import Grade
from swot.page import may_write, page, readable
from swot.rules.families import can_pair
from swot.rules.progress import SectionProgress, minutes_left, next_section
from swot.rules.questions import by_urgency, questions
from swot.rules.windows import is_nobody
from swot.tray import Tray
from swot.upgrade_page import notice
from swot.upgrading import with_newest
from swot.views.sections import counts

QUIET_DAYS = 90


@dataclass(frozen=True)
class Next:
    """The one next step: what it is, a sentence, where it leads, and the words on its button."""

    title: str
    text: str
    url: str
    action: str
    number: int = 0


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a workbook of a cluster on the newest published version of its kind in the language chosen."""
    cluster = _cluster(request)
    form = LanguageForm(request.POST, kinds=[cluster.kind], usual=language_before(cluster))
    try:
        if not form.is_valid():
            raise Refusal(str(ONE_OF))
        version = form.version(cluster.kind)
        workbook = Workbook.begin(cluster, version, by=request.user, finding=cluster.findings.first())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "clusters:detail", cluster.pk)
    return see(request, "swot:first-questions", workbook.pk)


@require_safe
def workbook(request: HttpRequest, pk: Any) -> HttpResponse:
    """The contents page: one next step, the task list, and how the workbook stands."""
    book = readable(request, pk, lambda rows: with_newest(with_offers(rows, request.user)))
    rows, content = Rows(book), book.content()
    sections = rows.progress
    context = {
        "tasks": [{"number": number, "of": one} for number, one in enumerate(sections, 1)],
        "next": _next(book, rows, sections),
        "minutes": minutes_left(sections),
        "late": sum(is_late(row, book) for row in rows.find_outs),
        "to_find_out": len(by_urgency(questions(rows.with_questions, content))),
        "counts": counts(rows),
        "board": reverse("swot:board", args=[book.pk]),
        "known": [(grade, sum(e.evidence_grade == grade for e in rows.entries)) for grade in reversed(Grade.values)],
        "talk": open_and_calling(book, request.user),
        "is_silent": is_silent(rows),
        "here_now": here_now(rows, request.user),
        "is_of_another_kind": is_of_another_kind(book),
        "open_offers": getattr(book, "open_offers", 0),
        "nobody": nobody_yet(book),
        "newer": notice(book, rows),
        "aside": rows.many_aside,
        "unasked": [name for name in FIELDS if not getattr(book.first_questions, name)],
    }
    return render(request, "swot/workbook.html", page(book, "contents", rows, **_numbers(rows), **context))


def nobody_yet(book: Workbook) -> list[str]:
    """What "nobody yet" to one of the first questions is shown as, in the words of the kind."""
    asked = zip(FIELDS, book.content().words["start_questions"], strict=True)
    return [question["nobody_shown"] for name, question in asked if is_nobody(getattr(book.first_questions, name))]


def is_silent(rows: Rows) -> bool:
    """Whether nothing about people already here has changed for 90 days (content 4.5 rule 13)."""
    told: list[Any] = [*rows.entries, *rows.actions]
    changed = [row.changed_at for row in told if row.inclusion]
    newest = max([rows.workbook.begun_at, *changed, *(row.read_at for row in rows.every_reading)])
    return newest < timezone.now() - timedelta(days=QUIET_DAYS)


def is_of_another_kind(book: Workbook) -> bool:
    """Whether the workbook before was of another kind, so that each of its entries is asked again."""
    last = last_time(book)
    return last is not None and last.kind != book.content().kind


def is_late(row: Any, book: Workbook) -> bool:
    """Whether a question should have been found out by now."""
    return bool(row.done_on is None and row.due and row.due < book.cluster.today)


def _cluster(request: HttpRequest) -> Cluster:
    """The cluster named in the body, for those who may write in it; 404 for everybody else."""
    field = forms.ModelChoiceField(Cluster.objects.editable_by(request.user))
    try:
        cluster: Cluster = field.clean(request.POST.get("cluster"))
    except forms.ValidationError as error:
        raise Http404 from error
    return cluster


def _numbers(rows: Rows) -> dict[str, int]:
    """The counts beside the tasks 11 to 13."""
    kept = [row for row in rows.strategies if row.kept]
    return {
        "waiting": len(Tray(rows, rows.workbook.content()).waiting),
        "entries": len(rows.entries),
        "placed": sum(bool(entry.impact and entry.certainty) for entry in rows.entries),
        "strategies": len(kept),
        "unanswered": sum(not (row.who_gains.strip() and row.who_could_lose.strip()) for row in kept),
        "actions": sum(row.done_on is None for row in rows.actions),
    }


def _next(book: Workbook, rows: Rows, sections: tuple[SectionProgress, ...]) -> Next:
    """Whoever may only read is led to what can be read, not to questions they cannot answer."""
    if not may_write(book):
        text, url = _("The workbook on a few pages, for whoever decides."), reverse("briefings:list", args=[book.pk])
        return Next(_("read the briefing"), text, url, _("Open the briefing"))
    again = _look_again(book, rows)
    if again:
        return again
    if all(getattr(book.first_questions, name) is None for name in FIELDS):
        text = _("Who was here before, who is missing, who speaks for them. “Nobody yet” is an answer.")
        url = reverse("swot:first-questions", args=[book.pk])
        return Next(_("three questions first"), text, url, _("Answer the three questions"))
    found = next_section(sections)
    return _next_section(book, found, sections.index(found) + 1) if found else _next_room(book, rows)


def _look_again(book: Workbook, rows: Rows) -> Next | None:
    """The return visit: begun first of all in a new workbook, and begun by a leader once the day has come."""
    if book.last_time_id and not (rows.document.entries or rows.document.answers):
        text, url = (
            _("Before new entries, last time’s: what came true, what faded."),
            reverse("swot:return", args=[book.pk]),
        )
        return Next(_("what became of it"), text, url, _("Look at last time’s entries"))
    if book.role == Role.LEADER and book.review_on and book.review_on <= book.cluster.today:
        text = _("The day has come on which you meant to come back: %(day)s.") % {
            "day": date_format(book.review_on, "j F Y")
        }
        url = reverse("swot:return-begin", args=[book.pk])
        return Next(_("look again at last time’s entries"), text, url, _("Begin the return visit"))
    return None


def _next_section(book: Workbook, found: SectionProgress, number: int) -> Next:
    url = reverse("swot:section", args=[book.pk, found.section.code])
    minutes = max(1, round(found.minutes))
    words = {"title": found.section.title, "number": number, "left": found.left, "asked": found.asked}
    takes = ngettext("About %(minutes)d minute.", "About %(minutes)d minutes.", minutes) % {"minutes": minutes}
    if found.state == "open":
        return Next(_("begin %(title)s") % words, takes, url, _("Begin section %(number)d") % words, number)
    left = ngettext("%(left)d question of %(asked)d is left.", "%(left)d questions of %(asked)d are left.", found.left)
    return Next(
        _("finish %(title)s") % words, f"{left % words} {takes}", url, _("Continue section %(number)d") % words, number
    )


def _next_room(book: Workbook, rows: Rows) -> Next:
    """What comes when every section is complete."""
    numbers = _numbers(rows)
    if numbers["waiting"]:
        text, url = _("Some lines still have no place on the board."), reverse("swot:sort", args=[book.pk])
        return Next(_("sort what you wrote"), text, url, _("Sort"))
    if numbers["placed"] < numbers["entries"]:
        text, url = _("How much it matters, and how sure you are."), reverse("swot:priorities", args=[book.pk])
        return Next(_("weigh the entries"), text, url, _("Set priorities"))
    if not rows.strategies and can_pair(rows.document):
        text, url = _("Where inside meets outside, pair by pair."), reverse("swot:crossings", args=[book.pk])
        return Next(_("mark the crossings"), text, url, _("Mark the crossings"))
    if not numbers["strategies"]:
        text, url = _("Pair what is inside with what is outside."), reverse("swot:strategies", args=[book.pk])
        return Next(_("decide what to do"), text, url, _("Write strategies"))
    text, url = (
        _("For an agency, the council, a bank, or the neighbourhood."),
        reverse("briefings:list", args=[book.pk]),
    )
    return Next(_("tell the people who decide"), text, url, _("Write a briefing"))
