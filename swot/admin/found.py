"""Where the words of a search stand, marked."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ELSEWHERE = ("why", "hint", "concept", "options", "anchors")
AROUND = 60


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, safe to show, with each of the words in `<mark>`; capitals do not matter."""
    sought = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    if not sought:
        return format_html("{}", text)
    # Splitting by one group gives what stands between at even places and what was found at odd ones.
    parts = re.split(f"({'|'.join(sought)})", text, flags=re.IGNORECASE)
    return format_html_join("", "{}", ((_part(at, part),) for at, part in enumerate(parts)))


def elsewhere(prompt: Any, words: Sequence[str]) -> SafeString:
    """One line for each part of a prompt, beside code and question, in which one of the words stands."""
    lines = []
    for name in ELSEWHERE:
        value = getattr(prompt, name) or ""
        for text in value if isinstance(value, list) else [value]:
            if cut := _cut(str(text), words):
                lines.append((prompt._meta.get_field(name).verbose_name, marked(cut, words)))
    return format_html_join("", '<span class="wb-found"><b>{}:</b> {}</span>', lines)


def _part(at: int, part: str) -> str:
    return format_html("<mark>{}</mark>", part) if at % 2 else part


def _cut(text: str, words: Sequence[str]) -> str:
    """The text around the first of the words found in it; nothing where none is."""
    at = min((place for word in words if word and (place := text.lower().find(word.lower())) >= 0), default=-1)
    if at < 0:
        return ""
    begin, end = max(at - AROUND, 0), at + 2 * AROUND
    return ("… " if begin else "") + text[begin:end].strip() + (" …" if end < len(text) else "")
