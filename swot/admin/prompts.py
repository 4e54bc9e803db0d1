"""Search over all prompts of all versions, and what is done with one prompt: moved, and laid beside the other kinds'."""

import json
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Refusal
from swot.admin.arranging import is_published, move, next_codes, stem
from swot.admin.beside import beside
from swot.admin.drafts import section_url
from swot.admin.found import elsewhere, marked
from swot.models import Prompt, TemplateVersion

TEXTS = ("code", "text", "why", "hint", "concept")
LISTS = ("options", "anchors")


class VersionFilter(admin.SimpleListFilter):
    """One version: the drafts to choose from, and the version whose page led here."""

    title = gettext_lazy("version")
    parameter_name = "version"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The drafts, and what is chosen (one query)."""
        wanted = Q(state=TemplateVersion.State.DRAFT)
        if self.value() and str(self.value()).isdecimal():
            wanted |= Q(pk=int(str(self.value())[:9]))
        versions = TemplateVersion.objects.filter(wanted).select_related("template")
        return [(str(one.pk), f"{one} ({one.get_state_display()})") for one in versions]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Prompt]) -> QuerySet[Prompt]:
        """Its prompts only; none for what is no version."""
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(section__version=int(value[:9])) if value.isdecimal() else queryset.none()


@admin.register(Prompt)
class PromptAdmin(admin.ModelAdmin):
    """A list to search in; a prompt is changed on the page of its section."""

    actions = None
    change_list_template = "admin/swot/prompt/change_list.html"
    list_display = ["linked_code", "found", "type", "section", "version"]
    list_display_links = None
    list_filter = [
        VersionFilter,
        "section__version__state",
        "section__version__template__kind",
        "section__version__template__language",
        "type",
        "inclusion",
        "window",
    ]
    list_select_related = ["section__version__template"]
    search_fields = TEXTS
    list_per_page = 60
    ordering = ["section__version__template__kind", "-section__version__number", "section__position", "position"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Prompts are added on the page of their section."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Prompts are taken away on the page of their section."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """What is done with one prompt."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/move/", wrap(self.move_view), name="swot_prompt_move"),
            path("<int:pk>/side-by-side/", wrap(self.beside_view), name="swot_prompt_beside"),
            *super().get_urls(),
        ]

    # ---------- searching ----------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under a heading that says what it is for."""
        return super().changelist_view(request, {"title": _("Search the questions"), **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prompt]:
        """With what is sought, so that a row can show where it was found."""
        sought = Value(request.GET.get("q", "")[:200].replace("\x00", ""), output_field=TextField())
        return super().get_queryset(request).annotate(sought=sought)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Prompt], search_term: str
    ) -> tuple[QuerySet[Prompt], bool]:
        """Prompts that have every word, or every phrase in quotation marks, somewhere."""
        queryset = queryset.annotate(**{f"{name}_said": Cast(name, TextField()) for name in LISTS})
        for word in _words(search_term):
            # Lists are kept as JSON, where one database writes letters beyond ASCII as they are and another escapes them.
            ways = {(f"{name}_said", spelt) for name in LISTS for spelt in (word, json.dumps(word)[1:-1])}
            ways |= {(name, word) for name in TEXTS}
            queryset = queryset.filter(
                reduce(or_, (Q(**{f"{name}__icontains": spelt}) for name, spelt in sorted(ways)))
            )
        return queryset, False

    @admin.display(description=gettext_lazy("code"), ordering="code")
    def linked_code(self, prompt: Any) -> SafeString:
        """Its code, leading to its place."""
        words = _words(prompt.sought)
        return format_html(
            '<a href="{}">{}</a>', section_url(prompt.section_id, prompt.code), marked(prompt.code, words)
        )

    @admin.display(description=gettext_lazy("question"), ordering="text")
    def found(self, prompt: Any) -> SafeString:
        """The question, and below it where else the words were found."""
        words = _words(prompt.sought)
        return format_html("{}{}", marked(prompt.text, words), elsewhere(prompt, words))

    @admin.display(description=gettext_lazy("version"), ordering="section__version__number")
    def version(self, prompt: Prompt) -> str:
        """The version that asks it, and its state."""
        version = prompt.section.version
        return f"{version} ({version.get_state_display()})"

    # ---------- one prompt ----------

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of its section, for reading; nothing is written here."""
        prompt = self.get_object(request, unquote(object_id))
        if prompt is None:
            messages.warning(request, _("There is no such question any more."))
            return HttpResponseRedirect(reverse("admin:swot_prompt_changelist"))
        return HttpResponseRedirect(section_url(prompt.section_id, prompt.code))

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose another section, with what moving means said first; a POST moves."""
        prompt = self._prompt(pk)
        version = prompt.section.version
        if not self.has_change_permission(request, prompt) or version.is_frozen:
            raise PermissionDenied
        chosen, error = request.POST.get("section", ""), ""
        if request.method == "POST":
            sections = {str(section.pk): section for section in version.sections.all()}
            try:
                if chosen not in sections:
                    raise Refusal(_("Choose the section that this question moves to."))
                return self._moved(request, prompt, move(prompt, sections[chosen]), sections[chosen].pk)
            except Refusal as refusal:
                error = refusal.sentence
        kind = version.template.kind
        codes = next_codes(kind)
        ways = [
            {"pk": str(one.pk), "title": one.title, "code": codes.get(one.code, f"{stem(kind, one.code)}1")}
            for one in version.sections.exclude(pk=prompt.section_id)
        ]
        context = {"ways": ways, "chosen": chosen, "error": error, "is_published": is_published(prompt.code, kind)}
        title = _("Move %(code)s to another section") % {"code": prompt.code}
        return self._page(request, "move", prompt, title, context, status=422 if error else 200)

    def _moved(self, request: HttpRequest, prompt: Prompt, new: str, section: int) -> HttpResponse:
        told = _("%(code)s is %(new)s now, and stands at the end of this section.") % {"code": prompt.code, "new": new}
        self.log_change(request, prompt, told)
        messages.success(request, told)
        return HttpResponseRedirect(section_url(section, new))

    def beside_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A prompt, and what the other three kinds ask about the same concept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        prompt = self._prompt(pk)
        title = _("%(code)s side by side") % {"code": prompt.code}
        return self._page(request, "beside", prompt, title, {"columns": beside(prompt)})

    def _prompt(self, pk: int) -> Prompt:
        return get_object_or_404(Prompt.objects.select_related("section__version__template"), pk=pk)

    def _page(
        self, request: HttpRequest, name: str, prompt: Prompt, title: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        section = prompt.section
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "prompt": prompt}
        context |= {"version": section.version, "section": section, "back": section_url(section.pk, prompt.code)}
        return render(request, f"admin/swot/prompt/{name}.html", context, status=status)


def _words(sought: str) -> list[str]:
    """The words of a search, phrases in quotation marks as one."""
    bits = (bit for bit in smart_split(sought[:200].replace("\x00", "")))
    return [
        unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] and len(bit) > 1 else bit for bit in bits
    ]
