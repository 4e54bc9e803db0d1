"""What every page of the admin keeps to: a draft may be changed, anything published may only be read."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst

from clusters.errors import Refusal
from swot.content import TemplateContent
from swot.models import Section, TemplateVersion
from swot.problems import problems

MOST_ROWS = 100


def is_frozen(obj: Any) -> bool:
    """Whether a version, or the version a row belongs to, has been published."""
    version = obj.version if isinstance(obj, Section) else obj
    return isinstance(version, TemplateVersion) and version.is_frozen


class DraftAdmin(admin.ModelAdmin):
    """A page whose object may be changed in a draft only."""

    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list under its own name, rather than what one might do in it."""
        named = {"title": capfirst(str(self.opts.verbose_name_plural)), **(extra_context or {})}
        return super().changelist_view(request, named)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Sections and versions come by duplicating, never by an empty form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_change_permission(request, obj) and not is_frozen(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_delete_permission(request, obj) and not is_frozen(obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; a draft that was published in the meantime gives its sentence, and nothing is written."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return redirect(request.path)


class DraftInline(admin.StackedInline):
    """Rows of a version, or of a section, that may be changed in a draft only; one empty form stands at the end."""

    extra = 1
    template = "admin/swot/rows.html"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No more rows than anybody writes: a form for each that a request claims to have costs the server time."""
        most = MOST_ROWS if self.max_num is None else self.max_num  # 0 where none may be added
        return super().get_formset(request, obj, **{"max_num": most, "absolute_max": MOST_ROWS, **kwargs})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_add_permission(request, obj) and not is_frozen(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_change_permission(request, obj) and not is_frozen(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_delete_permission(request, obj) and not is_frozen(obj)


def arrange(rows: Iterable[Model], before: dict[Any, int]) -> None:
    """Number rows 0, 1, 2 … by place; of two at one place, the one moved up comes first, the one moved down last."""
    queue = sorted(rows, key=lambda row: (row.position, _came_from(row, before), row.pk))  # type: ignore[attr-defined]
    for place, row in enumerate(queue):
        if row.position != place:  # type: ignore[attr-defined]
            type(row)._default_manager.filter(pk=row.pk).update(position=place)


def _came_from(row: Any, before: dict[Any, int]) -> int:
    """-1 moved up, 0 stayed, 1 moved down or new."""
    old = before.get(row.pk, -1)
    return (row.position > old) - (row.position < old)


def standing(version: TemplateVersion, content: TemplateContent) -> list[dict[str, str]]:
    """What stands before publishing a draft, each with the address at which it is mended."""
    if version.is_frozen:
        return []
    sections = version.pks().sections
    return [
        {"sentence": one.sentence, "where": one.where, "url": _address(one.where, version, content, sections)}
        for one in problems(content, previous=version.before())
    ]


def _address(where: str, version: TemplateVersion, content: TemplateContent, sections: dict[str, int]) -> str:
    if where in content.prompts:
        return section_url(sections[content.prompts[where].section], where)
    if where in sections:
        return section_url(sections[where])
    if where in {"check", "indicators"}:
        return reverse("admin:swot_templateversion_part", args=[version.pk, where])
    if where == "words":
        return reverse("admin:swot_templateversion_words", args=[version.pk])
    return "#outline"


def section_url(pk: int, prompt: str = "") -> str:
    """The address of a section's page, at one of its prompts where named."""
    return reverse("admin:swot_section_change", args=[pk]) + (f"#prompt-{prompt}" if prompt else "")
