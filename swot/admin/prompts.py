"""Search over all prompts of all versions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from swot.admin.drafts import section_url
from swot.models import Prompt


@admin.register(Prompt)
class PromptAdmin(admin.ModelAdmin):
    """A list to search in; a prompt is changed on the page of its section."""

    actions = None
    list_display = ["linked_code", "text", "type", "section", "version"]
    list_display_links = None
    list_filter = [
        "section__version__state",
        "section__version__template__kind",
        "section__version__template__language",
        "type",
        "inclusion",
        "window",
    ]
    list_select_related = ["section__version__template"]
    search_fields = ["code", "text", "why", "hint", "concept"]
    list_per_page = 60
    ordering = ["section__version__template__kind", "-section__version__number", "section__position", "position"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Prompts are added on the page of their section."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Prompts are taken away on the page of their section."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of its section, for reading; nothing is written here."""
        prompt = get_object_or_404(Prompt, pk=object_id)
        return HttpResponseRedirect(section_url(prompt.section_id, prompt.code))

    @admin.display(description=_("code"), ordering="code")
    def linked_code(self, prompt: Prompt) -> SafeString:
        """Its code, leading to its place."""
        return format_html('<a href="{}">{}</a>', section_url(prompt.section_id, prompt.code), prompt.code)

    @admin.display(description=_("version"), ordering="section__version__number")
    def version(self, prompt: Prompt) -> str:
        """The version that asks it, and its state."""
        version = prompt.section.version
        return f"{version} ({version.get_state_display()})"
