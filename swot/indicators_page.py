"""What a cluster counts, as the inclusion page shows it: stale and unknown first, then by how grave it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.content import Indicator, TemplateContent
from swot.document.values import Document, Reading
from swot.models import Reading as ReadingRow
from swot.pictures.spark import Spark, direction, spark
from swot.rules.readings import (
    ACT,
    CALM,
    STALE,
    UNKNOWN,
    WATCH,
    Counted,
    History,
    by_day,
    due,
    is_number,
    is_plain,
    is_stale,
    met_over,
    reading_of,
)
from swot.rules.windows import day
from swot.thresholds import changed_words, limit_words, number_words

NOT_COUNTED = "not counted"
ORDER = (STALE, UNKNOWN, ACT, WATCH, CALM, NOT_COUNTED)


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator: its newest reading, its state ("stale", "unknown", "act", "watch", "calm", "not counted"), its line.

    `figures` are the further figures in words, `met` is the rule over several figures that is met, `changed` says which
    thresholds are the cluster's own, and why.
    """

    indicator: Indicator
    reading: Reading | None
    state: str
    age: str
    direction: str
    spark: Spark | None
    thresholds: tuple[str, ...]
    figures: tuple[str, ...] = ()
    met: str = ""
    changed: str = ""

    @property
    def is_loud(self) -> bool:
        """Whether nobody knows how it stands today: that is said before anything bad."""
        return self.state in (STALE, UNKNOWN)

    @property
    def is_number(self) -> bool:
        """Whether its newest value is a number rather than words."""
        return self.reading is not None and is_number(self.reading.value)


def indicator_rows(
    document: Document, content: TemplateContent, today: date, every: Iterable[ReadingRow]
) -> tuple[IndicatorRow, ...]:
    """Every indicator of the kind; `every` holds all readings of the cluster, the oldest first."""
    counted: dict[str, list[Counted]] = {}
    for row in every:
        counted.setdefault(row.indicator, []).append(row.counted)
    rows = [
        _row(indicator, reading_of(document, indicator), today, content, by_day(counted.get(indicator.id, ())))
        for indicator in content.indicators
    ]
    return tuple(sorted(rows, key=_place))


def _row(
    indicator: Indicator, reading: Reading | None, today: date, content: TemplateContent, history: History
) -> IndicatorRow:
    numbers = [float(one.value) for one in history if is_number(one.value)]
    state = _state(indicator, reading, today)
    return IndicatorRow(
        indicator=indicator,
        reading=reading,
        state=state,
        age=_age(indicator, reading, today) if reading else "",
        direction=direction(numbers) if reading and is_number(reading.value) else "",
        spark=spark(numbers, indicator, stopped=state in (STALE, UNKNOWN)),
        thresholds=tuple(_thresholds(indicator)),
        figures=tuple(_figures(indicator, history[-1] if history else None)),
        met=_met(indicator, history) if reading and reading.value is not None else "",
        changed=changed_words(indicator, content.own.get(indicator.id)),
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
    for name, rules in ((_("Watch"), indicator.watch), (_("Act"), indicator.act)):
        for rule in rules:
            said = limit_words(rule, indicator.unit) if is_plain(rule) else ""
            yield f"{name} {said}" if said else f"{name}: {rule['sentence']}"


def _figures(indicator: Indicator, newest: Counted | None) -> Iterable[str]:
    """The further figures of the newest reading; one that is missing is said where the main one is a number."""
    for also in indicator.also if newest else ():
        value = newest.figure(also["field"]) if newest else None
        if value is not None:
            words = {"label": also["label"], "value": number_words(value, also["unit"])}
            yield _("%(label)s: %(value)s") % words
        elif newest and is_number(newest.value):
            yield _("%(label)s: not counted") % {"label": also["label"]}


def _met(indicator: Indicator, history: History) -> str:
    """The sentence of the rule that is met, where no single number says it; "" else."""
    met = met_over(indicator, history)
    return "" if met is None or is_plain(met[1]) else met[1]["sentence"]
