"""Going on with a newer version of the questions, taking that back, and what was set aside."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.errors import Closed, Refusal, Stale
from clusters.responses import invalid, is_partial, see, stale
from swot.document.gather import Rows
from swot.forms.seen import HIGHEST, seen
from swot.forms.upgrade import UpgradeForm
from swot.models import Workbook
from swot.page import led, page, readable, writable
from swot.upgrade_page import checks_aside, undo_address, upgrade_page
from swot.upgrading import Offered, cancel, choose, finish, offered, undo, use_again
from swot.views.prompts import prompt_or_404, set_aside
from swot.views.sections import address, shown_again

PAGE, ASIDE = "swot/upgrade.html", "swot/set_aside.html"


@require_http_methods(["GET", "HEAD", "POST"])
def upgrade(request: HttpRequest, pk: Any) -> HttpResponse:
    """Old and new side by side for everybody; leaders choose, go on later, finish or cancel."""
    if request.method != "POST":
        return render(request, PAGE, upgrade_page(readable(request, pk)))
    book = led(request, pk)
    offer = offered(book)
    form = _form(book, offer, request)
    if offer is None or form is None:
        return _too_late(request, book)
    if not form.is_valid():
        return invalid(request, PAGE, upgrade_page(book, request.POST))
    if form.versions != (offer.source.number, offer.target.number):
        return _too_late(request, book)
    try:
        return _do(request, book, offer, form)
    except Stale:
        return _too_late(request, led(request, pk))


def _do(request: HttpRequest, book: Workbook, offer: Offered, form: UpgradeForm) -> HttpResponse:
    """What the button that was pressed says."""
    done, revision = request.POST.get("do"), form.cleaned_data["revision"] or 0
    if done == "cancel":
        cancel(book, seen=revision)
        messages.success(request, _("Your choices are let go of. Nothing in the workbook has changed."))
        return see(request, "swot:upgrade", book.pk)
    choose(book, offer, form.choices, by=request.user, seen=revision)
    if done != "finish":
        messages.success(request, _("Your choices are saved. Nothing in the workbook has changed yet."))
        return see(request, "swot:upgrade", book.pk)
    try:
        finished = finish(book, offer, by=request.user)
    except (Stale, Closed):
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return invalid(request, PAGE, upgrade_page(book))
    said = _("This workbook goes on with version %(number)s of the questions.") % {"number": offer.target.number}
    messages.success(request, said, extra_tags=undo_address(book, finished))
    return see(request, "swot:workbook", book.pk)


@require_POST
def take_back(request: HttpRequest, pk: Any) -> HttpResponse:
    """Go back to the version before; the address says which upgrade is meant."""
    book = led(request, pk)
    which = forms.IntegerField(required=False, min_value=0, max_value=HIGHEST)
    try:
        last = undo(book, which.clean(request.GET.get("upgrade")) or 0, by=request.user)
        said = _("This workbook asks by version %(number)s again, with every answer as it was.")
        messages.success(request, said % {"number": last.source.number})
    except forms.ValidationError:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return see(request, "swot:upgrade", pk)


@require_safe
def before(request: HttpRequest, pk: Any, upgrade: int) -> HttpResponse:
    """The workbook as it was just before an upgrade, as a file for its leaders."""
    book = readable(request, pk)
    if book.role != "leader":
        raise Http404
    row = get_object_or_404(book.upgrades.select_related("snapshot", "source"), pk=upgrade, snapshot__isnull=False)
    response = HttpResponse(row.snapshot.document, content_type="application/json")
    name = f"{book.slug}-version-{row.source.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def aside(request: HttpRequest, pk: Any) -> HttpResponse:
    """Everything that was set aside when the workbook went on with another version."""
    book = readable(request, pk)
    rows = Rows(book)
    return render(request, ASIDE, page(book, "contents", rows, aside=set_aside(rows), checks=checks_aside(book)))


@require_POST
def again(request: HttpRequest, pk: Any, answer: int) -> HttpResponse:
    """Let an answer that was set aside stand again."""
    book = writable(request, pk)
    rows = book.answers.select_related("prompt__section__version__template")
    row = get_object_or_404(rows.exclude(aside=""), pk=answer)
    try:
        use_again(book, row, by=request.user)
    except Closed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:set-aside", pk)
    messages.success(request, _("The answer stands again."))
    asked = book.content().prompts[row.prompt.code]
    return shown_again(request, book, asked) if is_partial(request) else see(request, address(book, asked))


@require_POST
def holds(request: HttpRequest, pk: Any, prompt: str) -> HttpResponse:
    """Say that an answer given to an earlier wording still holds; 409 where somebody answered anew meanwhile."""
    book = writable(request, pk)
    asked = prompt_or_404(book.content(), prompt)
    try:
        book.still_holds(asked.id, by=request.user, seen=seen(request))
    except Stale as clash:
        messages.error(request, _("Somebody changed this answer in the meantime. Look again."))
        return shown_again(request, book, asked, status=409) if clash.current else see(request, address(book, asked))
    return shown_again(request, book, asked) if is_partial(request) else see(request, address(book, asked))


def _form(book: Workbook, offer: Offered | None, request: HttpRequest) -> UpgradeForm | None:
    if offer is None:
        return None
    return UpgradeForm(offer.questions(Rows(book).document), request.POST, said={})


def _too_late(request: HttpRequest, book: Workbook) -> HttpResponse:
    """Somebody chose or finished, or a newer version came, since the page was read: it is shown as it stands."""
    said = _(
        "Somebody else chose here, or the questions changed, since you opened this page. This is how it stands now."
    )
    messages.error(request, said)
    return stale(request, PAGE, upgrade_page(book))
