"""The four families of strategies, with what stands behind each strategy and what serves it (content 5.4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
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
WHY_HERE = _("Why it would hold here")
ORIGINS = {
    "workspace": _("a workspace"),
    "district": _("a district"),
    "region": _("a region"),
    "network": _("an online network"),
    "elsewhere": _("somewhere else"),
}
FEWEST, MOST = 3, 6


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
        """The required questions without an answer, in words; an idea from elsewhere says why it holds here."""
        found: list[Promise] = [label for name, label in QUESTIONS.items() if not getattr(self.strategy, name).strip()]
        return found + [WHY_HERE] * self.lacks_reason

    @property
    def lacks_reason(self) -> bool:
        """Whether the idea came from elsewhere and nobody said why it would hold here."""
        return bool(self.strategy.from_kind and not self.strategy.why_here.strip())

    @property
    def origin(self) -> str | Promise:
        """Where the idea came from, in words: "a region", "somewhere else"."""
        return ORIGINS.get(self.strategy.from_kind or "", "")

    @property
    def is_parked(self) -> bool:
        """Whether it is whole and was put aside; one with open questions is a draft."""
        return not self.strategy.kept and not self.unanswered


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
    language: str
    cards: tuple[Card, ...] = ()
    other_starter: str = ""

    @property
    def beginning(self) -> str:
        """The starter sentence as somebody would say it in its language: "Use this strength to take that chance by"."""
        with translation.override(self.language):
            return self.begun(str(SPOKEN[self.inside]), str(SPOKEN[self.outside]))

    def begun(self, inside: str, outside: str, *, other: bool = False) -> str:
        """The starter sentence with both sides in words; `other` takes the family's second one, where it has one."""
        words = {"inside": inside, "outside": outside}
        starter = self.other_starter if other and self.other_starter else self.starter
        return re.sub(r"\{(inside|outside)\}", lambda found: words[found[1]], starter)


@dataclass(frozen=True)
class Keeping:
    """How many strategies are kept, and whether that is too few or too many to carry: three to six."""

    kept: int

    @property
    def is_under(self) -> bool:
        """Fewer than three."""
        return self.kept < FEWEST

    @property
    def is_over(self) -> bool:
        """More than six."""
        return self.kept > MOST


def keeping(document: Document) -> Keeping:
    """How many strategies are kept (content 5.4, step 6)."""
    return Keeping(sum(strategy.kept for strategy in document.strategies))


def families(document: Document, content: TemplateContent) -> tuple[Family, ...]:
    """The four families in the order of the page: Build, Mend, Defend, Guard; without what is parked."""
    by_code: dict[str | None, list[Card]] = {}
    for card in cards(document):
        if card.is_parked:
            continue
        by_code.setdefault(family_of(card.strategy, document), []).append(card)
    return tuple(_family(code, content, by_code.get(code, ())) for code in ON_SCREEN)


def family(code: str, content: TemplateContent) -> Family | None:
    """One family without its strategies, None for an unknown code."""
    return _family(code, content, ()) if code in ON_SCREEN else None


def parked(document: Document) -> tuple[Card, ...]:
    """The strategies that were put aside whole."""
    return tuple(card for card in cards(document) if card.is_parked)


def unpaired(document: Document) -> tuple[Card, ...]:
    """Strategies without entries from both sides: only a file brings them."""
    return tuple(c for c in cards(document) if family_of(c.strategy, document) is None and not c.is_parked)


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


def example_pairs(content: TemplateContent) -> list[tuple[Promise, dict[str, str]]]:
    """The invented pairs of a kind, each with the name of its family: hints, never saved."""
    return [(FAMILIES[one["family"]], one) for one in content.words["example_pairs"]]


def beginnings(content: TemplateContent) -> list[str]:
    """The starter sentence of each family, as somebody would say it."""
    return [_family(one["family"], content, ()).beginning for one in content.words["tows_starters"]]


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
        language=content.language,
        cards=tuple(found),
        other_starter=words.get("other_starter", ""),
    )
