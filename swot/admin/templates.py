"""The list of templates, a kind and a language each, with what is published and what is being written."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from clusters.errors import Refusal
from swot.admin.drafts import DraftAdmin
from swot.admin.forms import TemplateForm
from swot.models import TemplateVersion, WorkbookTemplate

State = TemplateVersion.State


@admin.register(WorkbookTemplate)
class TemplateAdmin(DraftAdmin):
    """Templates; what each asks stands in its versions."""

    form = TemplateForm
    change_form_template = "admin/swot/workbooktemplate/change_form.html"
    list_display = ["kind", "language", "published_version", "draft_version"]
    list_filter = ["kind", "language"]
    search_fields = ["kind", "language"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A translation is a template of its own."""
        return request.user.has_perm("swot.add_workbooktemplate")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Kind and language never change: workbooks hang on them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A template is retired, never taken away."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkbookTemplate]:
        """With all versions, newest first, in one more query."""
        versions = Prefetch("versions", TemplateVersion.objects.order_by("-number"), to_attr="newest_first")
        return super().get_queryset(request).prefetch_related(versions)

    def get_urls(self) -> list[URLPattern]:
        """One address more: start a draft."""
        draft = path(
            "<int:pk>/draft/", self.admin_site.admin_view(self.start_draft), name="swot_workbooktemplate_draft"
        )
        return [draft, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add whether a draft may be started."""
        template = context["original"]
        has_draft = bool(template) and any(version.state == State.DRAFT for version in template.newest_first)
        context["may_draft"] = request.user.has_perm("swot.add_templateversion") and not has_draft
        if template:
            context |= {"title": f"{template.get_kind_display()}, {template.language}".capitalize(), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: WorkbookTemplate, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the new template, where its first draft is started."""
        return HttpResponseRedirect(reverse("admin:swot_workbooktemplate_change", args=[obj.pk]))

    def start_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a draft of the template's newest version or, without one, of the English one of its kind."""
        return require_POST(self._start_draft)(request, pk)

    def _start_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("swot.add_templateversion"):
            raise PermissionDenied
        template = get_object_or_404(WorkbookTemplate, pk=pk)
        newest = template.versions.order_by("-number").first()
        begin = newest or TemplateVersion.objects.current(template.kind)
        try:
            if begin is None:
                raise Refusal(_("There is nothing to start from: publish the English template of this kind first."))
            draft = template.draft(begin.content(), source=newest.source if newest else begin)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return HttpResponseRedirect(reverse("admin:swot_workbooktemplate_change", args=[pk]))
        messages.success(request, _("Here is a draft. Workbooks stay as they are until you publish it."))
        return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[draft.pk]))

    @admin.display(description=gettext_lazy("published"))
    def published_version(self, template: WorkbookTemplate) -> str:
        """The version that new workbooks are begun with."""
        return _link(template, State.PUBLISHED)

    @admin.display(description=gettext_lazy("draft"))
    def draft_version(self, template: WorkbookTemplate) -> str:
        """The version being written."""
        return _link(template, State.DRAFT)


def _link(template: Any, state: str) -> str:
    version = next((one for one in template.newest_first if one.state == state), None)
    if version is None:
        return _("none")
    url = reverse("admin:swot_templateversion_change", args=[version.pk])
    return format_html('<a href="{}">{}</a>', url, _("version %(number)s") % {"number": version.number})
