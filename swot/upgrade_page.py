"""What pages show of a newer version on offer, of choosing, and of what was set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from swot.content import CheckQuestion, Prompt
from swot.document.gather import Rows
from swot.forms.inclusion import ANSWERS as CHECK_ANSWERS
from swot.forms.upgrade import ANEW_IN_CHECK, WHAT_IT_DOES, UpgradeForm, name_of
from swot.models import Answer, SetAsideCheck, Upgrade, Workbook
from swot.page import page
from swot.rules.differences import ADDED, MEANING, REMOVED
from swot.rules.side_by_side import Thing, things
from swot.upgrading import Offered, Question, history, offered, told_of, undoable
from swot.views.prompts import answer_words


@dataclass(frozen=True)
class Notice:
    """A newer version on offer in numbers: questions reworded, new, gone, of another meaning, and answered of those two."""

    offer: Offered
    reworded: int
    new: int
    gone: int
    otherwise: int
    answered: int

    @property
    def what_changed(self) -> str:
        """The curators' sentence."""
        return self.offer.target.what_changed


@dataclass(frozen=True)
class Asked:
    """A question about which there is something to choose or to know: as it was and is, the answer given, the choices."""

    thing: Thing
    question: Question
    answer: str
    row: Answer | None
    field: Any

    @property
    def what_it_does(self) -> list[tuple[Any, Any]]:
        """Each radio with a line on what it does."""
        says = {**WHAT_IT_DOES, "anew": ANEW_IN_CHECK} if self.thing.part == "check" else WHAT_IT_DOES
        return [(radio, says[radio.data["value"]]) for radio in self.field] if self.field else []


@dataclass(frozen=True)
class Group:
    """Things that are different in the same way, under one heading."""

    key: str
    title: str
    things: list[Thing]


def notice(book: Workbook, rows: Rows) -> Notice | None:
    """The newer version that the home page tells of, of a workbook read `with_newest`."""
    offer = told_of(book)
    if offer is None:
        return None
    asked = [one for one in _things(offer) if one.part == "prompt" or (one.part == "check" and one.number)]
    otherwise = [one for one in asked if one.means_something_else]
    return Notice(
        offer=offer,
        reworded=sum(not {MEANING, ADDED, REMOVED} & set(one.whats) and not one.is_only_moved for one in asked),
        new=sum(one.is_new for one in asked),
        gone=sum(one.is_gone for one in asked),
        otherwise=len(otherwise),
        answered=len(offer.questions(rows.document)),
    )


def upgrade_page(book: Workbook, data: Any = None, **context: Any) -> dict[str, Any]:
    """The context of the page of a newer version: what it would change, what is to be chosen, and what was before."""
    rows, offer, past = Rows(book), offered(book), history(book)
    begun = next((one for one in past if not one.finished_at), None)
    mine = (
        begun if begun and offer and begun.target_id == offer.target.pk and begun.source_id == book.version_id else None
    )
    context |= {"offer": offer, "begun": mine, "past": [one for one in past if one.finished_at]}
    undo = undoable(book, past)
    context |= {"undo": undo, "why_not_undone": "" if undo else why_not_undone(context["past"], book)}
    context |= {"undo_at": undo_address(book, undo) if undo else "", "aside": rows.aside}
    context |= {"may_choose": book.role == "leader" and not book.closed_at}
    if offer:
        questions = offer.questions(rows.document)
        hidden = {
            "source": offer.source.number,
            "target": offer.target.number,
            "revision": mine.revision if mine else 0,
        }
        form = UpgradeForm(questions, data, said=mine.said if mine else {}, **hidden)
        context |= {"form": form, "seen": hidden, "asked": _asked(offer, questions, rows, form)}
        context["groups"] = _groups(offer, questions)
    return page(book, "contents", rows, **context)


def checks_aside(book: Workbook) -> list[tuple[SetAsideCheck, list[tuple[CheckQuestion, str]]]]:
    """Self-checks that did not go along whole, the last one first, each with its questions and answers as given then."""
    rows = book.checks_aside.select_related("version__template").order_by("-version__number", "-pk")
    words = dict(CHECK_ANSWERS)
    return [
        (
            row,
            [
                (asked, str(words.get(said, "")))
                for asked, said in zip(_asked_by(row), row.answers, strict=False)
                if said
            ],
        )
        for row in rows
    ]


def _asked_by(row: SetAsideCheck) -> tuple[CheckQuestion, ...]:
    return row.version.content().check.questions


def why_not_undone(past: Sequence[Upgrade], book: Workbook) -> str:
    """Why the last upgrade can no longer be taken back; "" where there is none, or it was."""
    last = next((one for one in past if not one.ended_at), None)
    if last is None:
        return ""
    if book.closed_at:
        return _("This workbook is closed, so nothing is taken back any more.")
    if last.target_id != book.version_id:
        return _("The words of the questions were changed again since, so this can no longer be taken back.")
    return _("A briefing was issued since, so this can no longer be taken back.")


def _things(offer: Offered) -> tuple[Thing, ...]:
    return things(offer.differences, offer.before, offer.after)


def _asked(offer: Offered, questions: Sequence[Question], rows: Rows, form: UpgradeForm) -> list[Asked]:
    """Those with something to choose first."""
    by_key = {(one.part, one.code): one for one in _things(offer)}
    given = {row.prompt.code: row for row in rows.answers}
    found = []
    for one in questions:
        thing = by_key[one.difference.part, one.difference.code]
        field = form[name_of(one.code)] if name_of(one.code) in form.fields else None
        found.append(Asked(thing, one, _answer(one), given.get(one.code), field))
    return sorted(found, key=lambda one: one.field is None)


def _answer(question: Question) -> str:
    before, said = question.before, question.answer
    if isinstance(said, str):
        return str(dict(CHECK_ANSWERS).get(said, said))
    return answer_words(before, said) if isinstance(before, Prompt) else ""


def _groups(offer: Offered, questions: Sequence[Question]) -> list[Group]:
    chosen = {(one.difference.part, one.difference.code) for one in questions}
    rest = [one for one in _things(offer) if (one.part, one.code) not in chosen]
    prompts = [one for one in rest if one.part == "prompt"]
    known = [one for one in prompts if not one.is_new and not one.is_gone]
    parts = {part: [one for one in rest if one.part == part] for part in ("check", "indicator", "trap")}
    words = [one for one in rest if one.part in ("title", "section", "words")]
    worded = [one for one in known if not one.means_something_else and not one.is_only_moved]
    groups = [
        Group("new", _("New questions"), [one for one in prompts if one.is_new]),
        Group("gone", _("Questions that are gone"), [one for one in prompts if one.is_gone]),
        Group("otherwise", _("Questions that mean something else"), [one for one in known if one.means_something_else]),
        Group("reworded", _("Questions worded otherwise"), worded),
        Group("moved", _("Questions in another place"), [one for one in known if one.is_only_moved]),
        Group("check", _("Self-check"), parts["check"]),
        Group("indicators", _("Indicators and thresholds"), parts["indicator"]),
        Group("traps", _("Traps"), parts["trap"]),
        Group("words", _("Words of the kind"), words),
    ]
    return [one for one in groups if one.things]


def undo_address(book: Workbook, upgrade: Upgrade) -> str:
    """Where Undo of an upgrade posts to."""
    return f"{reverse('swot:upgrade-undo', args=[book.pk])}?upgrade={upgrade.pk}"
