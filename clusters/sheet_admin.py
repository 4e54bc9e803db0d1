"""Where curators word the kind finder, the editions and the glossary anew: one page a version, and one a part of it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.errors import Refusal
from clusters.forms.sheet import SheetForm
from clusters.models.sheet import Sheet, fingerprint
from clusters.shipped import SHIPPED
from clusters.worded import changes

REST = "rest"


@admin.register(Sheet)
class SheetAdmin(admin.ModelAdmin):
    """Sheets, a row a version."""

    actions = None
    change_list_template = "admin/clusters/sheet/change_list.html"
    list_display = ["__str__", "state", "what_changed", "published_at"]
    list_filter = ["name", "state"]
    search_fields = ["name", "what_changed"]
    list_per_page = 60

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without contents, which a list does not show."""
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A version begins as a draft of what holds, never by an empty form."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft may go."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_frozen)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with a way to start a draft of each sheet."""
        drafts = set(Sheet.objects.filter(state=Sheet.State.DRAFT).values_list("name", flat=True))
        may_add = request.user.has_perm("clusters.add_sheet")
        sheets = [one for one in SHIPPED.values() if may_add and one.name not in drafts]
        return super().changelist_view(request, {"title": _("Sheets"), **(extra_context or {}), "sheets": sheets})

    def get_urls(self) -> list[URLPattern]:
        """Starting, writing a part, publishing."""
        wrap, name = self.admin_site.admin_view, "clusters_sheet"
        return [
            path("draft/<slug:sheet>/", wrap(require_POST(self.start)), name=f"{name}_draft"),
            path("<int:pk>/part/<slug:part>/", wrap(self.part_view), name=f"{name}_part"),
            path("<int:pk>/another/", wrap(require_POST(self.another)), name=f"{name}_another"),
            path("<int:pk>/part/<slug:part>/drop/", wrap(require_POST(self.drop)), name=f"{name}_drop"),
            path("<int:pk>/publish/", wrap(require_POST(self.publish)), name=f"{name}_publish"),
            *super().get_urls(),
        ]

    # ---------- pages ----------

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """One version: what stands before publishing, its parts, and what is different from the one that holds."""
        try:
            sheet = self._sheet(request, object_id)
        except Http404:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        held = Sheet.objects.newest().get(sheet.name)
        before = held.content if held else SHIPPED[sheet.name].content
        context = {
            "sheet": sheet,
            "title": str(sheet),
            "problems": [] if sheet.is_frozen else sheet.problems(),
            "parts": list(_parts(sheet)),
            "changes": [] if sheet.is_frozen else list(changes(before, sheet.content)),
            "may_write": self._may_write(request, sheet),
            "may_delete": self.has_delete_permission(request, sheet),
            "seen": fingerprint(sheet.content),
            "own": _own(sheet),
            "models": _models(sheet),
        }
        return self._render(request, "version", context)

    def part_view(self, request: HttpRequest, pk: int, part: str) -> HttpResponse:
        """One part of a version, to be written in a draft and read otherwise."""
        sheet = self._sheet(request, pk)
        title = dict(_parts(sheet)).get(part)
        if title is None:
            raise Http404
        may_write = self._may_write(request, sheet)
        if request.method == "POST" and not may_write:
            raise PermissionDenied
        form = _form(sheet, part, request.POST or None)
        if request.method == "POST" and form.is_valid() and self._save(request, sheet, part, form):
            return _to(sheet)
        for field in form.fields.values():
            field.disabled = not may_write
        context = {"sheet": sheet, "title": title, "form": form, "may_write": may_write, "errors": bool(form.errors)}
        return self._render(request, "part", context, status=422 if form.errors else 200)

    def _save(self, request: HttpRequest, sheet: Sheet, part: str, form: SheetForm) -> bool:
        """Write the part into the draft; False with the sentence on the form when somebody else wrote meanwhile."""
        try:
            with transaction.atomic():
                sheet.rewrite(_with(sheet, part, form.content()), seen=form.cleaned_data["seen"])
        except Refusal as refusal:
            sheet.refresh_from_db()
            form.data = {**form.data.dict(), "seen": fingerprint(sheet.content)}  # type: ignore[attr-defined]
            form.add_error(None, refusal.sentence)
            return False
        messages.success(request, _("The draft is saved."))
        return True

    # ---------- verbs ----------

    def start(self, request: HttpRequest, sheet: str) -> HttpResponse:
        """Start a draft of what holds now."""
        if not request.user.has_perm("clusters.add_sheet"):
            raise PermissionDenied
        if sheet not in SHIPPED:
            raise Http404
        try:
            draft = Sheet.draft(sheet)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return HttpResponseRedirect(reverse("admin:clusters_sheet_changelist"))
        messages.success(request, _("Here is a draft. Pages and briefings stay as they are until you publish it."))
        return _to(draft)

    def another(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put one more of what the sheet is told by into the draft, like one that is there."""
        sheet = self._draft(request, pk)
        make = SHIPPED[sheet.name].another
        if make is None:
            raise Http404
        title, like = request.POST.get("title", "").strip()[:80], request.POST.get("like", "")
        try:
            sheet.rewrite(make(sheet.content, like, title), seen=request.POST.get("seen", ""))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return _to(sheet)
        messages.success(request, _("Here it is, as a copy. Word it for its readers before you publish."))
        last = len(sheet.content[SHIPPED[sheet.name].by]) - 1
        return HttpResponseRedirect(reverse("admin:clusters_sheet_part", args=[pk, f"{SHIPPED[sheet.name].by}-{last}"]))

    def drop(self, request: HttpRequest, pk: int, part: str) -> HttpResponse:
        """Take one of curators' own out of the draft again; what ships stays."""
        sheet = self._draft(request, pk)
        if part not in _own(sheet):
            raise Http404
        by, at = SHIPPED[sheet.name].by, int(part.rpartition("-")[2])
        left = [row for place, row in enumerate(sheet.content[by]) if place != at]
        try:
            sheet.rewrite({**sheet.content, by: left}, seen=request.POST.get("seen", ""))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("It is out of the draft. Briefings issued with it stay as they are."))
        return _to(sheet)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the draft with one sentence on what changed."""
        sheet = self._sheet(request, pk)
        if not request.user.has_perm("clusters.change_sheet"):
            raise PermissionDenied
        sentence = request.POST.get("what_changed", "").strip()[:300]
        try:
            if not sentence:
                raise Refusal(_("Write one sentence on what changed."))
            sheet.publish(by=request.user, what_changed=sentence)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return _to(sheet)
        told = _("%(sheet)s is published and holds from now. Issued briefings stay as they are.") % {"sheet": sheet}
        self.log_change(request, sheet, told)
        messages.success(request, told)
        return _to(sheet)

    def _sheet(self, request: HttpRequest, pk: Any) -> Sheet:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(Sheet.objects.filter(name__in=SHIPPED), pk=pk)

    def _draft(self, request: HttpRequest, pk: Any) -> Sheet:
        sheet = self._sheet(request, pk)
        if not self._may_write(request, sheet):
            raise PermissionDenied
        return sheet

    def _may_write(self, request: HttpRequest, sheet: Sheet) -> bool:
        return request.user.has_perm("clusters.change_sheet") and not sheet.is_frozen

    def _render(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return render(request, f"admin/clusters/sheet/{name}.html", context, status=status)


def _parts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The parts that are pages of their own, by name: rows of the list the sheet is told by, then the rest."""
    by = SHIPPED[sheet.name].by
    for at, row in enumerate(sheet.content[by] if by else ()):
        yield f"{by}-{at}", row["title"]
    yield REST, _("Everything else") if by else _("All of it")


def _own(sheet: Sheet) -> list[str]:
    """The parts that curators made, by name."""
    by = SHIPPED[sheet.name].by
    known = {row["key"] for row in SHIPPED[sheet.name].content[by]} if by else set()
    return [f"{by}-{at}" for at, row in enumerate(sheet.content[by] if by else ()) if row["key"] not in known]


def _models(sheet: Sheet) -> list[tuple[str, str]]:
    """What another one may begin from, by key and title; nothing where there is no other."""
    shipped = SHIPPED[sheet.name]
    return [(row["key"], row["title"]) for row in sheet.content[shipped.by]] if shipped.another else []


def _form(sheet: Sheet, part: str, data: Any) -> SheetForm:
    shipped = SHIPPED[sheet.name]
    initial = {"seen": fingerprint(sheet.content)}
    return SheetForm(data, part=_part(sheet, part), sheet=shipped, initial=initial)


def _part(sheet: Sheet, part: str) -> Any:
    by = SHIPPED[sheet.name].by
    if part != REST:
        return sheet.content[by][int(part.rpartition("-")[2])]
    return {key: value for key, value in sheet.content.items() if key != by} if by else sheet.content


def _with(sheet: Sheet, part: str, told: Any) -> Any:
    """The whole content with a part of it told anew; keys keep their order."""
    by = SHIPPED[sheet.name].by
    if not by:
        return told
    if part == REST:
        return {key: told.get(key, value) for key, value in sheet.content.items()}
    at = int(part.rpartition("-")[2])
    return {**sheet.content, by: [told if place == at else row for place, row in enumerate(sheet.content[by])]}


def _to(sheet: Sheet) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:clusters_sheet_change", args=[sheet.pk]))
