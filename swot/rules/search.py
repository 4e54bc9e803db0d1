"""Search within a workbook: a plain piece of text, whatever its case and accents, in everything that was written."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from swot.content import TemplateContent
from swot.document.values import Document, Entry, entry_order

ENTRIES, SOURCES, LINES, ANSWERS = "entries", "sources", "lines", "answers"
STRATEGIES, ACTIONS, FIRST = "strategies", "actions", "first questions"
KINDS = (ENTRIES, SOURCES, LINES, ANSWERS, STRATEGIES, ACTIONS, FIRST)
AROUND = 90
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One place where it stands. `kind` is one of KINDS, `ref` leads there: an entry's, a strategy's or an action's id,
    a prompt's id, or the name of a first question. `before`, `found` and `after` are the text around it, shortened.
    """

    kind: str
    ref: str
    before: str
    found: str
    after: str
    entry: Entry | None = None


def search(document: Document, content: TemplateContent, words: str) -> dict[str, list[Hit]]:
    """The hits by kind, kinds without any left out; nothing is found by nothing. Once a place, however often it stands."""
    wanted = fold(" ".join(words.split()))
    if not wanted:
        return {}
    found: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
    for kind, ref, texts, entry in _places(document, content):
        hit = next(filter(None, (_hit(wanted, text) for text in texts)), None)
        if hit:
            found[kind].append(Hit(kind, ref, *hit, entry=entry))
    return {kind: hits for kind, hits in found.items() if hits}


def fold(text: str) -> str:
    """A text without case and accents: "Künstler" and "kunstler" are one."""
    return text.lower() if text.isascii() else "".join(map(_sign, text))


def _places(document: Document, content: TemplateContent) -> Iterator[tuple[str, str, Iterable[str], Entry | None]]:
    sources = {source.key: source for source in document.sources}
    for entry in sorted(document.entries, key=entry_order):
        yield ENTRIES, entry.id, (entry.text, entry.inclusion_who, entry.id), entry
        told, cited = entry.evidence, sources.get(entry.evidence.cites or "")
        texts = (told.text, told.source, told.url, *((cited.name, cited.says, cited.url) if cited else ()))
        yield SOURCES, entry.id, texts, entry
    for answer in document.answers:
        for line in answer.lines:
            yield LINES, answer.prompt_id, (line.text,), None
        said = (
            answer.value if isinstance(answer.value, str) and content.prompts[answer.prompt_id].type != "yesno" else ""
        )
        yield ANSWERS, answer.prompt_id, (said, answer.note, answer.basis), None
    for strategy in document.strategies:
        texts = (strategy.strategy, strategy.who_gains, strategy.who_could_lose, strategy.how_we_will_know)
        more = (strategy.how_it_goes_with_the_grain, strategy.who_must_agree, strategy.why_here)
        yield STRATEGIES, strategy.id, (*texts, *more), None
    for action in document.actions:
        yield ACTIONS, action.id, (action.action, action.owner, action.first_step_within_30_days, action.measure), None
    for asked in fields(document.first_questions):
        yield FIRST, asked.name, (getattr(document.first_questions, asked.name) or "",), None


def _hit(wanted: str, text: str) -> tuple[str, str, str] | None:
    """What stands before, at and after the first place, white space made plain; None where it does not stand."""
    text = " ".join(text.split())
    at = fold(text).find(wanted)
    if at < 0:
        return None
    places = [place for place, sign in enumerate(text) for _ in _sign(sign)]
    first, last = places[at], places[at + len(wanted) - 1] + 1
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return _end(text[:first]), text[first:last], _start(text[last:])


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """One sign without case and accents: none for an accent alone, several for a ligature."""
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)).casefold()


def _end(text: str) -> str:
    """The words just before a hit, never from the middle of one where there are spaces."""
    tail = text[-AROUND:]
    return text if len(text) <= AROUND else f"…{tail.partition(' ')[2] or tail}"


def _start(text: str) -> str:
    """The words just after a hit, never to the middle of one where there are spaces."""
    head = text[:AROUND]
    return text if len(text) <= AROUND else f"{head.rpartition(' ')[0] or head}…"
