"""One page a version: what stands before publishing, its outline, its parts, and what may be done with it."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.admin import preview
from swot.admin.drafts import DraftInline, arrange, standing
from swot.admin.forms import IndicatorForm, QuestionForm, TrapForm
from swot.admin.packs import PackPages
from swot.admin.publishing import PublishingPages, to
from swot.admin.told import WHAT_WORDS
from swot.admin.translations import TranslationPages
from swot.admin.words import WordsForm
from swot.models import CheckQuestion, Indicator, TemplateVersion, Trap
from swot.numbers import FEWEST, open_workbooks
from swot.rules.differences import WHATS, differences


class QuestionInline(DraftInline):
    """The self-check's questions."""

    model = CheckQuestion
    form = QuestionForm
    verbose_name_plural = gettext_lazy("Self-check")


class IndicatorInline(DraftInline):
    """The figures a cluster keeps watch on."""

    model = Indicator
    form = IndicatorForm
    verbose_name_plural = gettext_lazy("Indicators")


class TrapInline(DraftInline):
    """The lessons from elsewhere that fail in this kind."""

    model = Trap
    form = TrapForm
    verbose_name_plural = gettext_lazy("Traps")


PARTS: dict[str, type[DraftInline]] = {"check": QuestionInline, "indicators": IndicatorInline, "traps": TrapInline}


@admin.register(TemplateVersion)
class VersionAdmin(PublishingPages, PackPages, TranslationPages):
    """Versions; each part of one is a page of its own."""

    fields = ["title"]
    change_form_template = "admin/swot/templateversion/change_form.html"
    list_display = ["__str__", "state", "what_changed", "published_at"]
    list_select_related = ["template"]
    list_filter = ["state", "template__kind", "template__language"]
    search_fields = ["title", "what_changed", "template__kind"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Reached through its template, not from the front page."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[TemplateVersion]:
        """With the template whose version it is."""
        return super().get_queryset(request).select_related("template")

    def get_urls(self) -> list[URLPattern]:
        """The parts and the words."""
        wrap, name = self.admin_site.admin_view, "swot_templateversion"
        return [
            path("<int:pk>/part/<slug:part>/", wrap(self.part_view), name=f"{name}_part"),
            path("<int:pk>/words/", wrap(self.words_view), name=f"{name}_words"),
            *super().get_urls(),
        ]

    # ---------- pages ----------

    def part_view(self, request: HttpRequest, pk: int, part: str) -> HttpResponse:
        """The self-check, the indicators or the traps."""
        if part not in PARTS:
            raise Http404
        request.part = part  # type: ignore[attr-defined]
        return self.changeform_view(request, str(pk))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A part's page has no fields of the version itself."""
        return [] if _part(request) else ["title"]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[InlineModelAdmin]]:
        """The rows of the part that was asked for."""
        return [PARTS[part]] if (part := _part(request)) else []

    def words_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The kind's own words, and those of its self-check."""
        version = self._version(request, pk)
        may_write = self.has_change_permission(request, version)
        if request.method == "POST" and not may_write:
            raise PermissionDenied
        form = WordsForm(request.POST or None, version=version)
        if form.is_valid():
            form.save()
            messages.success(request, _("The words are saved."))
            return to(version)
        for field in form.fields.values():
            field.disabled = not may_write
        context = {**self.admin_site.each_context(request), "form": form, "version": version, "may_write": may_write}
        context |= {"title": _("Words of %(version)s") % {"version": version}, "opts": self.opts, "errors": form.errors}
        return render(request, "admin/swot/templateversion/words.html", context, status=422 if form.errors else 200)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the outline, what stands before publishing, and the parts."""
        version = context["original"]
        context |= {
            "title": _("%(kind)s (%(language)s), version %(number)s") % _named(version),
            "at_home": not _part(request),
            "subtitle": None,
            "version": version,
            "part": _part(request),
            "parts": [(name, inline.verbose_name_plural) for name, inline in PARTS.items()],
            "sections": version.sections.annotate(asked=Count("prompts")),
            "problems": standing(version, version.content()),
            "workbooks": _pinned(version),
            "summary": _summary(version),
            "preview": preview.START,
            "newer": version.is_frozen and version.newer().exists(),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows of a part, then put them into the order asked for."""
        has_place = hasattr(formset.model, "position")
        rows = formset.model._default_manager.filter(version=form.instance)
        before = dict(rows.values_list("pk", "position")) if has_place else {}
        super().save_formset(request, form, formset, change)
        if has_place:
            arrange(rows.all(), before)

    def response_change(self, request: HttpRequest, obj: TemplateVersion) -> HttpResponse:
        """Stay after checking, else go back to the version."""
        messages.success(request, _("The draft is saved."))
        return HttpResponseRedirect(request.path) if "_continue" in request.POST else to(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who may delete a draft deletes its rows with it, though none of its sections alone."""
        rows, counts, _missing, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected


def _pinned(version: TemplateVersion) -> int:
    """How many workbooks are in progress on it; 0 where they are too few to be told."""
    count = open_workbooks(version.template_id).get(version.pk, 0)
    return count if count >= FEWEST else 0


def _summary(version: TemplateVersion) -> list[tuple[Any, int]]:
    """How many things are different from the version published before, by what they are."""
    before = version.before()
    counts = Counter(one.what for one in differences(before, version.content())) if before else Counter[str]()
    return [(WHAT_WORDS[what], counts[what]) for what in WHATS if counts[what]]


def _part(request: HttpRequest) -> str | None:
    return getattr(request, "part", None)


def _named(version: TemplateVersion) -> dict[str, Any]:
    template = version.template
    kind = template.get_kind_display()
    return {"kind": kind.capitalize(), "language": template.language, "number": version.number}
