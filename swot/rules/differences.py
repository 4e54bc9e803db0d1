"""What is different between two versions of a template, one typed difference a thing (spec curation.md).

A version that differs only in wording and help may be applied to workbooks by itself; anything else is offered.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from swot.content import Check, Prompt, TemplateContent

WORDING, HELP, ORDER, ADDED, REMOVED, MEANING = "wording", "help", "order", "added", "removed", "meaning"
WHATS = (MEANING, REMOVED, ADDED, ORDER, WORDING, HELP)
PARTS = ("title", "section", "prompt", "check", "indicator", "trap", "words")
WORDS_OF = {
    "section": ("title",),
    "prompt": ("text",),
    "check": ("text",),
    "indicator": ("what",),
    "trap": ("text",),
}
HELP_OF = {
    "section": ("lead", "minutes"),
    "prompt": ("why", "hint", "example", "how", "quadrants"),
    "check": ("find_out",),
    "indicator": ("how", "asked_when", "prompt"),
    "trap": ("why", "from_label"),
}
BAND_WORDS = ("label", "text")
CHECK_WORDS = ("title", "intro", "sentence", "flag_yes_text", "flag_unsure_text")
CHECK_RULES = ("valid_months", "not_known")


@dataclass(frozen=True)
class Part:
    """One field that is different: `before` or `after` is None where there is none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """One thing that is different: `what` of `WHATS`, in which of `PARTS`, and the code by which that thing is known.

    `code` is a prompt's or indicator's id, a section's code, a check question's key, a word's key, or a trap's number.
    """

    what: str
    part: str
    code: str
    fields: tuple[Part, ...] = ()

    @property
    def is_of_words(self) -> bool:
        """Whether answers mean what they meant."""
        return self.what in (WORDING, HELP)


def differences(old: TemplateContent, new: TemplateContent) -> tuple[Difference, ...]:
    """Everything in which `new` is not as `old`, in the order in which a template is read; none for the same content."""
    return (
        *_texts("title", "title", {"title": old.title}, {"title": new.title}, WORDING),
        *_rows("section", _by(old.sections, "code"), _by(new.sections, "code"), skip=("prompts",)),
        *_rows("prompt", old.prompts, new.prompts, skip=("section",)),
        *_check(old.check, new.check),
        *_rows("indicator", old.indicator_by_id, new.indicator_by_id),
        *_rows("trap", _numbered(old.traps), _numbered(new.traps)),
        *_words(old.words, new.words),
    )


def are_of_words(found: Sequence[Difference]) -> bool:
    """Whether nothing but wording and help is different, so that no answer comes to mean something else."""
    return all(one.is_of_words for one in found)


def asks_again(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences after which an answer may no longer stand: a question taken away, or of another meaning."""
    return tuple(one for one in found if one.part in ("prompt", "check") and one.what in (REMOVED, MEANING))


def still_fits(before: Prompt, after: Prompt | None, value: Any) -> bool:
    """Whether an answer to `before` is one that `after` could be given, word for word and number for number."""
    if after is None or after.type != before.type:
        return False
    if value is None or after.type in ("list", "scale", "yesno", "text"):
        return True
    if after.type == "choice":
        return value in after.options and value != after.not_known_option
    return (after.min is None or value >= after.min) and (after.max is None or value <= after.max)


def _by(things: Sequence[Any], name: str) -> dict[str, Any]:
    return {getattr(thing, name): thing for thing in things}


def _numbered(things: Sequence[Any]) -> dict[str, Any]:
    return {str(number): thing for number, thing in enumerate(things, start=1)}


def _rows(part: str, old: dict[str, Any], new: dict[str, Any], skip: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Rows that are known by a code, in the order of the new version, those taken away last."""
    moved = _moved([code for code in old if code in new], [code for code in new if code in old])
    for code, after in new.items():
        if code not in old:
            yield Difference(ADDED, part, code)
            continue
        before, now = _fields(old[code], skip), _fields(after, skip)
        yield from _field_differences(part, code, before, now)
        if code in moved:
            yield Difference(ORDER, part, code)
    yield from (Difference(REMOVED, part, code) for code in old if code not in new)


def _fields(row: Any, skip: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name not in (*skip, "id", "code", "key", "number")}


def _field_differences(part: str, code: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    sorts: dict[str, list[Part]] = {}
    for name, after in new.items():
        if old[name] != after:
            sorts.setdefault(_sort(part, name, old[name], after), []).append(Part(name, old[name], after))
    yield from (Difference(what, part, code, tuple(sorts[what])) for what in WHATS if what in sorts)


def _sort(part: str, name: str, before: Any, after: Any) -> str:
    if name in WORDS_OF[part]:
        return WORDING
    if name in HELP_OF[part]:
        return HELP
    return WORDING if _without_sentences(before) == _without_sentences(after) else MEANING


def _without_sentences(value: Any) -> Any:
    """Rules and conditions without the sentences that tell them."""
    if isinstance(value, dict):
        return {key: _without_sentences(part) for key, part in value.items() if key not in ("sentence", "label")}
    return [_without_sentences(part) for part in value] if isinstance(value, list | tuple) else value


def _check(old: Check, new: Check) -> Iterator[Difference]:
    yield from _texts("check", "words", *_both(old, new, CHECK_WORDS), WORDING)
    yield from _rows("check", _by(old.questions, "key"), _by(new.questions, "key"))
    yield from _bands(old, new)
    for name in CHECK_RULES:
        yield from _shaped("check", name, getattr(old, name), getattr(new, name))


def _bands(old: Check, new: Check) -> Iterator[Difference]:
    before, after = ([asdict(band) for band in check.bands] for check in (old, new))
    if before == after:
        return
    rules = [[{k: v for k, v in band.items() if k not in BAND_WORDS} for band in bands] for bands in (before, after)]
    what = WORDING if rules[0] == rules[1] else MEANING
    yield Difference(what, "check", "bands", (Part("bands", before, after),))


def _words(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for key in new:
        if key in old:
            yield from _shaped("words", key, old[key], new[key])
        else:
            yield Difference(ADDED, "words", key, (Part(key, None, new[key]),))
    yield from (Difference(REMOVED, "words", key, (Part(key, old[key], None),)) for key in old if key not in new)


def _shaped(part: str, code: str, before: Any, after: Any) -> Iterator[Difference]:
    """A value that is all words may be worded otherwise; another number or shape is another meaning."""
    if before != after:
        what = WORDING if _shape(before) == _shape(after) else MEANING
        yield Difference(what, part, code, (Part(code, before, after),))


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shape(part) for part in value]
    return str if isinstance(value, str) else value


def _texts(part: str, code: str, old: dict[str, Any], new: dict[str, Any], what: str) -> Iterator[Difference]:
    told = tuple(Part(name, old[name], new[name]) for name in new if old[name] != new[name])
    if told:
        yield Difference(what, part, code, told)


def _both(old: Any, new: Any, names: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {name: getattr(old, name) for name in names}, {name: getattr(new, name) for name in names}


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The fewest things whose moving makes `new` of `old`: those outside a longest run that kept its order."""
    place = {code: at for at, code in enumerate(new)}
    runs: list[list[str]] = []  # the run of each length that ends earliest
    for code in old:
        length = bisect_left([place[run[-1]] for run in runs], place[code])
        runs[length : length + 1] = [[*(runs[length - 1] if length else []), code]]
    return set(new) - set(runs[-1] if runs else ())
