"""One page a section: its heading, and its prompts one under another."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.admin.drafts import DraftAdmin, DraftInline, arrange, section_url, standing
from swot.admin.forms import PromptForm
from swot.models import Prompt, Section

UP, DOWN = "_up", "_down"


class PromptInline(DraftInline):
    """The prompts of a section."""

    model = Prompt
    form = PromptForm
    template = "admin/swot/section/prompts.html"
    verbose_name_plural = gettext_lazy("Questions")
    fieldsets = [
        (None, {"fields": ["position", "code", "type", "text", "why", "hint", "example"]}),
        (
            gettext_lazy("How it is answered"),
            {"fields": ["anchors", "options", "not_known_option", "worrying", "unit", "how", "min", "max", "decimals"]},
        ),
        (
            gettext_lazy("What follows from an answer"),
            {"fields": ["quadrants", "indicator", "indicator_divide_by", "offers"]},
        ),
        (gettext_lazy("Where it belongs"), {"fields": ["concept", "inclusion", "window", "lens", "show_if"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prompt]:
        """With the section and version that say whether it is frozen."""
        return super().get_queryset(request).select_related("section__version")


@admin.register(Section)
class SectionAdmin(DraftAdmin):
    """The page of a section."""

    fields = ["code", "title", "lead", "minutes", "charted"]
    readonly_fields = ["code", "charted"]
    inlines = [PromptInline]
    change_form_template = "admin/swot/section/change_form.html"
    list_display = ["title", "code", "version"]
    list_select_related = ["version__template"]
    list_filter = ["version__template__kind", "version__state"]
    search_fields = ["title", "lead"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Reached through its version, not from the front page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The ten sections are the same in every kind, so none is taken away."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        """With the version that says whether it is frozen."""
        return super().get_queryset(request).select_related("version__template")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what stands before publishing, and the way back."""
        section, version = context["original"], context["original"].version
        content = version.content()
        found = standing(version, content)
        codes = {section.code, *(prompt.id for prompt in content.section_by_code[section.code].prompts)}
        context |= {
            "title": section.title,
            "subtitle": None,
            "version": version,
            "number": section.position + 1,
            "problems": [problem for problem in found if problem["where"] in codes],
            "troubled": {problem["where"] for problem in found},
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:
        """Save the prompts, then put them into the order asked for."""
        before = dict(form.instance.prompts.values_list("pk", "position"))
        super().save_formset(request, form, formset, change)
        arrange(form.instance.prompts.all(), before)
        for button, step in ((UP, -1), (DOWN, 1)):
            if code := request.POST.get(button):
                _move(form.instance, code, step)

    def response_change(self, request: HttpRequest, obj: Section) -> HttpResponse:
        """Stay on the page after moving or checking, else go back to the version."""
        code = request.POST.get(UP) or request.POST.get(DOWN)
        self.message_user(request, _("%(section)s is saved.") % {"section": obj.title})
        if code or "_continue" in request.POST:
            return HttpResponseRedirect(section_url(obj.pk, code or ""))
        return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[obj.version_id]))


def _move(section: Section, code: str, step: int) -> None:
    """Change a prompt's place with its neighbour's; at the end nothing moves."""
    queue = list(section.prompts.all())
    at = next((place for place, prompt in enumerate(queue) if prompt.code == code), None)
    if at is None or not 0 <= at + step < len(queue):
        return
    queue[at], queue[at + step] = queue[at + step], queue[at]
    for place, prompt in enumerate(queue):
        Prompt.objects.filter(pk=prompt.pk).update(position=place)
