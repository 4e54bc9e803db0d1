"""Look-ups for the briefing pages."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def of(named: dict[str, Any], key: str) -> Any:
    """The value under a key, or the key itself: `titles|of:"agency"`."""
    return named.get(key, key)
