"""What curators do with a version as a whole: read what is different, publish, retire, close it, see how it is used."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.errors import Refusal
from swot.admin import preview
from swot.admin.changes import consequences, groups
from swot.admin.drafts import standing
from swot.models import Answer, TemplateVersion
from swot.models.template import NOTICE
from swot.numbers import FEWEST, open_workbooks, told, usage


class PublishForm(forms.Form):
    """One sentence on what changed, and whether new words ask something else."""

    what_changed = forms.CharField(
        label=gettext_lazy("What changed, in one sentence"),
        max_length=300,
        help_text=gettext_lazy("Leaders read it when the new version is offered. Publishing cannot be undone."),
        error_messages={
            "required": gettext_lazy("Write one sentence on what changed. Leaders read it when the version is offered.")
        },
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    is_offered = forms.BooleanField(
        label=gettext_lazy("These words change what is asked: offer it"),
        required=False,
        help_text=gettext_lazy("Nothing goes on with it by itself then: each leader is asked first."),
    )


class ClosingForm(forms.Form):
    """The day from which workbooks on a version are only read."""

    closes_on = forms.DateField(
        label=gettext_lazy("Closes on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write the day as year, month and day: 2027-01-31."),
        },
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Close it on that day"),
        error_messages={"required": gettext_lazy("Tick this once you have read what closing does.")},
    )


class PublishingPages(admin.ModelAdmin):
    """The pages and the verbs of a version as a whole."""

    def get_urls(self) -> list[URLPattern]:
        """What is different, how it is used, when it closes, and the verbs."""
        wrap, name = self.admin_site.admin_view, "swot_templateversion"
        pages = {
            "changes": require_safe(self.changes_view),
            "usage": require_safe(self.usage_view),
            "closing": require_http_methods(["GET", "HEAD", "POST"])(self.closing_view),
            "publish": require_POST(self.publish),
            "duplicate": require_POST(self.duplicate),
            "retire": require_POST(self.retire),
            "bring-back": require_POST(self.bring_back),
            "keep-open": require_POST(self.keep_open),
        }
        own = [path(f"<int:pk>/{word}/", wrap(view), name=f"{name}_{word}") for word, view in pages.items()]
        shown = require_http_methods(["GET", "HEAD", "POST"])(self.preview_view)
        own.append(re_path(r"^(?P<pk>\d{1,9})/preview/(?P<path>.*)$", wrap(shown), name=f"{name}_preview"))
        return [*own, *super().get_urls()]

    # ---------- pages ----------

    def changes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is different from the version published before, and, of a draft, what publishing it would do."""
        return self._changes(request, self._version(request, pk))

    def usage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How a version is used, in numbers of five or more."""
        version = self._version(request, pk)
        used, content = usage(version), version.content()
        rows = [
            (section, [(prompt, _shown(used.said.get(prompt.id, {}))) for prompt in section.prompts])
            for section in content.sections
        ]
        states = [(_("in progress"), told(used.open)), (_("closed"), told(used.closed))]
        context = {"rows": rows, "states": states, "is_used": used.tells}
        return self._page(request, version, "usage", _("How it is used"), **context)

    def closing_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The day from which workbooks on this version are only read: what that does, and the form to set it."""
        version = self._version(request, pk)
        if request.method == "POST" and not self._may(request):
            raise PermissionDenied
        form = ClosingForm(request.POST if request.method == "POST" else None, initial={"closes_on": version.closes_on})
        if request.method == "POST" and form.is_valid():
            day = form.cleaned_data["closes_on"]
            try:
                version.close_on(day, today=timezone.localdate())
            except Refusal as refusal:
                form.add_error("closes_on", refusal.sentence)
            else:
                said = _("Version %(number)s closes on %(day)s.") % {"number": version.number, "day": date_format(day)}
                self.log_change(request, version, said)
                messages.success(request, said)
                return to(version)
        pinned = open_workbooks(version.template_id).get(version.pk, 0)
        context = {"form": form, "newer": version.newer().first(), "notice": NOTICE.days, "may": self._may(request)}
        context["pinned"] = pinned if pinned >= FEWEST else 0
        return self._page(request, version, "closing", _("Closing date"), **context)

    def preview_view(self, request: HttpRequest, pk: str, path: str) -> HttpResponse:
        """A page of a workbook as it would be on this version; nothing is kept."""
        return preview.answer(request, self._version(request, int(pk)), path)

    def _changes(self, request: HttpRequest, version: TemplateVersion, form: Any = None) -> HttpResponse:
        content, earlier = version.content(), version.earlier().first()
        by_itself, said = consequences(version, content) if not version.is_frozen else (False, [])
        context = {
            "earlier": earlier,
            "groups": groups(earlier, version, content) if earlier else [],
            "consequences": said,
            "by_itself": by_itself,
            "problems": standing(version, content),
            "form": form or PublishForm(initial={"is_offered": version.is_offered}),
            "may_publish": self._may(request) and not version.is_frozen,
        }
        return self._page(request, version, "changes", _("What changed"), **context)

    def _page(
        self, request: HttpRequest, version: TemplateVersion, name: str, title: str, **context: Any
    ) -> HttpResponse:
        form = context.get("form")
        errors = bool(form and form.errors)
        context |= {**self.admin_site.each_context(request), "version": version, "opts": self.opts, "title": title}
        page = f"admin/swot/templateversion/{name}.html"
        return render(request, page, {**context, "errors": errors}, status=422 if errors else 200)

    # ---------- verbs ----------

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the draft with one sentence on what changed; what was typed stays where that is refused."""
        version = self._version(request, pk)
        if not self._may(request):
            raise PermissionDenied
        form = PublishForm(request.POST)
        if form.is_valid():
            try:
                version.publish(by=request.user, **form.cleaned_data)
            except Refusal as refusal:
                version.refresh_from_db()
                if version.is_frozen:
                    messages.error(request, refusal.sentence)
                    return to(version)
                form.add_error(None, refusal.sentence)
            else:
                said = _("Version %(number)s is published. New workbooks begin with it.") % {"number": version.number}
                self.log_change(request, version, said)
                messages.success(request, said)
                return to(version)
        return self._changes(request, version, form)

    def duplicate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a draft that asks what this version asks."""
        version = self._version(request, pk)
        said = _("Here is a draft. Workbooks stay as they are until you publish it.")
        return self._done(
            request, version, "add", lambda: version.template.draft(version.content(), source=version.source), said
        )

    def retire(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End new workbooks on this version."""
        version = self._version(request, pk)
        said = _("Version %(number)s is retired. Workbooks in progress go on with it.") % {"number": version.number}
        return self._done(request, version, "change", _then(version, version.retire), said)

    def bring_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish a retired version again."""
        version = self._version(request, pk)
        said = _("Version %(number)s is published again.") % {"number": version.number}
        return self._done(request, version, "change", _then(version, version.bring_back), said)

    def keep_open(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a closing date back."""
        version = self._version(request, pk)
        said = _("Version %(number)s stays open.") % {"number": version.number}
        today = timezone.localdate()
        return self._done(request, version, "change", _then(version, lambda: version.close_on(None, today=today)), said)

    def _may(self, request: HttpRequest) -> bool:
        return request.user.has_perm("swot.change_templateversion")

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
        said: str,
    ) -> HttpResponse:
        """Carry out a verb for those who may, note it, and say how it went."""
        if not request.user.has_perm(f"swot.{permission}_templateversion"):
            raise PermissionDenied
        try:
            after = verb()
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return to(version)
        self.log_change(request, after, said)
        messages.success(request, said)
        return to(after)


def to(version: TemplateVersion) -> HttpResponse:
    """Go to the page of a version."""
    return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[version.pk]))


def _then(version: TemplateVersion, verb: Callable[[], None]) -> Callable[[], TemplateVersion]:
    """A verb that comes to the version it was for."""

    def done() -> TemplateVersion:
        verb()
        return version

    return done


def _shown(counts: dict[str, int]) -> list[str]:
    """Numbers of one prompt by status, from five on; whether a lower one is none is not told either."""
    found = [counts.get(status, 0) for status in Answer.Status.values]
    return [str(count) if count >= FEWEST else "–" for count in found]
