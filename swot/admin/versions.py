"""One page a version: what stands before publishing, its outline, its parts, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from clusters.errors import Refusal
from swot.admin.drafts import DraftInline, arrange, standing
from swot.admin.forms import IndicatorForm, QuestionForm, TrapForm
from swot.admin.packs import PackPages
from swot.admin.translations import TranslationPages
from swot.admin.words import WordsForm
from swot.models import CheckQuestion, Indicator, TemplateVersion, Trap


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
class VersionAdmin(PackPages, TranslationPages):
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
        """The parts, the words, and the three verbs."""
        wrap, name = self.admin_site.admin_view, "swot_templateversion"
        verbs = {"publish": self.publish, "duplicate": self.duplicate, "retire": self.retire}
        return [
            path("<int:pk>/part/<slug:part>/", wrap(self.part_view), name=f"{name}_part"),
            path("<int:pk>/words/", wrap(self.words_view), name=f"{name}_words"),
            *(
                path(f"<int:pk>/{word}/", wrap(require_POST(verb)), name=f"{name}_{word}")
                for word, verb in verbs.items()
            ),
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
            return _to(version)
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
            "workbooks": version.workbooks.count(),
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
        return HttpResponseRedirect(request.path) if "_continue" in request.POST else _to(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who may delete a draft deletes its rows with it, though none of its sections alone."""
        rows, counts, _missing, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected

    # ---------- verbs ----------

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the draft with one sentence on what changed."""
        version = self._version(request, pk)
        sentence = request.POST.get("what_changed", "").strip()[:300]

        def verb() -> TemplateVersion:
            if not sentence:
                raise Refusal(_("Write one sentence on what changed. Leaders read it when the version is offered."))
            version.publish(by=request.user, what_changed=sentence)
            return version

        told = _("Version %(number)s is published. New workbooks begin with it.") % {"number": version.number}
        return self._done(request, version, "change", verb, told)

    def duplicate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a draft that asks what this version asks."""
        version = self._version(request, pk)
        told = _("Here is a draft. Workbooks stay as they are until you publish it.")
        return self._done(
            request, version, "add", lambda: version.template.draft(version.content(), source=version.source), told
        )

    def retire(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End new workbooks on this version."""
        version = self._version(request, pk)

        def verb() -> TemplateVersion:
            version.retire()
            return version

        told = _("Version %(number)s is retired. Workbooks in progress go on with it.") % {"number": version.number}
        return self._done(request, version, "change", verb, told)

    def _version(self, request: HttpRequest, pk: int) -> TemplateVersion:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _done(
        self,
        request: HttpRequest,
        version: TemplateVersion,
        permission: str,
        verb: Callable[[], TemplateVersion],
        told: str,
    ) -> HttpResponse:
        """Carry out a verb for those who may, note it, and say how it went."""
        if not request.user.has_perm(f"swot.{permission}_templateversion"):
            raise PermissionDenied
        try:
            after = verb()
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return _to(version)
        self.log_change(request, after, told)
        messages.success(request, told)
        return _to(after)


def _part(request: HttpRequest) -> str | None:
    return getattr(request, "part", None)


def _named(version: TemplateVersion) -> dict[str, Any]:
    template = version.template
    kind = template.get_kind_display()
    return {"kind": kind.capitalize(), "language": template.language, "number": version.number}


def _to(version: TemplateVersion) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[version.pk]))
