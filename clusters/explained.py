"""A finding of the kind finder in words: the library's sentences, filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from clusters.finder_words import words
from clusters.kind_finder import CLEAR, Found, NearMiss, because, near_miss
from clusters.kinds import Kind


@dataclass(frozen=True)
class Explained:
    """The sentences of a result page; an empty text is not shown. `pair` says how the two kinds go together."""

    heading: str
    text: str
    also: str
    pair: str
    near_miss: NearMiss | None


def explained(found: Found, answers: Mapping[str, str]) -> Explained:
    """Say why the rules came to what they found."""
    said, questions = words()["results"][found.result.lower()], words()["questions"]
    reasons = because(answers, found.recommended, questions)
    fill = {
        "a_kind": Kind(found.recommended).in_sentence,
        "kind": Kind(found.recommended).label,
        "second": Kind(found.also).label if found.also else "",
        "points": found.points[found.recommended],
        "because": get_text_list(reasons, _("and")),
    }
    also = said["also"] if found.also or found.result != CLEAR else ""
    return Explained(
        heading=said["heading"].format(**fill),
        text=said["text"].format(**fill),
        also=also.format(**fill),
        pair=_pair(found),
        near_miss=near_miss(answers, questions),
    )


def start_words(kind: str) -> str:
    """What the button that starts a workbook of a kind says."""
    return words()["results"]["clear"]["button"].format(kind=Kind(kind).label)


def _pair(found: Found) -> str:
    """How two kinds that are both here go together."""
    for pair in words()["pairs"]:
        if found.result != CLEAR and {found.recommended, found.also} == set(pair["pair"]):
            return pair["text"]
    return ""
