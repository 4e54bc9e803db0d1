"""Look-ups for the briefing pages."""

from typing import Any

from django import template

from briefings.formats.registry import FORMATS, Format

register = template.Library()


@register.filter
def of(named: dict[str, Any], key: str) -> Any:
    """The value under a key, or the key itself: `titles|of:"agency"`."""
    return named.get(key, key)


@register.simple_tag
def formats() -> list[tuple[str, Format]]:
    """Every format a briefing is given in beside its PDF, by name."""
    return [(key, one) for key, one in FORMATS.items() if key != "pdf"]
