"""What is counted: four figures, measures, indicators, the check, the pulses."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.charts import balance as balance_chart
from briefings.charts import profile as profile_chart
from briefings.editions import Part
from briefings.editions import figures as figures_of
from briefings.editions import measures as measures_of
from briefings.parts.here import composition_figure
from briefings.parts.inclusion import STATUS, status
from briefings.scene import Scene
from briefings.tables import (
    NOT_KNOWN,
    Cell,
    Row,
    Table,
    cut,
    figure,
    gap_sentence,
    short_date,
)
from swot.content import Indicator, Section
from swot.pictures.balance import PAPER, balance
from swot.pictures.pulses import pulses_of
from swot.pictures.pulses import values as pulse_values
from swot.rules.check import by_question
from swot.rules.quadrants import PLURALS
from swot.thresholds import changed_words

CHECK_WORDS = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no"), "unsure": gettext_lazy("not sure")}
OPS = {
    "below": gettext_lazy("below %(value)s"),
    "above": gettext_lazy("above %(value)s"),
    "at_most": gettext_lazy("%(value)s or less"),
    "at_least": gettext_lazy("%(value)s or more"),
}


def figures(scene: Scene, part: Part) -> dict[str, Any]:
    """Four figures of the kind, each with source and date; a gap stands as a gap, or all gaps in one sentence."""
    found = [one_figure(scene, given) for given in figures_of(scene.kind)[: part.limit]]
    if not scene.is_brief:
        return {"figures": found, "gaps": ""}
    known = [one for one in found if one.get("value") or one.get("said")]
    return {"figures": known, "gaps": gap_sentence(asked(one["label"]) for one in found if one not in known)}


def asked(label: str) -> str:
    """The label of a figure as what is not known: "of seats held" becomes "what share of seats held"."""
    return f"{_('what share') if label.startswith('of ') else _('how many')} {label}"


def one_figure(scene: Scene, given: dict[str, str]) -> dict[str, Any]:
    """A figure from the composition, an indicator or a number answered; `value` is large type, `said` is words."""
    if "composition" in given:
        return composition_figure(scene, given["label"])
    value, unit, source, day = value_of(scene, given.get("prompt") or given["indicator"])
    shown = figure(value, unit[:1] if unit.startswith("%") else "") if value is not None else ""
    name = "value" if isinstance(value, int | float) else "said"
    changed = changed_of(scene, given.get("indicator"))
    return {"label": given["label"], name: shown, "source": source, "date": day, "changed": changed}


def changed_of(scene: Scene, indicator: str | None) -> str:
    """Which thresholds of an indicator are the cluster's own, by whom and why; "" where none is."""
    known = scene.content.indicator_by_id.get(indicator or "")
    return changed_words(known, scene.content.own.get(known.id)) if known else ""


def value_of(scene: Scene, name: str | None) -> tuple[Any, str, str, str]:
    """Value, unit, source and date behind an indicator or prompt; None and empty words where nothing is known."""
    if name in scene.content.indicator_by_id:
        reading, unit = scene.readings.get(name), scene.content.indicator_by_id[name].unit
        if reading and reading.value is not None:
            return reading.value, unit, reading.source or _("own reading"), short_date(reading.as_of)
        return None, unit, "", ""
    answer = scene.answered(name) if name else None
    if not answer or not name:
        return None, "", "", ""
    unit = scene.content.prompts[name].unit or ""
    return answer.value, unit, answer.basis or _("own answer"), short_date(scene.document.as_of)


def measures(scene: Scene, part: Part) -> dict[str, Any]:
    """The measures of the kind, where each stands now, and how the kept strategies will be known."""
    found = [(text, value_of(scene, name)) for text, name in measures_of(scene.kind)]
    gaps = [text for text, (value, *_rest) in found if value is None] if scene.is_brief else []
    rows = tuple(measure_row(text, *where) for text, where in found if text not in gaps)
    known = [(one.strategy, one.how_we_will_know) for one in scene.kept if one.how_we_will_know]
    return {
        "table": Table((_("Measure"), _("Where it stands"), _("Source and date")), rows, "t-three"),
        "gaps": gap_sentence(gaps),
        "known": [] if scene.is_brief else known,
    }


def measure_row(text: str, value: Any, unit: str, source: str, day: str) -> Row:
    """One measure with where it stands, its source and its date."""
    where = "; ".join(filter(None, (source, day)))
    return Row((Cell(text[:1].upper() + text[1:]), Cell(figure(value, unit)), Cell(where)))


def indicators(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Every indicator of the kind: unknown and stale ones first, with thresholds."""
    if not scene.readings:
        return None
    louder = ("unknown", "stale", "act", "watch", "calm")
    ordered = sorted(scene.content.indicators, key=lambda one: louder.index(state_of(scene, one)))
    unread = [one for one in ordered if scene.is_brief and value_of(scene, one.id)[0] is None]
    shown, more = cut([one for one in ordered if one not in unread], scene.room(part))
    rows = tuple(indicator_row(scene, one) for one in shown)
    head = (_("Figure"), _("Last value"), _("State"), _("Source and date"))
    return {"table": Table(head, rows, "t-four", more), "gaps": gap_sentence(lowered(one.what) for one in unread)}


def lowered(text: str) -> str:
    """A text as it stands within a sentence; what begins with two capitals is a name or a number."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def state_of(scene: Scene, indicator: Indicator) -> str:
    """The state of an indicator on this day; unknown where nothing was read."""
    reading = scene.readings.get(indicator.id)
    return status(scene, indicator, reading) if reading else "unknown"


def indicator_row(scene: Scene, indicator: Indicator) -> Row:
    """One indicator with its rules, its value, its state and where it comes from."""
    value, unit, source, day = value_of(scene, indicator.id)
    rules = [
        f"{word}: {OPS[rule['op']] % {'value': rule['value']}}"
        for word, given in ((_("watch"), indicator.watch), (_("act"), indicator.act))
        for rule in given
        if rule["op"] in OPS and not rule.get("field") and not rule.get("readings")
    ]
    changed = changed_of(scene, indicator.id)
    small = changed if scene.is_brief else ". ".join(filter(None, ("; ".join(rules), changed)))
    return Row(
        (
            Cell(f"{indicator.id} {indicator.what}", small=small),
            Cell(figure(value, unit)),
            Cell(STATUS[state_of(scene, indicator)]),
            Cell("; ".join(filter(None, (source, day)))),
        )
    )


def check(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Every question with its answer and weight, both figures, the band and what follows."""
    if not scene.check or not scene.document.check:
        return None
    rows = tuple(
        Row((Cell(f"{question.number}. {question.text}"), Cell(CHECK_WORDS[answer]), Cell(question.weight, css="n")))
        for question, answer in by_question(scene.document.check, scene.content.check)
    )
    return {
        "result": scene.check,
        "sentence": scene.content.check.sentence.format(
            confirmed=scene.check.confirmed,
            could_be=scene.check.could_be,
            highest=scene.check.highest,
            band=scene.check.confirmed_band.label,
        ),
        "unknown": scene.content.check.not_known["text"] if scene.check.not_known_enough else "",
        "basis": "" if scene.is_tersest else scene.document.check.basis,
        "table": Table((_("Question"), _("Answer"), _("Weight")), rows, "t-check"),
    }


def profile(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Nine values from 1 to 5 with the sentence chosen for each, last time's beside them."""
    now = pulse_values(scene.document, scene.content)
    if not any(now.values()):
        return None
    earlier = scene.beside.earlier
    before = pulse_values(earlier, scene.content) if earlier else {}
    rows = tuple(pulse_row(section, now[section.code], before) for section in scene.content.charted)
    head = (_("Section"), *((_("Before"),) if before else ()), _("Now"), _("In words"))
    pulses = pulses_of(scene.content, now, before)
    chart = profile_chart(pulses, scene.document.as_of, earlier.as_of if earlier else None)
    table = Table(head, rows, "t-profile")
    return {"chart": chart, "before": bool(before), "table": table, "balance": balance_of(scene)}


def balance_of(scene: Scene) -> dict[str, Any] | None:
    """What helps and what hurts by section, with its sums; None while nothing is scored."""
    picture = balance(scene.content.sections, scene.document.entries, [PAPER])
    if picture.is_empty:
        return None
    head = (_("Section"), *PLURALS.values(), _("Helps"), _("Hurts"))
    rows = tuple(
        Row((Cell(one.label), *(Cell(figure(total), css="n") for total in (*one.sums, one.helps, one.hurts))))
        for one in picture.rows
    )
    return {"chart": balance_chart(picture), "table": Table(head, rows, "t-balance"), "unscored": picture.unscored}


def pulse_row(section: Section, now: int | None, before: dict[str, int | None]) -> Row:
    """One pulse in the table: values and the anchor chosen."""
    anchors = section.pulse.anchors if section.pulse else ()
    words = anchors[now - 1] if now and len(anchors) >= now else ""
    was = (Cell(figure(before.get(section.code)), css="n"),) if before else ()
    return Row((Cell(section.title), *was, Cell(figure(now), css="n"), Cell(words)))


def counts(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Every indicator with a reading, as in the full workbook."""
    return indicators(scene, part)


def money(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What the workbook knows of money: the answer about where income comes from."""
    answer = scene.by_concept("money-concentration")
    if not answer:
        return None
    prompt = scene.content.prompts[answer.prompt_id]
    lines = [line.text for line in answer.lines] or [figure(answer.value, prompt.unit or "")]
    rows = tuple(Row((Cell(line, True), Cell(answer.basis or NOT_KNOWN))) for line in lines)
    return {"intro": prompt.text, "table": Table((_("Answer"), _("Source")), rows, "t-two")}
