"""The page of a translation: what changed in its source since, what is untranslated yet, and that it was gone through."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Refusal
from swot.admin.drafts import DraftAdmin, section_url
from swot.admin.told import PART_WORDS, WHAT_WORDS, Field, Told, label_of, name_of, told, value
from swot.content import TemplateContent
from swot.models import TemplateVersion
from swot.rules.differences import CHECK_RULES
from swot.rules.translation import Moved, moved_since, untouched

CHECK_WORDS = {"words", "bands", *CHECK_RULES}  # written on the page of words
PART_PAGES = {"check": "check", "indicator": "indicators", "trap": "traps"}
LONGEST_QUERY = 200


class TranslationPages(DraftAdmin):
    """What the page of a version gains when it is a translation."""

    def get_urls(self) -> list[URLPattern]:
        """The page, and its one verb."""
        wrap, name = self.admin_site.admin_view, "swot_templateversion"
        return [
            path("<int:pk>/translation/", wrap(require_safe(self.translation_view)), name=f"{name}_translation"),
            path("<int:pk>/follow/", wrap(require_POST(self.follow)), name=f"{name}_follow"),
            *super().get_urls(),
        ]

    def translation_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What changed in the source since, typed, and what is still in its words."""
        version = self._translation(request, pk)
        newest = newer_source(version)
        mine, query = version.content(), request.GET.get("q", "")[:LONGEST_QUERY]
        places = _Places(version, mine)
        source = version.source.content() if version.source else None
        moved = [_told(one, places) for one in moved_since(source, newest.content(), mine)] if source and newest else []
        same = _untouched(source, mine, places) if source else []
        what = request.GET.get("what", "")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Translation of %(version)s") % {"version": version},
            "opts": self.opts,
            "version": version,
            "newest": newest,
            "may_follow": newest is not None and self.has_change_permission(request, version),
            "moved": [one for one in moved if _found(one.words, query) and what in ("", one.what)],
            "untouched": [one for one in same if _found(one["words"], query)],
            "all_moved": len(moved),
            "all_untouched": len(same),
            "whats": [(key, WHAT_WORDS[key]) for key in WHAT_WORDS if any(one.what == key for one in moved)],
            "what": what,
            "q": query,
        }
        return render(request, "admin/swot/pack/translation.html", context)

    def follow(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that a draft has been gone through, and follows a newer version of its source now."""
        version = self._translation(request, pk)
        if not self.has_change_permission(request, version):
            raise PermissionDenied
        newer = get_object_or_404(
            TemplateVersion.objects.select_related("template"), pk=_number(request.POST.get("to"))
        )
        try:
            version.follow(newer, seen=_number(request.POST.get("from")))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            sentence = _("It now follows %(version)s.") % {"version": newer}
            self.log_change(request, version, sentence)
            messages.success(request, sentence)
        return HttpResponseRedirect(reverse("admin:swot_templateversion_translation", args=[pk]))

    def _translation(self, request: HttpRequest, pk: int) -> TemplateVersion:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_related("template", "source__template"), pk=pk)


def newer_source(version: TemplateVersion) -> TemplateVersion | None:
    """The newest published version of what it translates, where that is newer than the one it names.

    A translation that names none follows the English template of its kind.
    """
    template, source = version.template, version.source
    newest = TemplateVersion.objects.select_related("template").current(
        template.kind, source.template.language if source else "en"
    )
    if newest is None or newest.template_id == version.template_id:
        return None
    return newest if source is None or newest.number > source.number else None


class _Places:
    """The addresses of a version's parts."""

    def __init__(self, version: TemplateVersion, content: TemplateContent) -> None:
        self.version, self.content, self.sections = version, content, version.pks().sections

    def url(self, part: str, code: str) -> str:
        """Where a thing is written, or its nearest place when the translation has none of it."""
        if part in ("prompt", "section"):
            prompt = self.content.prompts.get(code)
            section = prompt.section if prompt else code.split("-")[1 if part == "prompt" else 0]
            if section in self.sections:
                return section_url(self.sections[section], code if prompt else "")
        if part in PART_PAGES and code not in CHECK_WORDS:
            return reverse("admin:swot_templateversion_part", args=[self.version.pk, PART_PAGES[part]])
        page = "words" if part in ("words", "check") else "change"
        return reverse(f"admin:swot_templateversion_{page}", args=[self.version.pk])


def _told(one: Moved, places: _Places) -> Told:
    part = one.difference.part
    fields = tuple(
        Field(label_of(part, field.name), value(field.before), value(field.after), value(field.here))
        for field in one.fields
    )
    return told(one.difference, url=places.url(part, one.difference.code), fields=fields)


def _untouched(source: TemplateContent, mine: TemplateContent, places: _Places) -> list[dict[str, Any]]:
    found = []
    for one in untouched(source, mine):
        row = {"part": PART_WORDS[one.part], "code": name_of(one.part, one.code), "url": places.url(one.part, one.code)}
        row |= {"label": label_of(one.part, one.name), "text": one.text}
        found.append({**row, "words": f"{row['part']} {row['code']} {row['label']} {one.text}".casefold()})
    return found


def _found(words: str, query: str) -> bool:
    return all(word in words for word in query.casefold().split())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
