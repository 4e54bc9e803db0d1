"""Wording hints for an entry: they warn and never block (content 5.1); and the success alarm (content 4.5 rule 11)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.rules.quadrants import LABELS

FEWEST_WORDS = 5
LIKENESS = 0.6
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
WISH = re.compile(
    r"\b(?:should|ought to|let us|let's|it would be (?:good|nice|better))\b"
    r"|\bwe (?:must|need to|have to|want|wish|hope|plan|intend|aim|will|would like|could)\b"
    r"|^(?:to )?(?:create|improve|develop|establish|promote|encourage|organise|launch|introduce|strengthen|expand"
    r"|persuade|invite|recruit|set up|increase the|hire|ensure|apply for|ask the|find a|start a|build a)\b"
)
SECOND_CLAUSE = re.compile(r"^(?:we|they|it|he|she|there|this|these|nobody|nothing|no|some|many|most|few|our|the)\b")
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "the",
        "to",
        "we",
        "with",
    ]
)


@dataclass(frozen=True)
class Hint:
    """One hint: `key` says which rule ("short", "stock", "two-ideas", "wish", "quadrant", "like"), `text` what to do."""

    key: str
    text: str


def hints(
    text: str,
    *,
    content: TemplateContent,
    others: Iterable[str] = (),
    quadrant: str | None = None,
    tested: str | None = None,
) -> tuple[Hint, ...]:
    """All hints for an entry's words, in a fixed order.

    `others` are the texts of the other entries. `tested` is the quadrant the two questions gave, `quadrant` where the
    entry stands. The hints that know English words are kept for templates in English.
    """
    found = [*_short(text), *_stock(text, content)]
    if content.language == "en":
        found += [*_two_ideas(text), *_wish(text)]
    return (*found, *_quadrant(quadrant, tested), *_like(text, others))


def alarm(text: str, quadrant: str | None, content: TemplateContent) -> bool:
    """Whether a good thing is of the sort that pushes people out: ask who could be pushed out, and offer a twin.

    Rings on a word that always does, or on a topic together with a rise; only for strengths and opportunities.
    """
    if quadrant not in ("strength", "opportunity"):
        return False
    words = content.words["success_words"]
    if _holds(text, tuple(words["always"])):
        return True
    return _holds(text, tuple(words["topics"])) and _holds(text, tuple(words["rises"]))


def normalised(text: str) -> frozenset[str]:
    """The words that carry a text, in lower case, without small words and plural endings."""
    return frozenset(word.removesuffix("s") for word in WORD.findall(text.casefold()) if word not in SMALL_WORDS)


def are_alike(text: str, other: str) -> bool:
    """Whether two texts share most of their words."""
    return share_most(normalised(text), normalised(other))


def share_most(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sets of words that carry a text are mostly the same."""
    return bool(one) and len(one & two) >= LIKENESS * len(one | two)


def joins_two_ideas(text: str) -> bool:
    """Whether an "and" stands between two stretches long enough to be a point each."""
    lowered = text.casefold()
    return any(_is_joint(lowered[: m.start()], lowered[m.end() :]) for m in re.finditer(r",?\s+and\s+", lowered))


def _is_joint(before: str, after: str) -> bool:
    left, right = re.split(r"[,.;:]", before)[-1], re.split(r"[,.;:]", after)[0]
    shorter = min(len(WORD.findall(left)), len(WORD.findall(right)))
    return shorter >= 5 or (shorter >= 3 and SECOND_CLAUSE.match(right) is not None)


def _short(text: str) -> Iterator[Hint]:
    if len(WORD.findall(text)) < FEWEST_WORDS:
        yield Hint("short", _("Fewer than five words. Say what is so, for whom, and how we know."))


def _stock(text: str, content: TemplateContent) -> Iterator[Hint]:
    found = [stock for stock in content.words["stock_phrases"] if _holds(text, (stock["phrase"],))]
    for stock in found:
        if not any(stock["phrase"] in other["phrase"] and stock != other for other in found):
            yield Hint("stock", _("“%(phrase)s” could be said anywhere. %(ask)s") % stock)


def _two_ideas(text: str) -> Iterator[Hint]:
    if joins_two_ideas(text):
        yield Hint("two-ideas", _("“and” seems to join two ideas. One point each: split it in two."))


def _wish(text: str) -> Iterator[Hint]:
    if WISH.search(text.casefold().strip()):
        yield Hint("wish", _("This reads as a wish or an action. Say what is so now; keep the wish for the actions."))


def _quadrant(quadrant: str | None, tested: str | None) -> Iterator[Hint]:
    if quadrant and tested and quadrant != tested:
        names = {"tested": LABELS[tested], "placed": LABELS[quadrant]}
        text = _("The two answers say %(tested)s, and it stands under %(placed)s. Leave it if you see it otherwise.")
        yield Hint("quadrant", text % names)


def _like(text: str, others: Iterable[str]) -> Iterator[Hint]:
    other = next((other for other in others if are_alike(text, other)), None)
    if other is not None:
        yield Hint(
            "like", _("Much like another entry: “%(other)s”. Keep one, or say how they differ.") % {"other": other}
        )


def _holds(text: str, patterns: tuple[str, ...]) -> bool:
    return bool(patterns) and _pattern(patterns).search(text.casefold()) is not None


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words in lower case; `*` stands for any ending, a space for any white space."""
    words = (re.escape(p.casefold()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in patterns)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")
