"""A version as a file to take away, and a file as a draft: shown first, and then exactly what was shown."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clusters.errors import Refusal
from swot.admin.drafts import DraftAdmin
from swot.admin.told import PART_WORDS, told
from swot.document.strict_json import MOST_BYTES
from swot.importing import Overtaken, Proposal, pack_of, propose, take, tallies
from swot.pack.read import ENDINGS, FORMS, Pack, Refused, form_of, read, read_value
from swot.pack.write import as_value, write

SALT = "swot.pack"
SHOWN_FOR = 24 * 60 * 60
LONGEST_TOKEN = 2_000_000
MEDIA_TYPES = {"json": "application/json", "yaml": "application/yaml"}
PAGE = "admin/swot/pack/import.html"


class FileForm(forms.Form):
    """A file of a template; `pack` is what it holds once it is valid."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
        help_text=gettext_lazy("A template as JSON or YAML, at most 2 MB."),
        error_messages={"required": gettext_lazy("Choose a file first."), "empty": gettext_lazy("The file is empty.")},
    )
    pack: Pack

    def clean_file(self) -> UploadedFile:
        """`ValidationError` with the first ten sentences when it is no template."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            form = form_of(upload.name or "")
            self.pack = read(upload.open().read(MOST_BYTES + 1), form)
        except Refused as refused:
            raise ValidationError(list(refused.faults)) from None
        return upload


class PackPages(DraftAdmin):
    """What the page of a version gains: its file, and the page that takes one."""

    def get_urls(self) -> list[URLPattern]:
        """A version's file in each form, and the page for files."""
        wrap, name = self.admin_site.admin_view, "swot_templateversion"
        return [
            path("<int:pk>/file/<slug:form>/", wrap(require_safe(self.file_view)), name=f"{name}_file"),
            path(
                "import/", wrap(require_http_methods(["GET", "HEAD", "POST"])(self.import_view)), name=f"{name}_import"
            ),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The version as a file to keep."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in FORMS:
            raise Http404
        version = get_object_or_404(self.get_queryset(request).select_related("source__template"), pk=pk)
        response = HttpResponse(write(pack_of(version), form), content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
        name = f"{version.template}.{version.number}.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file, see what it would do, and then do that."""
        if not request.user.has_perm("swot.add_templateversion"):
            raise PermissionDenied
        if "shown" in request.POST:
            return self._confirm(request)
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if form.is_valid():
            return self._show(request, propose(form.pack))
        return self._pack_page(request, status=422 if form.errors else 200, form=form)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        try:
            shown = signing.loads(request.POST["shown"], salt=SALT, max_age=SHOWN_FOR)
            pack = read_value(shown["pack"])
        except (signing.BadSignature, Refused):
            sentence = _("This page is too old, or was changed on its way. Choose the file again.")
            return self._pack_page(request, status=422, form=FileForm(), sentence=sentence)
        if not _may_take(request, propose(pack)):
            raise PermissionDenied
        try:
            draft = take(pack, seen=shown["seen"], replacing="replace" in request.POST)
        except Overtaken as overtaken:
            return self._show(request, overtaken.proposal, status=409, sentence=overtaken.sentence)
        except Refusal as refusal:
            return self._show(request, propose(pack), status=422, sentence=refusal.sentence)
        sentence = _("The file is a draft now. Workbooks stay as they are until you publish it.")
        self.log_addition(request, draft, sentence)
        self.message_user(request, sentence)
        return HttpResponseRedirect(reverse("admin:swot_templateversion_change", args=[draft.pk]))

    def _show(self, request: HttpRequest, proposal: Proposal, *, status: int = 200, sentence: str = "") -> HttpResponse:
        """What the file would do, with a token that holds exactly that."""
        token = signing.dumps({"pack": as_value(proposal.pack), "seen": proposal.seen}, salt=SALT, compress=True)
        if len(token) > LONGEST_TOKEN:
            too_long = _("This file is too long to be taken here: use manage.py import_template.")
            return self._pack_page(request, status=422, form=FileForm(), sentence=too_long)
        context = {
            "proposal": proposal,
            "content": proposal.pack.content,
            "stamp": proposal.pack.translated_from,
            "token": token,
            "tallies": [(PART_WORDS[one.part], one) for one in tallies(proposal)],
            "changes": [told(one) for one in proposal.found],
            "standing": proposal.problems(),
            "may_take": _may_take(request, proposal),
        }
        return self._pack_page(request, status=status, sentence=sentence, **context)

    def _pack_page(self, request: HttpRequest, *, status: int, sentence: str = "", **more: Any) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "sentence": sentence, **more}
        context["title"] = _("What the file would do") if "proposal" in more else _("A template from a file")
        return render(request, PAGE, context, status=status)


def _may_take(request: HttpRequest, proposal: Proposal) -> bool:
    """Whether who asks may make a draft of it, and a new template or another draft where it takes that."""
    needed = ["add_templateversion"]
    needed += ["add_workbooktemplate"] if proposal.template is None else []
    needed += ["change_templateversion"] if proposal.draft else []
    return all(request.user.has_perm(f"swot.{name}") for name in needed)
