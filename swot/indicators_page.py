"""What a cluster counts, as the inclusion page shows it: stale and unknown first, then by how grave it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.content import Indicator, TemplateContent
from swot.document.values import Document, Reading
from swot.models import Reading as ReadingRow
from swot.pictures.spark import Spark, direction, spark
from swot.rules.readings import ACT, CALM, STALE, UNKNOWN, WATCH, due, is_number, is_plain, is_stale, reading_of
from swot.rules.windows import day

NOT_COUNTED = "not counted"
ORDER = (STALE, UNKNOWN, ACT, WATCH, CALM, NOT_COUNTED)


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator: its newest reading, its state ("stale", "unknown", "act", "watch", "calm", "not counted"), its line."""

    indicator: Indicator
    reading: Reading | None
    state: str
    age: str
    direction: str
    spark: Spark | None
    thresholds: tuple[str, ...]

    @property
    def is_loud(self) -> bool:
        """Whether nobody knows how it stands today: that is said before anything bad."""
        return self.state in (STALE, UNKNOWN)

    @property
    def is_number(self) -> bool:
        """Whether its newest value is a number rather than words."""
        return self.reading is not None and is_number(self.reading.value)


def indicator_rows(
    document: Document, content: TemplateContent, today: date, history: Iterable[ReadingRow]
) -> tuple[IndicatorRow, ...]:
    """Every indicator of the kind; `history` holds all readings of the cluster, the oldest first."""
    numbers: dict[str, list[float]] = {}
    for row in history:
        if row.value is not None and is_number(row.value):
            numbers.setdefault(row.indicator, []).append(float(row.value))
    rows = [
        _row(indicator, reading_of(document, indicator), today, numbers.get(indicator.id, []))
        for indicator in content.indicators
    ]
    return tuple(sorted(rows, key=_place))


def _row(indicator: Indicator, reading: Reading | None, today: date, numbers: list[float]) -> IndicatorRow:
    state = _state(indicator, reading, today)
    return IndicatorRow(
        indicator=indicator,
        reading=reading,
        state=state,
        age=_age(indicator, reading, today) if reading else "",
        direction=direction(numbers) if reading and is_number(reading.value) else "",
        spark=spark(numbers, indicator, stopped=state in (STALE, UNKNOWN)),
        thresholds=tuple(_thresholds(indicator)),
    )


def _place(row: IndicatorRow) -> tuple[int, date]:
    loud = row.reading.as_of if row.is_loud and row.reading and row.reading.as_of else date.min
    return max(ORDER.index(row.state), 1), loud


def _state(indicator: Indicator, reading: Reading | None, today: date) -> str:
    if reading is None:
        return NOT_COUNTED
    if reading.status != UNKNOWN and is_stale(reading, indicator, today):
        return STALE
    return reading.status


def _age(indicator: Indicator, reading: Reading, today: date) -> str:
    """When it was read, and how late the next reading is."""
    last_day = due(reading, indicator)
    if reading.as_of is None or last_day is None:
        return _("No date")
    if today <= last_day or reading.status == UNKNOWN:
        return day(reading.as_of)
    months = (today.year - last_day.year) * 12 + today.month - last_day.month - (today.day < last_day.day)
    late = ngettext("%(count)d month late", "%(count)d months late", months) % {"count": months}
    words = {"read": day(reading.as_of), "due": day(last_day), "late": late}
    return (_("%(read)s, was due %(due)s, %(late)s") if months else _("%(read)s, was due %(due)s")) % words


def _thresholds(indicator: Indicator) -> Iterable[str]:
    """The rules in words: short where one number decides, else their sentence."""
    percent = "%" if indicator.unit.startswith("%") else ""
    for name, rules in ((_("Watch"), indicator.watch), (_("Act"), indicator.act)):
        for rule in rules:
            yield f"{name} {_limit(rule, percent)}" if is_plain(rule) else f"{name}: {rule['sentence']}"


def _limit(rule: dict[str, Any], percent: str) -> str:
    if rule["op"] == "at_most" and rule["value"] == 0:
        return _("at none")
    words = {
        "below": _("below %s"),
        "above": _("above %s"),
        "at_most": _("at %s or less"),
        "at_least": _("at %s or more"),
    }
    return words[rule["op"]] % f"{rule['value']:g}{percent}"
