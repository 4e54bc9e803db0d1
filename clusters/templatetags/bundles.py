"""The style sheets and scripts of every page: one of each where static files are collected, their parts elsewhere."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def style_sheets(name: str) -> SafeString:
    """The links to a bundle of style sheets."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(part),) for part in _parts(name)))


@register.simple_tag
def scripts(name: str) -> SafeString:
    """The elements of a bundle of scripts, which run in their order once the page is there."""
    return format_html_join("\n", '<script src="{}" defer></script>', ((static(part),) for part in _parts(name)))


def _parts(name: str) -> list[str]:
    return [name] if settings.COLLECTED else settings.BUNDLES[name]
