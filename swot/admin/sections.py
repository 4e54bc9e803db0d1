"""One page a section: its heading, and its prompts one under another."""

from collections import Counter
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.admin import preview
from swot.admin.arranging import duplicate, locked, next_code, step
from swot.admin.drafts import DraftAdmin, DraftInline, arrange, section_url, standing
from swot.admin.forms import PromptForm, SectionForm
from swot.admin.meanwhile import marks, since
from swot.models import Prompt, Section

UP, DOWN, DUPLICATE, MOVE = "_up", "_down", "_duplicate", "_move"


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

    form = SectionForm
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

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page. What is sent is compared with what was saved since: the second of two curators overwrites nothing."""
        section = self.get_object(request, unquote(str(args[0]))) if request.method == "POST" and args else None
        if section is None or not self.has_change_permission(request, section):
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            locked(section.version_id)
            if meanwhile := since(section, request.POST):
                request.POST = meanwhile.data  # type: ignore[assignment]
                request.meanwhile = meanwhile  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """A form that carries the marks of what is shown, and is not valid where the page was overtaken."""
        form = super().get_form(request, obj, change, **kwargs)
        shown = marks(obj) if request.method == "GET" and self.has_change_permission(request, obj) else ""
        return type(form.__name__, (form,), {"meanwhile": getattr(request, "meanwhile", None), "shown": shown})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing from the address."""
        return {}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """With the code that a new prompt is proposed."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if self.has_change_permission(request, obj):
            kwargs["form_kwargs"] = {"proposed": next_code(obj.version.template.kind, obj.code)}
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what stands before publishing, the other sections, and what was saved meanwhile."""
        section, version = context["original"], context["original"].version
        content = version.content()
        found = standing(version, content)
        codes = {section.code, *(prompt.id for prompt in content.section_by_code[section.code].prompts)}
        meanwhile = getattr(request, "meanwhile", None)
        context |= {
            "title": section.title,
            "subtitle": None,
            "version": version,
            "number": section.position + 1,
            "problems": [problem for problem in found if problem["where"] in codes],
            "troubled": {problem["where"] for problem in found},
            "meanwhile": meanwhile,
            "preview": f"{preview.START}sections/{section.code}/",
            **_ways(section, found),
        }
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["errors"]:
            response.status_code = 409 if meanwhile else 422
        return response

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:
        """Save the prompts, then put them into the order asked for."""
        before = dict(form.instance.prompts.values_list("pk", "position"))
        super().save_formset(request, form, formset, change)
        arrange(form.instance.prompts.all(), before)
        for button, by in ((UP, -1), (DOWN, 1)):
            if code := request.POST.get(button):
                step(form.instance, code, by)
        if code := request.POST.get(DUPLICATE):
            request.copy = duplicate(form.instance, code)  # type: ignore[attr-defined]

    def response_change(self, request: HttpRequest, obj: Section) -> HttpResponse:
        """Go where the button leads: to the prompt that was moved or copied, to where one is moved away, or stay, or back."""
        self.message_user(request, _("%(section)s is saved.") % {"section": obj.title})
        moving = obj.prompts.filter(code=request.POST.get(MOVE)).first()
        if moving:
            return HttpResponseRedirect(reverse("admin:swot_prompt_move", args=[moving.pk]))
        copy = getattr(request, "copy", None)
        if copy:
            told = _("%(copy)s is a copy of %(code)s. It names no concept and no indicator yet.")
            self.message_user(request, told % {"copy": copy, "code": request.POST[DUPLICATE]})
        code = copy or request.POST.get(UP) or request.POST.get(DOWN)
        if code or "_continue" in request.POST:
            return HttpResponseRedirect(section_url(obj.pk, code or ""))
        return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[obj.version_id]))


def _ways(section: Section, found: list[dict[str, str]]) -> dict[str, Any]:
    """The sections of a version with the number of problems in each, and the two beside this one (one query)."""
    urls = Counter(problem["url"].partition("#")[0] for problem in found)
    ways = [
        {
            "title": one.title,
            "url": section_url(one.pk),
            "here": one.pk == section.pk,
            "problems": urls[section_url(one.pk)],
        }
        for one in section.version.sections.all()
    ]
    at = next(place for place, way in enumerate(ways) if way["here"])
    return {"ways": ways, "before": ways[at - 1] if at else None, "after": next(iter(ways[at + 1 :]), None)}
