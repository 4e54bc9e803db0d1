"""Marks the words of a template with its language on pages that are in another one (WCAG 3.1.2).

Done on the finished page, so that what a sentence of the program quotes is marked as well as what stands alone, and
every page and print says it in the one same way. A page in the language of its template is left as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language

from swot.content import TemplateContent
from swot.rules.families import beginnings
from swot.rules.translation import texts_of

TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
WORD = re.compile(r"\w+")
PLACE = re.compile(r"\{\w+\}")
# Nothing may be marked in these: they hold text alone.
UNMARKED = {"title", "desc", "script", "style", "textarea"}
FEWEST_LETTERS = 4


@dataclass(frozen=True)
class Known:
    """What a template says: its texts by their first word, the longest first; and the sentence of its self-check."""

    texts: dict[str, list[str]]
    sentence: re.Pattern[str]


KEPT: dict[str, Known] = {}  # by fingerprint: what has one never changes
MOST_KEPT = 64


class MarkedLanguage:
    """Marks the pages of a workbook whose questions are in another language than the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, marked where its workbook says so; files and other things pass."""
        response = self.get_response(request)
        workbook: Any = getattr(request, "workbook", None)
        if workbook is None or response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        content, language = workbook.content(), get_language() or ""
        if is_foreign(content, language):
            response.content = marked(response.content.decode(), content)
        return response


def is_foreign(content: TemplateContent, language: str) -> bool:
    """Whether a template speaks another language than a page ("es" on "en-gb"; never "en" on "en-gb")."""
    return content.language.partition("-")[0] != language.partition("-")[0]


def marked(html: str, content: TemplateContent) -> str:
    """A page with every text of the template in an element that has its language; attributes stay as they are."""
    known, language = _known(content), escape(content.language)
    pieces = TAG.split(html)
    within: list[str] = []
    for at, piece in enumerate(pieces):
        if at % 2:
            _follow(within, piece)
        elif piece and not piece.isspace() and not UNMARKED.intersection(within[-1:]):
            if within[-1:] == ["option"]:
                pieces[at - 1] = _option(pieces[at - 1], piece, known, language)
            else:
                element = "tspan" if "svg" in within else "span"
                pieces[at] = _wrapped(piece, known, f'<{element} lang="{language}">', f"</{element}>")
    return "".join(pieces)


def _follow(within: list[str], tag: str) -> None:
    """Keep the elements that are open where only text may stand, and where marks have another name."""
    found = NAME.match(tag)
    name = found[1].lower() if found else ""
    if name not in UNMARKED | {"svg", "option"} or tag.endswith("/>"):
        return
    if not tag.startswith("</"):
        within.append(name)
    elif name in within:
        del within[len(within) - 1 - within[::-1].index(name) :]


def _option(tag: str, text: str, known: Known, language: str) -> str:
    """The tag of an option: it cannot hold an element, so that it has the language itself."""
    whole = next(_found(text, known), None)
    is_all = whole is not None and len(text.strip()) - (whole[1] - whole[0]) <= 1
    return f'{tag[:-1]} lang="{language}">' if is_all else tag


def _wrapped(text: str, known: Known, begin: str, end: str) -> str:
    done, at = [], 0
    for start, stop in _found(text, known):
        done += [text[at:start], begin, text[start:stop], end]
        at = stop
    return "".join([*done, text[at:]])


def _found(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where texts of the template stand in a text, the longest first; capitals make no difference."""
    lowered, at = text.lower(), 0
    if len(lowered) != len(text):
        return
    for word in WORD.finditer(lowered):
        if word.start() < at:
            continue
        stop = _end(lowered, word, known)
        if stop:
            at = stop + (lowered[stop : stop + 1] in ("?", "!", ".", "»"))
            yield word.start() - (lowered[word.start() - 1 : word.start()] in ("¿", "¡", "«")), at


def _end(text: str, word: re.Match[str], known: Known) -> int:
    """Where what the template says ends that begins with this word; 0 where it says nothing."""
    begins, sentence = word.start(), known.sentence.match(text, word.start())
    if sentence:
        return sentence.end()
    said = (one for one in known.texts.get(word[0], ()) if text.startswith(one, begins))
    ends = (begins + len(one) for one in said)
    return next((end for end in ends if not text[end : end + 1].isalnum()), 0)


def _known(content: TemplateContent) -> Known:
    """What `_read` says, once a process for a published template; a cluster's own thresholds say more."""
    if not content.fingerprint or content.own:
        return _read(content)
    known = KEPT.get(content.fingerprint)
    if known is None:
        known = _read(content)
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        KEPT[content.fingerprint] = known
    return known


def _read(content: TemplateContent) -> Known:
    """The texts of a template as they stand in a page, in small letters."""
    known: dict[str, set[str]] = {}
    for text in [*texts_of(content), *beginnings(content)]:
        for part in PLACE.split(text):
            said = escape(part).lower()
            first = WORD.search(said)
            if first and len(said) >= FEWEST_LETTERS:
                known.setdefault(first[0], set()).add(said[first.start() :].rstrip(" .:,?!»…"))
    texts = {first: sorted(parts, key=len, reverse=True) for first, parts in known.items()}
    return Known(texts, _sentence(content))


def _sentence(content: TemplateContent) -> re.Pattern[str]:
    """The sentence of the self-check with its numbers and its band filled in."""
    bands = "|".join(re.escape(escape(band.label).lower()) for band in content.check.bands)
    pieces = re.split(r"(\{\w+\})", escape(content.check.sentence).lower())
    filled = (
        f"(?:{bands})" if piece == "{band}" else r"\d+" if at % 2 else re.escape(piece)
        for at, piece in enumerate(pieces)
    )
    return re.compile("".join(filled))
