"""The parts of the inclusion page: the next step, and each window with the one link that would light it further."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from swot.content import Prompt, TemplateContent
from swot.document.values import Document
from swot.models import Workbook
from swot.rules.answers import answers_by_id, is_answered
from swot.rules.check import CheckResult
from swot.rules.consequences import ENTRY, STRATEGY, needs
from swot.rules.inclusion import Strip
from swot.rules.windows import LIT, Window, day, is_named


@dataclass(frozen=True)
class Link:
    """A link with its words; `is_form` says that it leads to a form, which is not there for viewers."""

    text: str
    url: str
    is_form: bool = False


@dataclass(frozen=True)
class Pane:
    """One window and its link."""

    window: Window
    link: Link


@dataclass(frozen=True)
class Next:
    """What to do now: as the page says it in `components/_next.html`."""

    title: str
    text: str
    link: Link


def panes(strip: Strip, document: Document, content: TemplateContent, workbook: Workbook) -> tuple[Pane, ...]:
    """The five windows with their links."""
    return tuple(Pane(window, _link(window, document, content, workbook)) for window in strip.windows)


def next_step(
    document: Document, content: TemplateContent, workbook: Workbook, strip: Strip, result: CheckResult | None
) -> Next:
    """The check while it is not taken, then what it is unsure of, then the next action, then a first action."""
    if result is None:
        link = Link(_("Take the self-check"), _url(workbook, "check"), is_form=True)
        return Next(_("take the self-check"), content.check.intro, link)
    if result.not_known_enough and result.find_out:
        question = result.find_out[0]
        plan = next((one for one in document.find_out if one.about == f"check {question.number}" and one.owner), None)
        text = _("%(owner)s has it.") % {"owner": plan.owner} if plan else _("Nobody has it yet.")
        words = f"{question.text} {question.find_out} {text}"
        return Next(
            _("find out what weighs most"), words, Link(_("Open the find-out list"), _url(workbook, "find-out"))
        )
    unmet = [need.key for need in needs(document, result) if not need.is_met]
    if ENTRY in unmet or STRATEGY in unmet:
        return _needed(ENTRY if ENTRY in unmet else STRATEGY, workbook, result)
    action = strip.next_action
    if action is None:
        link = Link(_("Add an action"), _url(workbook, "action-add"), is_form=True)
        return Next(_("one action about people already here"), _("There is none yet."), link)
    when = day(action.due) if action.due else _("no date yet")
    link = Link(_("Open the actions"), _url(workbook, "actions"))
    return Next(action.action, f"{action.owner}, {when}." if action.owner else f"{when}.", link)


def _needed(key: str, workbook: Workbook, result: CheckResult) -> Next:
    """What the band asks for first: an entry, then a strategy that rests on it."""
    if key == ENTRY:
        url = f"{_url(workbook, 'entry-add')}?section=INC"
        return Next(
            _("one entry about people already here"), result.confirmed_band.text, Link(_("Add it"), url, is_form=True)
        )
    link = Link(_("Write it"), _url(workbook, "strategies"))
    return Next(_("a strategy that answers for people already here"), result.confirmed_band.text, link)


def _link(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    return LINKS[window.key](window, document, content, workbook)


def _first(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    if not (document.first_questions.here_before or "").strip():
        return Link(_("Say who was here"), _url(workbook, "first-questions"), is_form=True)
    return _prompts(window, document, content, workbook)


def _priced_out(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    if window.state == LIT:
        return Link(_("See the answers"), "#h-check")
    return Link(_("Answer the questions"), _url(workbook, "check"), is_form=True)


def _decides(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    if _empty(window, document, content) or window.state == LIT:
        return _prompts(window, document, content, workbook)
    seats = next(indicator for indicator in content.indicators if indicator.seats)
    return Link(_("Count the seats"), _url(workbook, "reading-add", seats.id), is_form=True)


def _benefits(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    if any(strategy.kept for strategy in document.strategies):
        text = _("See the strategies") if window.state == LIT else _("Say who could lose")
        return Link(text, _url(workbook, "strategies"))
    return _prompts(window, document, content, workbook)


def _watch(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    if not is_named(document.first_questions.speaks_for_them):
        return Link(_("Name someone"), _url(workbook, "first-questions"), is_form=True)
    return Link(_("See what we count"), "#h-ind")


LINKS = {"first": _first, "priced-out": _priced_out, "decides": _decides, "benefits": _benefits, "watch": _watch}


def _empty(window: Window, document: Document, content: TemplateContent) -> list[Prompt]:
    answers = answers_by_id(document)
    return [prompt for prompt in _marked(window, content) if not is_answered(answers.get(prompt.id))]


def _marked(window: Window, content: TemplateContent) -> list[Prompt]:
    return [prompt for prompt in content.prompts.values() if prompt.window == window.key]


def _prompts(window: Window, document: Document, content: TemplateContent, workbook: Workbook) -> Link:
    """To the first question of a window without an answer, else to its first, else to the inclusion section."""
    empty = _empty(window, document, content)
    prompt = next(iter(empty or _marked(window, content)), content.section_by_code["INC"].prompts[0])
    text = _("Answer it") if empty else _("See the answer")
    return Link(text, f"{_url(workbook, 'section', prompt.section)}#{prompt.id}")


def _url(workbook: Workbook, name: str, *args: str) -> str:
    return reverse(f"swot:{name}", args=[workbook.pk, *args])
