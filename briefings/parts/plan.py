"""What is coming and what we will do: why now, strategies, cost, risks, actions, and what we do not know."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.editions import Part
from briefings.parts.front import on_front
from briefings.scene import Scene
from briefings.tables import NOT_KNOWN, Cell, Row, Table, cut, entry_cell, owner, short_date
from briefings.text import stopped
from swot.document.values import QUADRANT_LETTERS, Action, Entry, FindOut, Strategy
from swot.rules.actions import open_actions
from swot.rules.progress import to_find_out
from swot.rules.quadrants import FAMILIES, family_of
from swot.rules.shortlist import find_out as entries_to_find_out
from swot.rules.shortlist import ranked

COSTS = {"low": gettext_lazy("low"), "medium": gettext_lazy("medium"), "high": gettext_lazy("high")}
HORIZON_ORDER = ("within 1 year", "1-3 years", "beyond 3 years", None)


def why_now(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The top opportunity and the top threat, with evidence and horizon."""
    found = [entry for entry in (scene.top("opportunity"), scene.top("threat")) if entry]
    return {"entries": found[: part.limit]} if found else None


def strategies(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Kept strategies with the pair behind each; one that does not say who could lose stands without detail."""
    shown, more = cut(scene.kept, scene.room(part))
    return {"strategies": [strategy(scene, one) for one in shown], "more": more} if shown else None


def strategy(scene: Scene, one: Strategy) -> dict[str, Any]:
    """One strategy: verb and pair, who gains, who could lose, how we will know, the grain, who must agree.

    Shortened, the last two go; who gains and who could lose never do.
    """
    family = family_of(one, scene.document)
    inside = [scene.entries[ref] for ref in one.internal_entries if ref in scene.entries]
    outside = [scene.entries[ref] for ref in one.external_entries if ref in scene.entries]
    rows = (
        (_("How we will know"), one.how_we_will_know),
        (_("Goes with the grain"), one.how_it_goes_with_the_grain),
        (_("Who must agree"), one.who_must_agree),
    )[: 1 if scene.terse else 3]
    return {
        "verb": FAMILIES[family] if family else "",
        "quadrants": [
            name for name in QUADRANT_LETTERS if any(entry.quadrant == name for entry in (*inside, *outside))
        ],
        "said": one.strategy,
        "pair": inside + outside,
        "gains": stopped(one.who_gains),
        "lose": stopped(one.who_could_lose),
        "answered": bool(one.who_gains and one.who_could_lose),
        "rows": [(label, stopped(text or str(NOT_KNOWN))) for label, text in rows],
    }


def cost_risk(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What the plan costs by band, who must agree to it, and the largest weakness and threat with what answers them."""
    actions = [action for action in open_actions(scene.document) if action.cost_band]
    worst = [entry for entry in (scene.top("weakness"), scene.top("threat")) if entry]
    if not actions and not worst:
        return None
    bands = [(COSTS[name], sum(action.cost_band == name for action in actions)) for name in COSTS]
    return {
        "costs": ", ".join(_("%(count)s %(band)s") % {"count": count, "band": band} for band, count in bands if count),
        "actions": len(actions),
        "agree": who_must_agree(scene),
        "table": risk_table(scene, worst),
    }


def risks(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Weaknesses and threats by priority, each beside the strategy or action that answers it."""
    weighed = ranked(scene.document.entries, "weakness") + ranked(scene.document.entries, "threat")
    weighed.sort(key=lambda entry: (-(entry.priority or 0), -(entry.impact or 0)))
    shown, more = cut(weighed, scene.room(part), scene.anchor("entries"))
    return {"table": risk_table(scene, shown, more)} if shown else None


def risk_table(scene: Scene, entries: Any, more: Any = None) -> Table:
    """Entries with their priority and what answers each."""
    rows = tuple(
        Row((entry_cell(entry), Cell(priority_words(entry), css="n"), Cell(answer_to(scene, entry))))
        for entry in entries
    )
    return Table((_("Risk"), _("Priority"), _("What we do about it")), rows, "t-risk", more)


def priority_words(entry: Entry) -> str:
    """The priority of an entry, or that it is not weighed."""
    return str(entry.priority) if entry.priority is not None else _("not weighed")


def answer_to(scene: Scene, entry: Entry) -> str:
    """The strategies that pair with an entry, or that nothing answers it yet."""
    found = [one.strategy for one in scene.kept if entry.id in (*one.internal_entries, *one.external_entries)]
    return found[0] if found else _("Nothing yet")


def actions(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Open actions by date, with owner, first step, cost band and measure; the done ones after them."""
    given = [action for action in scene.document.actions if action.action]
    given.sort(key=lambda one: (one.done is not None, one.due is None, one.due or scene.today))
    shown, more = cut(given, scene.room(part))
    if not shown:
        return None
    head = (_("Action"), _("Owner"), _("By"), _("Cost"), _("Measure"))
    return {"table": Table(head, tuple(action_row(scene, one) for one in shown), "t-actions", more)}


def action_row(scene: Scene, one: Action) -> Row:
    """One action with its first step, and whether it is done or late."""
    first = _("First step: %(step)s") % {"step": one.first_step_within_30_days} if one.first_step_within_30_days else ""
    state = ""
    if one.done:
        state = _("done %(day)s") % {"day": short_date(one.done)}
    elif one.due and one.due < scene.today:
        state = _("late")
    return Row(
        (
            Cell(one.action, True, first, window=one.inclusion),
            Cell(owner(one.owner)),
            Cell(short_date(one.due), small=state, css="d"),
            Cell(COSTS.get(one.cost_band or "", NOT_KNOWN)),
            Cell(one.measure or NOT_KNOWN),
        )
    )


def find_out(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The find-out list: entries that matter and are not known, prompts not yet known, heavy unsure check questions."""
    unsure = entries_to_find_out(scene.document.entries)
    cells = [(one.id, entry_cell(replace(one, text=on_front(scene, part, one.text)))) for one in unsure]
    cells += [(one.id, Cell(one.text)) for one in to_find_out(scene.document, scene.content)]
    cells += [
        (f"check {one.number}", Cell(one.text, small=one.find_out))
        for one in (scene.check.find_out if scene.check else ())
    ]
    shown, more = cut(cells, scene.room(part))
    rows = tuple(find_out_row(scene, about, cell) for about, cell in shown)
    if not rows:
        return None
    if scene.is_brief and not any(asker(scene, about) for about, _cell in shown):
        return {"questions": [cell for _about, cell in shown], "more": more}
    return {"table": Table((_("Question"), _("Who asks"), _("By")), rows, "t-find", more)}


def find_out_row(scene: Scene, about: str, cell: Cell) -> Row:
    """One open question with who asks and by when; gaps say so."""
    given = asker(scene, about)
    return Row(
        (cell, Cell(owner(given.owner if given else "")), Cell(short_date(given.due if given else None), css="d"))
    )


def asker(scene: Scene, about: str) -> FindOut | None:
    """Who was given an open question, where somebody was."""
    open_ = (one for one in scene.document.find_out if one.about == about and one.done is None)
    return next((one for one in open_ if one.owner or one.due), None)


def threats_dated(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Threats with a horizon, soonest first, with evidence."""
    dated = [entry for entry in scene.document.entries if entry.quadrant == "threat" and entry.horizon]
    dated.sort(key=lambda entry: (HORIZON_ORDER.index(entry.horizon), -(entry.priority or 0)))
    shown, more = cut(dated, scene.room(part))
    return {"entries": shown, "more": more} if dated else None


def next_step(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The first open action by date."""
    open_ = sorted(
        (one for one in open_actions(scene.document) if one.action),
        key=lambda one: (one.due is None, one.due or scene.today),
    )
    head = (_("Step"), _("Owner"), _("By"), _("Cost"), _("Measure"))
    return {"table": Table(head, (action_row(scene, open_[0]),), "t-actions")} if open_ else None


def promises(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Actions about people already here, with names and dates."""
    ours = [one for one in scene.document.actions if one.inclusion and one.action]
    shown, more = cut(sorted(ours, key=lambda one: (one.due is None, one.due or scene.today)), scene.room(part))
    rows = tuple(
        Row(
            (
                Cell(on_front(scene, part, one.action), True),
                Cell(on_front(scene, part, owner(one.owner))),
                Cell(short_date(one.due), css="d"),
            )
        )
        for one in shown
    )
    return {"table": Table((_("What"), _("Who"), _("By")), rows, "t-find", more)} if rows else None


def conditions(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Each strategy beside who must agree to it; shortened, all who must agree."""
    rows = tuple(Row((Cell(one.strategy, True), Cell(one.who_must_agree))) for one in scene.kept if one.who_must_agree)
    if not rows:
        return None
    return {"table": Table((_("Strategy"), _("Who must agree")), rows, "t-two"), "agree": who_must_agree(scene)}


def who_must_agree(scene: Scene) -> str:
    """Everybody who must agree to a kept strategy, each once."""
    named = (one.strip().rstrip(".") for kept in scene.kept for one in kept.who_must_agree.split(","))
    return ", ".join(
        dict.fromkeys(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in named if name)
    )


def changes(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What is coming from outside and what we would do, the weightiest first."""
    outside = [entry for entry in (scene.top("threat"), scene.top("opportunity")) if entry]
    told = [replace(entry, text=on_front(scene, part, entry.text)) for entry in outside]
    rows = [Row((entry_cell(entry), Cell(entry.horizon or NOT_KNOWN))) for entry in told]
    rows += [Row((Cell(on_front(scene, part, one.strategy), True), Cell(_("we decide this")))) for one in scene.kept]
    shown, more = cut(rows, scene.room(part))
    return {"table": Table((_("What"), _("When")), shown, "t-two", more)} if shown else None
