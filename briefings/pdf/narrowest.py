"""The narrowest a column may be is asked once a letter: WeasyPrint lays out every letter of every cell to find the broadest."""

from typing import Any

from weasyprint.layout import preferred

MOST = 5_000
# What the width of one letter depends on.
LOOK = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_variant_caps"),
    *("font_variant_numeric", "font_feature_settings", "font_language_override", "lang", "direction", "white_space"),
    *("letter_spacing", "word_spacing", "hyphens", "word_break", "tab_size"),
)

split_first_line = preferred.split_first_line
Known = dict[Any, Any]


def ask_once() -> None:
    """Let this process remember what it measured; what it remembers is what it would measure again."""
    known: Known = {}

    def measured(text: str, style: Any, context: Any, max_width: Any, spacing: Any, **more: Any) -> Any:
        if max_width != 0 or style["overflow_wrap"] != "anywhere" or not text[:3].isascii():
            return split_first_line(text, style, context, max_width, spacing, **more)
        # The line ends after one letter; whether a space or nothing follows says where the next one begins.
        letters = text[:3] if " " in text[:3] else text[:2] + "x" * (len(text) > 2)
        key = letters, spacing, tuple(more.items()), tuple(_plain(style[name]) for name in LOOK)
        if key not in known:
            if len(known) >= MOST:
                known.clear()
            known[key] = (None, *split_first_line(text, style, context, max_width, spacing, **more)[1:])
        return known[key]

    preferred.split_first_line = measured


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
