"""One concept in the four kinds: a prompt, and what each of the other three asks in its own words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clusters.kinds import Kind
from swot.models import Prompt, TemplateVersion
from swot.problems import QUADRANT_WORDS


@dataclass(frozen=True)
class Column:
    """What one kind asks: the kind in words, the version it is read from (None without one), and its prompts.

    Each prompt comes with the sentences that say in what it differs from the one it is laid beside.
    """

    kind: str
    version: TemplateVersion | None
    prompts: list[tuple[Prompt, list[str], list[str]]]


def beside(prompt: Prompt) -> list[Column]:
    """A column for the prompt's own kind, then one for each other kind, in their order (two queries).

    The others are read from the newest published version in the prompt's language, else in English. Without a concept
    there is nothing to lay beside, and only the first column.
    """
    own = prompt.section.version
    columns = [Column(own.template.get_kind_display(), own, [(prompt, _tags(prompt), [])])]
    if not prompt.concept:
        return columns
    newest = _newest(own)
    asked = Prompt.objects.filter(section__version__in=newest.values(), concept=prompt.concept)
    found = list(asked.select_related("section__version__template"))
    for kind in Kind:
        if kind != own.template.kind:
            version = newest.get(kind)
            prompts = [one for one in found if version and one.section.version_id == version.pk]
            rows = [(one, _tags(one), _differences(prompt, one)) for one in prompts]
            columns.append(Column(str(kind.label), version, rows))
    return columns


def _newest(own: TemplateVersion) -> dict[str, TemplateVersion]:
    """The newest published version of each other kind, in the language of `own` before English."""
    language = own.template.language
    versions = TemplateVersion.objects.published().filter(template__language__in={language, "en"})
    versions = versions.exclude(template__kind=own.template.kind).select_related("template").order_by("number")
    return {one.template.kind: one for one in sorted(versions, key=lambda one: one.template.language == language)}


def _tags(prompt: Prompt) -> list[str]:
    """What a prompt is marked with, in words."""
    letters = [str(QUADRANT_WORDS[letter]) for letter in prompt.quadrants.split() if letter in QUADRANT_WORDS]
    tags: list[Any] = [_("usually lands in %(where)s") % {"where": ", ".join(letters)}] if letters else []
    tags += [_("about people already here")] if prompt.inclusion else []
    tags += [_("window: %(window)s") % {"window": _window(prompt)}] if prompt.window else []
    tags += [_("lens: %(lens)s") % {"lens": prompt.lens}] if prompt.lens else []
    tags += [_("reading of %(indicator)s") % {"indicator": prompt.indicator}] if prompt.indicator else []
    tags += [_("asked only if")] if prompt.show_if else []
    return [str(tag) for tag in tags]


def _window(prompt: Prompt) -> str:
    """The window's label in the words of the kind."""
    labels = prompt.section.version.words.get("windows") or {}
    return str(labels.get(prompt.window, prompt.window)) if prompt.window else _("none")


def _differences(here: Prompt, there: Prompt) -> list[str]:
    """In what a prompt differs from the one it is laid beside, in sentences."""
    told = []
    if here.type != there.type:
        types = {"there": there.get_type_display(), "here": here.get_type_display()}
        told.append(_("Another way to answer: %(there)s, not %(here)s.") % types)
    elif here.type == "choice" and len(here.options) != len(there.options):
        told.append(_("%(there)s options, not %(here)s.") % {"there": len(there.options), "here": len(here.options)})
    elif here.type == "number" and here.unit != there.unit:
        units = {"there": there.unit or _("none"), "here": here.unit or _("none")}
        told.append(_("Another unit: %(there)s, not %(here)s.") % units)
    if here.window != there.window:
        windows = {"there": _window(there), "here": _window(here)}
        told.append(_("Behind another window: %(there)s, not %(here)s.") % windows)
    if here.section.code != there.section.code:
        told.append(_("Asked in another section: %(section)s.") % {"section": there.section.title})
    return told
