"""The inclusion box: five windows, the check with both figures, two indicators, who could lose, the next action."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.editions import Part, box
from briefings.scene import Scene
from briefings.tables import cut, figure, owner, short_date
from briefings.text import clipped, stopped
from swot.content import Indicator
from swot.document.values import Reading
from swot.rules.answers import is_not_known
from swot.rules.readings import is_number, is_stale

STATUS = {
    "act": gettext_lazy("to act on"),
    "watch": gettext_lazy("to watch"),
    "calm": gettext_lazy("calm"),
    "stale": gettext_lazy("out of date"),
    "unknown": gettext_lazy("not yet known"),
}
# At each step of tightness; who could lose keeps its room at every step.
LONGEST_LOSS = 44
INDICATORS = (2, 2, 2, 2, 1, 1)
LONGEST_VALUE = (70, 65, 60, 55, 50, 45)
LONGEST_QUESTION = (90, 90, 90, 90, 60, 50)
LONGEST_ACTION = (80, 80, 76, 70, 54, 40)
LONGEST_OWNER = (60, 52, 44, 36, 30, 24)
WORST_FIRST = ("act", "watch", "stale", "calm", "unknown")


def inclusion(scene: Scene, part: Part) -> dict[str, Any]:
    """Always there, and never empty: where nothing is begun it says so in the words of the kind."""
    words = box("inclusion", scene.kind)
    begun = scene.strip.begun
    rows = {
        "windows_line": windows_line(scene, words),
        "check_line": check_line(scene, words),
        "lose_line": lose_line(scene, words),
        "unknown_line": unknown_line(scene, words),
        "action_line": action_line(scene, words),
    }
    if scene.tight and part.page_one:
        # The strip at the head of the same page says this line too.
        rows["windows_line"] = ""
    lines = [words["never_empty"]] if not begun else []
    counted = iter(indicator_lines(scene, words)[: INDICATORS[scene.step(part)]])
    for name in words["rows"]:
        lines.append(next(counted, "") if name == "indicator_line" else rows[name])
    return {"heading": words["heading"], "lines": [line for line in lines if line], "windows": scene.strip.windows}


def windows_line(scene: Scene, words: dict[str, str]) -> str:
    """How many windows are answered, and which are not."""
    missing = ", ".join(label[:1].lower() + label[1:] for label in scene.strip.missing)
    line = words["windows_line"] if missing else words["windows_line"].split(". ")[0] + "."
    return line.format(lit=scene.strip.answered, missing=missing)


def check_line(scene: Scene, words: dict[str, str]) -> str:
    """Both figures of the self-check, and that not enough is known where that is so."""
    title = scene.content.check.title
    if not scene.check:
        return _("%(check)s: not taken yet.") % {"check": title}
    line = words["check_line"].format(
        check_title=title,
        confirmed=scene.check.confirmed,
        could_be=scene.check.could_be,
        highest=scene.check.highest,
        band=scene.check.confirmed_band.label,
    )
    return f"{line} {_('Not known enough.')}" if scene.check.not_known_enough else line


def indicator_lines(scene: Scene, words: dict[str, str]) -> list[str]:
    """Two indicators, the worst with a value first; the ones that light windows where nothing has been read."""
    known = {one.id: one for one in scene.content.indicators}
    read = [(known[one.id], one) for one in scene.document.readings if one.id in known]
    read.sort(key=lambda pair: (pair[1].value is None, WORST_FIRST.index(status(scene, *pair)), pair[1].id))
    lines = [indicator_line(scene, words, *pair) for pair in read[:2]]
    unread = [one for one in scene.content.indicators if one.id not in scene.readings]
    unread.sort(key=lambda one: not one.seats)
    return lines + [f"{one.what}: {_('not yet known')}." for one in unread[: 2 - len(lines)]]


def status(scene: Scene, indicator: Indicator, reading: Reading) -> str:
    """The state of a reading on this day: out of date where it is older than its interval."""
    return "stale" if reading.value is not None and is_stale(reading, indicator, scene.today) else reading.status


def indicator_line(scene: Scene, words: dict[str, str], indicator: Indicator, reading: Reading) -> str:
    """One reading with unit, date and direction, or that it is not known."""
    if reading.value is None:
        return f"{indicator.what}: {_('not yet known')}."
    said = figure(reading.value, indicator.unit)
    if not is_number(reading.value):
        said = clipped(said, LONGEST_VALUE[scene.tight])
    line = words["indicator_line"].replace("{value} {unit}", "{value}")
    return line.format(
        what=indicator.what, value=said, date=short_date(reading.as_of), direction=direction(scene, indicator, reading)
    )


def direction(scene: Scene, indicator: Indicator, reading: Reading) -> str:
    """Up or down from the briefing before where both are numbers, else the state in a word."""
    earlier = scene.beside.earlier
    before = next((one.value for one in earlier.readings if one.id == reading.id), None) if earlier else None
    if isinstance(before, int | float) and isinstance(reading.value, int | float):
        if before == reading.value:
            return _("the same as before")
        change = _("up from %(before)s") if reading.value > before else _("down from %(before)s")
        return change % {"before": figure(before)}
    return str(STATUS[status(scene, indicator, reading)])


def lose_line(scene: Scene, words: dict[str, str]) -> str:
    """Who could lose from the kept strategies, never cut to less than a name, or that nobody has said."""
    named = [one.who_could_lose.strip().rstrip(".") for one in scene.kept if one.who_could_lose.strip()]
    shown, more = cut(dict.fromkeys(clipped(name, LONGEST_LOSS) for name in named), 1 if scene.tight else 2)
    names = "; ".join(shown) or _("not yet known")
    rest = _(", and %(count)s more") % {"count": more.count} if more else ""
    return stopped(words["lose_line"].format(names=names) + rest)


def unknown_line(scene: Scene, words: dict[str, str]) -> str:
    """A question about people already here that nobody could answer, whole where one is short enough, and how many more.

    A question that is cut loses what it asks: its point stands at its end.
    """
    prompts = scene.content.prompts.values()
    open_ = [one.text for one in prompts if one.inclusion and is_not_known(scene.answers.get(one.id))]
    if not open_:
        return ""
    longest = LONGEST_QUESTION[scene.tight]
    first = next((text for text in open_ if len(text) <= longest), open_[0])
    more = _(" And %(count)s more.") % {"count": len(open_) - 1} if len(open_) > 1 else ""
    return words["unknown_line"].format(list=clipped(first, longest)) + more


def action_line(scene: Scene, words: dict[str, str]) -> str:
    """The next action about people already here, who does it, by when."""
    action = scene.strip.next_action
    if not action:
        return _("Next: no action about people already here yet.")
    return words["action_line"].format(
        action=clipped(action.action, LONGEST_ACTION[scene.tight]).rstrip("."),
        owner=clipped(owner(action.owner), LONGEST_OWNER[scene.tight]),
        date=short_date(action.due),
    )
