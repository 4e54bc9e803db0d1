"""Typed text made fit for print: no controls, no tricks with direction, no word wider than the column."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from briefings.pdf.glyphs import printable

WORD_AT_MOST = 40
MARKS_AT_MOST = 3
ZERO_WIDTH_SPACE = "\u200b"
# Scripts written without spaces, and emoji, which lines may break anywhere.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff"
)
LONG_WORD = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}{UNSPACED}]{{{WORD_AT_MOST + 1},}}")
# Overrides, embeddings and isolates turn a line around; the marks of plain right-to-left text may stay.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC)))
# Addresses become links by `link_to`; broken up they would lead nowhere.
ADDRESSES = ("url", "answer_at")
IDENTITIES = frozenset(
    ("id", "key", "kind", "slug", "prompt_id", "quadrant", "section", "status", "family", "fingerprint", *ADDRESSES)
)

Value = TypeVar("Value")


def clean(text: str) -> str:
    """One text for print: controls and turning signs go, marks are capped, words of over 40 letters may break."""
    if text.isascii() and text.isprintable():
        return LONG_WORD.sub(_broken, text)
    text = "".join(sign if _is_shown(sign) else " " if sign in "\t\n\r\v\f\u2028\u2029\x85" else "" for sign in text)
    return LONG_WORD.sub(_broken, _capped(text.translate(TURNING)))


def _is_shown(sign: str) -> bool:
    category = unicodedata.category(sign)
    return _may_be_newer(ord(sign)) if category == "Cn" else category not in ("Cc", "Cs", "Zl", "Zp", "Co")


def _may_be_newer(code: int) -> bool:
    # A face may know letters and emoji that this Python does not yet; the last two of a plane are never any.
    return code < 0x40000 and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def _capped(text: str) -> str:
    kept, run = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        # Joiners between marks do not begin anew.
        run = run + 1 if category in ("Mn", "Me") else run if category == "Cf" else 0
        if run <= MARKS_AT_MOST:
            kept.append(sign)
    return "".join(kept)


def _broken(found: re.Match[str]) -> str:
    word = found.group()
    return ZERO_WIDTH_SPACE.join(word[at : at + WORD_AT_MOST] for at in range(0, len(word), WORD_AT_MOST))


def clipped(text: str, length: int) -> str:
    """A text of so many signs at most, cut at a word, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def link_to(address: str) -> str:
    """An address as a link on paper, encoded; "" for anything but a whole https or mailto address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    is_whole = (parts.scheme == "https" and parts.hostname) or (parts.scheme == "mailto" and parts.path)
    return iri_to_uri(address.strip()) if is_whole else ""


def stopped(text: str) -> str:
    """A text with one stop at its end, whatever it ended with."""
    text = text.strip().rstrip(".")
    return text + ("" if text.endswith(("?", "!", "…")) else ".")


def cleaned(value: Value) -> Value:
    """A frozen value with every text in it cleaned, however deep; names that refer to something are left alone."""
    return _each(value, lambda text: printable(clean(text)))


def shortened(value: Value, length: int) -> Value:
    """A frozen value with every text in it `clipped`, as `cleaned` finds them."""
    return _each(value, partial(clipped, length=length))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each(one, change) for one in value)
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        names = (one.name for one in fields(value) if one.name not in IDENTITIES)
        return replace(value, **{name: _each(getattr(value, name), change) for name in names})
    return value
