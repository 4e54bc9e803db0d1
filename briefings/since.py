"""What changed between two issued briefings of a workbook: what is said otherwise, and nothing about numbers of pages."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.document.values import Document, Entry, Reading
from swot.rules.quadrants import LABELS
from swot.rules.said_otherwise import Group, Said, differ
from swot.rules.windows import windows


def since(then: Document, now: Document, content: TemplateContent, today: Any) -> tuple[Group, ...]:
    """All that changed from one document to another, by kind; kinds in which nothing did are left out.

    Of people already here first: the windows as they stood on each day, then entries, strategies, actions, counts, asks.
    """
    groups = (
        Group(_("People already here"), _windows(then, now, content, today)),
        Group(_("Entries"), differ(then.entries, now.entries, _entry)),
        Group(_("Strategies kept"), differ(_kept(then), _kept(now), lambda one: one.strategy)),
        Group(_("Actions"), differ(then.actions, now.actions, _action)),
        Group(_("What is counted"), differ(then.readings, now.readings, _reading, _named(content))),
        Group(_("What is asked"), differ(then.asks, now.asks, _ask, lambda one: one.reader)),
    )
    return tuple(group for group in groups if group.things)


def _windows(then: Document, now: Document, content: TemplateContent, today: Any) -> tuple[Said, ...]:
    return tuple(
        Said(after.label, before.rests_on, after.rests_on)
        for before, after in zip(windows(then, content, then.as_of), windows(now, content, today), strict=True)
        if before.rests_on != after.rests_on
    )


def _kept(document: Document) -> list[Any]:
    return [one for one in document.strategies if one.kept]


def _entry(one: Entry) -> str:
    where = LABELS[one.quadrant] if one.quadrant else _("not sorted")
    return f"{where}: {one.text}"


def _action(one: Any) -> str:
    return f"{one.action} ({_('done')})" if one.done else str(one.action)


def _reading(one: Reading) -> str:
    return _("not yet known") if one.value is None else f"{one.value}"


def _ask(one: Any) -> str:
    return str(one.decision_asked)


def _named(content: TemplateContent) -> Callable[[Reading], str]:
    known = content.indicator_by_id
    return lambda one: known[one.id].what if one.id in known else one.id
