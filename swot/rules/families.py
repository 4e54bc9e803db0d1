"""The four families of strategies, with what stands behind each strategy and what serves it (content 5.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from swot.content import TemplateContent
from swot.document.values import Action, Document, Entry, Strategy, ref_order
from swot.rules.quadrants import FAMILIES, family_of

ON_SCREEN = ("SO", "WO", "ST", "WT")
QUADRANTS = {"S": "strength", "W": "weakness", "O": "opportunity", "T": "threat"}
SENTENCES = {
    "SO": _("Use a strength to take a chance."),
    "WO": _("Use a chance to mend a weakness."),
    "ST": _("Use a strength to hold off a threat."),
    "WT": _("Before a threat arrives, reduce a weakness."),
}
SPOKEN = {
    "strength": _("this strength"),
    "weakness": _("this weakness"),
    "opportunity": _("that chance"),
    "threat": _("that threat"),
}
QUESTIONS = {
    "strategy": _("The strategy"),
    "who_gains": _("Who gains"),
    "how_we_will_know": _("How we will know"),
    "how_it_goes_with_the_grain": _("How it goes with the grain"),
    "who_must_agree": _("Who must agree"),
    "who_could_lose": _("Who could lose"),
}


@dataclass(frozen=True)
class Card:
    """One strategy with the entries behind it and the actions that serve it."""

    strategy: Strategy
    inside: tuple[Entry, ...]
    outside: tuple[Entry, ...]
    actions: tuple[Action, ...]

    @property
    def is_answered(self) -> bool:
        """Whether it says who gains and who could lose: its window is lit."""
        return bool(self.strategy.who_gains.strip() and self.strategy.who_could_lose.strip())

    @property
    def unanswered(self) -> list[Promise]:
        """The required questions without an answer, in words."""
        return [label for name, label in QUESTIONS.items() if not getattr(self.strategy, name).strip()]


@dataclass(frozen=True)
class Family:
    """One family: its quadrants, its words, and its strategies by id. `starter` has {inside} and {outside} in it."""

    code: str
    label: Promise
    inside: str
    outside: str
    sentence: Promise
    starter: str
    nudge: str
    cards: tuple[Card, ...] = ()

    @property
    def beginning(self) -> str:
        """The starter sentence as somebody would say it: "Use this strength to take that chance by"."""
        begun = self.starter.replace("{inside}", str(SPOKEN[self.inside]))
        return begun.replace("{outside}", str(SPOKEN[self.outside]))


def families(document: Document, content: TemplateContent) -> tuple[Family, ...]:
    """The four families in the order of the page: Build, Mend, Defend, Guard."""
    by_code: dict[str | None, list[Card]] = {}
    for card in cards(document):
        by_code.setdefault(family_of(card.strategy, document), []).append(card)
    return tuple(_family(code, content, by_code.get(code, ())) for code in ON_SCREEN)


def family(code: str, content: TemplateContent) -> Family | None:
    """One family without its strategies, None for an unknown code."""
    return _family(code, content, ()) if code in ON_SCREEN else None


def unpaired(document: Document) -> tuple[Card, ...]:
    """Strategies without entries from both sides: only a file brings them."""
    return tuple(card for card in cards(document) if family_of(card.strategy, document) is None)


def cards(document: Document) -> list[Card]:
    """Every strategy with what belongs to it, by id."""
    entries = {entry.id: entry for entry in document.entries}
    serving: dict[str | None, list[Action]] = {}
    for action in document.actions:
        serving.setdefault(action.strategy, []).append(action)
    return [
        Card(
            strategy=strategy,
            inside=tuple(entries[ref] for ref in strategy.internal_entries if ref in entries),
            outside=tuple(entries[ref] for ref in strategy.external_entries if ref in entries),
            actions=tuple(serving.get(strategy.id, ())),
        )
        for strategy in sorted(document.strategies, key=lambda one: ref_order(one.id))
    ]


def can_pair(document: Document) -> bool:
    """Whether there is at least one entry inside and one outside."""
    quadrants = {entry.quadrant for entry in document.entries}
    return bool(quadrants & {"strength", "weakness"} and quadrants & {"opportunity", "threat"})


def _family(code: str, content: TemplateContent, found: Iterable[Card]) -> Family:
    words = next(one for one in content.words["tows_starters"] if one["family"] == code)
    return Family(
        code=code,
        label=FAMILIES[code],
        inside=QUADRANTS[code[0]],
        outside=QUADRANTS[code[1]],
        sentence=SENTENCES[code],
        starter=words["starter"],
        nudge=words["nudge"],
        cards=tuple(found),
    )
