"""Page one: the decision, what we are, three messages, the matrix."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from briefings.editions import Part
from briefings.scene import Scene
from briefings.tables import cut
from briefings.text import clipped, stopped
from swot.document.values import QUADRANT_LETTERS, Ask, Entry, Strategy
from swot.rules.quadrants import PLURALS
from swot.rules.shortlist import ranked

LONGEST_ASK = (600, 400, 300, 220, 160, 90)
LONGEST_MESSAGE = (140, 130, 120, 110, 90, 45)
# The third message gives its room to who could lose and who gains before the strategy itself.
LONGEST_CHANGE = (110, 95, 80, 70, 50, 30)
LONGEST_GAIN = (50, 40, 36, 30, 24, 20)
LONGEST_LOSS = (60, 54, 48, 44, 40, 36)
# The first step keeps five in each place and shortens what stands around them.
LISTED = (5, 5, 4, 3, 2, 1)
LONGEST_LINE = (280, 280, 280, 280, 120, 45)
# Lists that only a letter to neighbours has on page one.
LONGEST_ON_FRONT = (280, 280, 150, 100, 70, 40)
LONGEST_HEADLINE = (200, 160, 120, 100, 80, 40)
LONGEST_DECIDER = (120, 120, 100, 80, 60, 30)


def on_front(scene: Scene, part: Part, text: str) -> str:
    """A text as long as page one has room for, so that it stands alone; whole on the pages after it."""
    return clipped(text, LONGEST_ON_FRONT[scene.step(part)]) if part.page_one else text


def decision(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What is asked, of whom, by when: the ask of this reader, else the lines of the first question; a letter stands anyhow."""
    lines = decision_lines(scene)
    ask = scene.ask
    if not ask and not lines and not scene.beside.letter:
        return None
    longest = LONGEST_ASK[scene.tight]
    said = ask.decision_asked if ask and not scene.edition.is_whole else " ".join(map(as_sentence, lines))
    return {
        "said": clipped(said or (ask.decision_asked if ask else part.when_empty), longest),
        "headline": clipped(
            scene.beside.headline or (ask.headline if ask and not scene.edition.is_whole else ""),
            LONGEST_HEADLINE[scene.tight],
        ),
        "letter": scene.beside.letter,
    }


def decision_lines(scene: Scene) -> list[str]:
    """The lines of the prompt that sets the frame (AIM-1)."""
    frames = (prompt.id for prompt in scene.content.prompts.values() if prompt.sets_the_frame)
    return [line.text for prompt in frames for line in getattr(scene.answered(prompt), "lines", ())]


def as_sentence(text: str) -> str:
    """A text with a capital letter and a full stop."""
    text = stopped(text)
    return text[:1].upper() + text[1:]


def asks(scene: Scene) -> tuple[Ask, ...]:
    """Every ask that names a decision."""
    return tuple(ask for ask in scene.document.asks if ask.decision_asked)


def kind_sentence(scene: Scene, part: Part) -> dict[str, Any]:
    """The kind by its nearness and the place; who belongs to it only where there is room, after page one."""
    cluster, words = scene.document.cluster, scene.content.words
    where = cluster.place or cluster.country
    return {
        "sentence": words["proximity_sentence"],
        "name": cluster.name,
        "kind": words["short"],
        "where": clipped(where, 120),
        "members": "" if part.page_one else cluster.members_summary,
    }


def messages(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What is strong, what is at stake, what would change and who would still be here."""
    step = scene.step(part)
    found = []
    for quadrant, label in (("strength", _("Strong")), ("threat", _("At stake"))):
        if entry := scene.top(quadrant):
            found.append({"label": label, "said": as_sentence(clipped(entry.text, LONGEST_MESSAGE[step])), "more": ""})
    change = next((one for one in scene.kept if one.who_gains and one.who_could_lose), None)
    if change or scene.kept:
        found.append(change_message(change or scene.kept[0], step))
    return {"messages": found} if found else None


def change_message(strategy: Strategy, tight: int) -> dict[str, Any]:
    """The third message: the first strategy, who gains, and who could lose; the strategy is shortened first."""
    gains = clipped(strategy.who_gains or _("not yet known"), LONGEST_GAIN[tight])
    lose = clipped(strategy.who_could_lose or _("not yet known"), LONGEST_LOSS[tight])
    more = _("Who gains: %(gains)s Who could lose: %(lose)s")
    return {
        "label": _("To change"),
        "said": as_sentence(clipped(strategy.strategy, LONGEST_CHANGE[tight])),
        "more": more % {"gains": stopped(gains), "lose": stopped(lose)},
    }


def matrix(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The short list in its four places, each entry with its evidence; one about people already here is carried over."""
    sorted_ = [entry for entry in scene.document.entries if entry.quadrant]
    if not sorted_:
        return None
    step = scene.step(part)
    limit = min(part.limit or LISTED[0], LISTED[step])
    extra = scene.carried or cut_away(scene, limit)
    quads = [quad(scene, quadrant, limit, LONGEST_LINE[step], extra) for quadrant in QUADRANT_LETTERS]
    return {"quads": quads, "lacks_people": not any(entry.inclusion for entry in sorted_)}


def cut_away(scene: Scene, limit: int) -> Entry | None:
    """The entry about people already here that lists of so many would lose; None where one is still shown."""
    ours = [entry for listed in scene.listed.values() for entry in listed if entry.inclusion]
    if any(entry in scene.listed[entry.quadrant or ""][:limit] for entry in ours):
        return None
    return max(ours, key=lambda entry: entry.priority or 0, default=None)


def quad(scene: Scene, quadrant: str, limit: int, longest: int, carried: Entry | None) -> dict[str, Any]:
    """One quadrant: the entries shown, the one carried over by rule, and how many stand elsewhere."""
    everyone = [entry for entry in scene.document.entries if entry.quadrant == quadrant]
    extra = carried if carried and carried.quadrant == quadrant else None
    in_order = [entry for entry in ranked(scene.document.entries, quadrant) if entry is not extra]
    shown = tuple(replace(entry, text=clipped(entry.text, longest)) for entry in in_order[:limit])
    count = len(shown) + (extra is not None)
    _all, more = cut(everyone, count, scene.anchor("entries"))
    return {
        "quadrant": quadrant,
        "title": PLURALS[quadrant],
        "entries": shown,
        "carried": replace(extra, text=clipped(extra.text, longest)) if extra else None,
        "shown": count,
        "all": len(everyone),
        "more": more,
    }
