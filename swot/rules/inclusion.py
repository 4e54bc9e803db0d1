"""The inclusion strip: five windows and one sentence, on every page of a workbook (content 4.5, spec "Inclusion thread")."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from swot.content import Indicator, TemplateContent
from swot.document.values import Action, Document, Reading
from swot.rules.actions import inclusion_ratio, open_inclusion_actions
from swot.rules.check import CheckResult, score
from swot.rules.progress import has_begun_with_neighbours
from swot.rules.readings import UNKNOWN, due, is_stale, reading_of
from swot.rules.windows import DARK, Window, day, windows


@dataclass(frozen=True)
class Strip:
    """What the strip says. `answered` counts windows lit or half lit; `missing` names the dark ones.

    `action_ratio` is "3 of 6": open inclusion actions of open actions. `oldest_unknown` is a sentence or empty.
    `begun` is false until the inclusion section has one answer.
    """

    windows: tuple[Window, ...]
    answered: int
    check_sentence: str
    not_known_enough: bool
    missing: tuple[str, ...]
    next_action: Action | None
    action_ratio: str
    oldest_unknown: str = ""
    begun: bool = True
    has_actions: bool = False

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells it, as the strip of a page shows it, from every other."""
        said = (self.sentence, self.more, self.check_sentence, self.answered, self.begun, self.not_known_enough)
        return (*((window.label, window.short, window.state) for window in self.windows), *said)

    @property
    def count(self) -> str:
        """How many windows are answered: "3 of 5"."""
        return _("%(answered)d of %(all)d") % {"answered": self.answered, "all": len(self.windows)}

    @property
    def rest(self) -> str:
        """What comes after the check: not begun, else what is missing, else the next action and its date."""
        if not self.begun:
            return _("Not yet begun with the neighbours.")
        if self.missing:
            names = ", ".join(label[:1].lower() + label[1:] for label in self.missing)
            return _("Not answered yet: %(names)s.") % {"names": names}
        return self.next

    @property
    def next(self) -> str:
        """The next action about people already here and its date."""
        if self.next_action is None:
            return _("No action about people already here yet.")
        if self.next_action.due is None:
            return _("Next: %(action)s, no date yet.") % {"action": self.next_action.action}
        return _("Next: %(action)s, %(date)s.") % {"action": self.next_action.action, "date": day(self.next_action.due)}

    @property
    def more(self) -> str:
        """The second line: the oldest unknown, the next action where the first line does not say it, and the ratio."""
        said_above = self.begun and not self.missing
        ratio = _("Open actions about them: %(ratio)s.") % {"ratio": self.action_ratio}
        parts = (self.oldest_unknown, "" if said_above else self.next, ratio if self.has_actions else "")
        return " ".join(filter(None, parts))

    @property
    def sentence(self) -> str:
        """The whole sentence in plain words."""
        start = _("Local inclusion: %(count)s answered.") % {"count": self.count}
        label = [_("Not known enough.")] if self.not_known_enough else []
        return " ".join([start, *label, f"{self.check_sentence}.", self.rest])


def strip(document: Document, content: TemplateContent, today: date) -> Strip:
    """The strip of a workbook as it stands on a day."""
    seen = windows(document, content, today)
    result = score(document.check, content.check) if document.check else None
    return Strip(
        windows=seen,
        answered=sum(window.state != DARK for window in seen),
        check_sentence=check_sentence(result, content),
        not_known_enough=result is not None and result.not_known_enough,
        missing=tuple(window.label for window in seen if window.state == DARK),
        next_action=next(iter(open_inclusion_actions(document)), None),
        action_ratio=_("%(tagged)d of %(all)d") % dict(zip(("tagged", "all"), inclusion_ratio(document), strict=True)),
        oldest_unknown=unknown_sentence(document, content, today),
        begun=has_begun_with_neighbours(document, content),
        has_actions=bool(inclusion_ratio(document)[1]),
    )


def check_sentence(result: CheckResult | None, content: TemplateContent) -> str:
    """Both figures and the confirmed band, "8 confirmed, could be 23 of 24: watch", in the template's words."""
    if result is None:
        return _("Self-check not taken")
    return content.check.sentence.format(
        confirmed=result.confirmed,
        could_be=result.could_be,
        highest=result.highest,
        band=result.confirmed_band.label,
    )


def overdue_readings(
    document: Document, content: TemplateContent, today: date
) -> tuple[tuple[Reading, Indicator], ...]:
    """The readings that are stale or unknown, the oldest first: they are shown before bad ones."""
    found = [
        (reading, indicator)
        for indicator in content.indicators
        if (reading := reading_of(document, indicator)) is not None
        and (reading.status == UNKNOWN or is_stale(reading, indicator, today))
    ]
    return tuple(sorted(found, key=lambda pair: pair[0].as_of or date.min))


def unknown_sentence(document: Document, content: TemplateContent, today: date) -> str:
    """The oldest unknown or stale indicator as a sentence; empty where all readings are current."""
    oldest = next(iter(overdue_readings(document, content, today)), None)
    if oldest is None:
        return ""
    reading, indicator = oldest
    last_day = due(reading, indicator)
    if reading.as_of is None or last_day is None:
        return _("%(what)s: not counted yet.") % {"what": indicator.what}
    if reading.status == UNKNOWN:
        return _("%(what)s: unknown since %(date)s.") % {"what": indicator.what, "date": day(reading.as_of)}
    if today <= last_day:
        return _("%(what)s: out of date.") % {"what": indicator.what}
    return _("%(what)s: last counted %(date)s.") % {"what": indicator.what, "date": day(reading.as_of)}
