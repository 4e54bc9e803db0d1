"""Page one: the decision, what we are, three messages, the matrix."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from briefings.editions import Part
from briefings.scene import Scene
from briefings.tables import cut
from briefings.text import clipped
from swot.document.values import QUADRANT_LETTERS, Ask, Strategy
from swot.rules.quadrants import PLURALS
from swot.rules.shortlist import ranked

LONGEST_ASK = (600, 400, 300, 220, 160, 90)
LONGEST_MESSAGE = (140, 130, 120, 110, 90, 45)
LONGEST_GAIN = (60, 50, 40, 40, 30, 20)
# The first step keeps five in each place and shortens what stands around them.
LISTED = (5, 5, 4, 3, 2, 1)
LONGEST_LINE = (280, 280, 280, 280, 120, 45)
LONGEST_HEADLINE = (200, 160, 120, 100, 80, 40)
LONGEST_DECIDER = (120, 120, 100, 80, 60, 30)


def decision(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What is asked, of whom, by when: the ask of this reader, else the lines of the first question."""
    lines = decision_lines(scene)
    ask = scene.ask
    if not ask and not lines:
        return None
    longest = LONGEST_ASK[scene.tight]
    said = ask.decision_asked if ask and scene.edition.key != "full" else " ".join(map(as_sentence, lines))
    return {
        "said": clipped(said or (ask.decision_asked if ask else ""), longest),
        "headline": clipped(
            scene.beside.headline or (ask.headline if ask and scene.edition.key != "full" else ""),
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
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


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
    longest = LONGEST_MESSAGE[scene.tight]
    found = []
    for quadrant, label in (("strength", _("Strong")), ("threat", _("At stake"))):
        if entry := scene.top(quadrant):
            found.append({"label": label, "said": as_sentence(clipped(entry.text, longest)), "more": ""})
    change = next((one for one in scene.kept if one.who_gains and one.who_could_lose), None)
    if change or scene.kept:
        found.append(change_message(change or scene.kept[0], longest, LONGEST_GAIN[scene.tight]))
    return {"messages": found} if found else None


def change_message(strategy: Strategy, longest: int, gain: int) -> dict[str, Any]:
    """The third message: the first strategy, with who gains; who could lose stands in the inclusion box."""
    gains = strategy.who_gains or _("not yet known")
    return {
        "label": _("To change"),
        "said": as_sentence(clipped(strategy.strategy, longest)),
        "more": _("Who gains: %(gains)s") % {"gains": as_sentence(clipped(gains, gain))},
    }


def matrix(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The short list in its four places, each entry with its evidence; one about people already here is carried over."""
    sorted_ = [entry for entry in scene.document.entries if entry.quadrant]
    if not sorted_:
        return None
    limit = min(part.limit or LISTED[0], LISTED[scene.tight])
    quads = [quad(scene, quadrant, limit) for quadrant in QUADRANT_LETTERS]
    return {"quads": quads}


def quad(scene: Scene, quadrant: str, limit: int) -> dict[str, Any]:
    """One quadrant: the entries shown, the one carried over by rule, and how many stand elsewhere."""
    everyone = [entry for entry in scene.document.entries if entry.quadrant == quadrant]
    extra = scene.carried if scene.carried and scene.carried.quadrant == quadrant else None
    in_order = [entry for entry in ranked(scene.document.entries, quadrant) if entry is not extra]
    longest = LONGEST_LINE[scene.tight]
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
