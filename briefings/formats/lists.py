"""What a workbook lists, as rows of plain values: the same for comma-separated files and for sheets.

In them stands what is printed in some edition, and nothing that print leaves out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from briefings.formats.plain import plain
from briefings.parts.inclusion import STATUS
from briefings.parts.plan import COSTS
from briefings.tables import EVIDENCE
from swot.content import Indicator, TemplateContent
from swot.document.values import Action, Document, Entry, Reading, Strategy, entry_order
from swot.rules.quadrants import FAMILIES, LABELS, family_of
from swot.rules.questions import Question, questions
from swot.rules.readings import is_stale

Value = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """One column: its heading, and its width in signs."""

    heading: str
    width: int = 12


@dataclass(frozen=True)
class Listing:
    """A list under a name: texts are plain, dates are dates, numbers are numbers, None is a gap."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


# A heading, a width, and what stands there of a thing.
Given = tuple[str, int, Callable[[Any], Any]]


def listing(name: str, things: Iterable[Any], given: Sequence[Given]) -> Listing:
    """A list of things by columns."""
    columns = tuple(Column(heading, width) for heading, width, _value in given)
    return Listing(name, columns, tuple(tuple(_plain(value(one)) for _h, _w, value in given) for one in things))


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, bool):
        return None if value is None else _("yes") if value else _("no")
    return value if isinstance(value, int | float | date) else plain(str(value)) or None


def everything(document: Document, content: TemplateContent, today: date) -> tuple[Listing, ...]:
    """All lists there are: entries, strategies, actions, what is to be found out, and figures that are kept watch on."""
    return (
        entries(document, content),
        strategies(document),
        actions(document),
        find_out(document, content),
        indicators(document, content, today),
    )


def entries(document: Document, content: TemplateContent) -> Listing:
    """All entries in the order of the matrix; who wrote them is not in the document and not here."""
    titles = {code: section.title for code, section in content.section_by_code.items()}
    given: tuple[tuple[str, int, Callable[[Entry], Any]], ...] = (
        (_("Ref"), 7, lambda one: one.id),
        (_("Quadrant"), 13, lambda one: LABELS[one.quadrant] if one.quadrant else _("not sorted yet")),
        (_("Entry"), 60, lambda one: one.text),
        (_("Section"), 24, lambda one: titles.get(one.section, one.section)),
        (_("How we know"), 13, lambda one: EVIDENCE[one.evidence.grade][0]),
        (_("Source"), 32, lambda one: one.evidence.source),
        (_("Date"), 12, lambda one: one.evidence.date),
        (_("Impact"), 9, lambda one: one.impact),
        (_("Certainty"), 10, lambda one: one.certainty),
        (_("Priority"), 9, lambda one: one.priority),
        (_("People already here"), 12, lambda one: one.inclusion),
        (_("Horizon"), 15, lambda one: one.horizon),
    )
    return listing(_("Entries"), sorted(document.entries, key=entry_order), given)


def strategies(document: Document) -> Listing:
    """The kept strategies that say something, each with the entries it joins."""
    kept = (one for one in document.strategies if one.kept and one.strategy)
    given: tuple[tuple[str, int, Callable[[Strategy], Any]], ...] = (
        (_("Ref"), 7, lambda one: one.id),
        (_("Family"), 11, lambda one: FAMILIES.get(family_of(one, document) or "", "")),
        (_("Strategy"), 60, lambda one: one.strategy),
        (_("Joins"), 16, lambda one: ", ".join((*one.internal_entries, *one.external_entries))),
        (_("Who gains"), 32, lambda one: one.who_gains),
        (_("Who could lose"), 32, lambda one: one.who_could_lose),
        (_("How we will know"), 32, lambda one: one.how_we_will_know),
        (_("Goes with the grain"), 32, lambda one: one.how_it_goes_with_the_grain),
        (_("Who must agree"), 24, lambda one: one.who_must_agree),
    )
    return listing(_("Strategies"), kept, given)


def actions(document: Document) -> Listing:
    """The actions that say something, in the order of their refs."""
    said = (one for one in document.actions if one.action)
    given: tuple[tuple[str, int, Callable[[Action], Any]], ...] = (
        (_("Ref"), 7, lambda one: one.id),
        (_("Action"), 60, lambda one: one.action),
        (_("Owner"), 24, lambda one: one.owner),
        (_("By"), 12, lambda one: one.due),
        (_("Done"), 12, lambda one: one.done),
        (_("First step within 30 days"), 40, lambda one: one.first_step_within_30_days),
        (_("Cost"), 10, lambda one: COSTS.get(one.cost_band or "", "")),
        (_("Measure"), 40, lambda one: one.measure),
        (_("Serves strategy"), 10, lambda one: one.strategy),
        (_("People already here"), 12, lambda one: one.inclusion),
    )
    return listing(_("Actions"), said, given)


def find_out(document: Document, content: TemplateContent) -> Listing:
    """Every open question with who finds it out by when; those found out say since when."""
    given: tuple[tuple[str, int, Callable[[Question], Any]], ...] = (
        (_("About"), 12, lambda one: one.about),
        (_("Question"), 70, lambda one: one.text),
        (_("Who asks"), 24, lambda one: one.owner),
        (_("By"), 12, lambda one: one.due),
        (_("Found out"), 12, lambda one: one.plan and one.plan.done),
        (_("People already here"), 12, lambda one: one.inclusion),
    )
    return listing(_("To find out"), questions(document, content), given)


def indicators(document: Document, content: TemplateContent, today: date) -> Listing:
    """Every figure of the kind, read or not, with its state on a day."""
    readings = {one.id: one for one in document.readings}

    def of(one: Indicator) -> Reading:
        return readings.get(one.id) or Reading(one.id)

    def state(one: Indicator) -> Any:
        return STATUS["stale" if is_stale(of(one), one, today) else of(one).status]

    given: tuple[tuple[str, int, Callable[[Indicator], Any]], ...] = (
        (_("Ref"), 7, lambda one: one.id),
        (_("Figure"), 60, lambda one: one.what),
        (_("Last value"), 14, lambda one: of(one).value),
        (_("Unit"), 14, lambda one: one.unit),
        (_("State"), 14, state),
        (_("Source"), 32, lambda one: of(one).source),
        (_("Date"), 12, lambda one: of(one).as_of),
    )
    return listing(_("Indicators"), content.indicators, given)
