"""Sharing an issued briefing: its links, how often they were opened, and what readers said by them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from briefings.issued import issued_or_404
from briefings.kept import edition_then, name_of
from briefings.letters import tell_reader
from briefings.models import Briefing, ReaderNote, Share
from briefings.share_forms import AnswerForm, ShareForm
from briefings.sharing import auto_id, given, talks
from clusters.access import WRITE, Role
from clusters.responses import invalid
from swot.page import page

PAGE = "briefings/shared/share.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give somebody a link; it stands in the answer itself, since it is kept nowhere and shown once.

    Sent twice it makes two: the address of the first could not be shown again.
    """
    if request.method != "POST":
        return render(request, PAGE, _page(issued_or_404(request, pk)))
    briefing = issued_or_404(request, pk, to_write=True)
    form = ShareForm(request.POST, today=briefing.workbook.cluster.today)
    if not form.is_valid():
        return invalid(request, PAGE, _page(briefing, form=form))
    link, token = Share.make(briefing, by=request.user, **form.cleaned_data)
    url = request.build_absolute_uri(reverse("briefings:reader", args=[token]))
    return render(request, "briefings/shared/made.html", _page(briefing, link=link, url=url))


@require_POST
def revoke(request: HttpRequest, pk: Any, link: int) -> HttpResponse:
    """End a link at once."""
    get_object_or_404(Share.objects.editable_by(request.user), briefing=pk, pk=link).revoke(by=request.user)
    messages.success(request, _("The link is revoked: it opens nothing any more. What was said by it stays."))
    return redirect("briefings:share", pk)


@require_POST
def answer(request: HttpRequest, pk: Any, note: int) -> HttpResponse:
    """Answer what a reader said; it stands on the readers' page."""
    briefing = issued_or_404(request, pk, to_write=True)
    row = get_object_or_404(_notes(ReaderNote.objects.editable_by(request.user), pk), pk=note)
    form = AnswerForm(request.POST, auto_id=auto_id(row.pk))
    if not form.is_valid():
        return invalid(request, PAGE, _page(briefing, bound=(row.pk, form)))
    said, is_new = row.answer(by=request.user, **form.cleaned_data)
    if is_new:
        tell_reader(row, said)
    messages.success(request, _("Your answer stands on the readers’ page."))
    return HttpResponseRedirect(f"{reverse('briefings:share', args=[pk])}#note-{row.pk}")


@require_POST
def hide(request: HttpRequest, pk: Any, note: int) -> HttpResponse:
    """Keep what a reader said from the readers' page, or with `do=show` let it be seen again."""
    row = get_object_or_404(_notes(ReaderNote.objects.led_by(request.user), pk), pk=note)
    if request.POST.get("do") == "show":
        row.show()
        messages.success(request, _("Readers can see it again."))
    else:
        row.hide(by=request.user)
        messages.success(request, _("Readers do not see it any more. It is kept here."))
    return HttpResponseRedirect(f"{reverse('briefings:share', args=[pk])}#note-{row.pk}")


def _notes(rows: Any, briefing: Any) -> Any:
    """First words of readers of a briefing."""
    return rows.filter(share__briefing=briefing, parent=None).select_related("share__briefing__workbook__cluster")


def _page(briefing: Briefing, *, form: ShareForm | None = None, bound: Any = None, **context: Any) -> dict[str, Any]:
    workbook = briefing.workbook
    may_share = workbook.role in WRITE
    context = {
        "briefing": briefing,
        "name": name_of(briefing),
        "edition": edition_then(briefing),
        "may_share": may_share,
        "may_hide": workbook.role == Role.LEADER,
        "share_form": form or ShareForm(today=workbook.cluster.today),
        "form": form or (bound[1] if bound else None),
        "given": given(briefing),
        "talks": talks(briefing, bound=bound, answers=may_share),
        **context,
    }
    return page(workbook, "briefings", **context)
