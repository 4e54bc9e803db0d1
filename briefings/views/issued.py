"""One issued briefing: its files and links, whether it still holds, and what changed since the one before."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from briefings.forms import WithdrawForm
from briefings.issued import issued_or_404
from briefings.kept import edition_then, kept_document, name_of
from briefings.models import Briefing
from briefings.reading import newer, standing_of
from briefings.since import since as changes
from clusters.access import WRITE
from clusters.responses import invalid
from swot.page import page

PAGE = "briefings/pages/issued.html"


@require_safe
def issued(request: HttpRequest, pk: Any) -> HttpResponse:
    """What it is, its files, how it stands now."""
    return render(request, PAGE, _standing(issued_or_404(request, pk)))


@require_POST
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say to everybody who opens it that it no longer holds, and why; pressed twice it is withdrawn once."""
    briefing = issued_or_404(request, pk, to_write=True)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, _standing(briefing, form=form))
    if briefing.withdraw(form.cleaned_data["why"], by=request.user):
        messages.success(request, _("It is withdrawn. Whoever opens it or its links reads why."))
    else:
        messages.info(request, _("Somebody has withdrawn it already. Their sentence stands."))
    return redirect("briefings:issued", pk)


@require_POST
def bring_back(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take a withdrawal back; that it was withdrawn stays on the page."""
    issued_or_404(request, pk, to_write=True).bring_back(by=request.user)
    messages.success(request, _("It holds again."))
    return redirect("briefings:issued", pk)


@require_safe
def since(request: HttpRequest, pk: Any) -> HttpResponse:
    """What changed from an earlier one, by `?with=` its number, else from the one before it."""
    briefing = issued_or_404(request, pk)
    others = list(
        Briefing.objects.filter(workbook=briefing.workbook_id, number__lt=briefing.number).select_related("snapshot")
    )
    other = _chosen(request, others)
    context: dict[str, Any] = {"others": [(one, name_of(one)) for one in others], "other": other}
    if other:
        document, content = kept_document(briefing)
        context |= {
            "other_name": name_of(other),
            "groups": changes(kept_document(other)[0], document, content, briefing.issued_on),
        }
    return render(request, "briefings/pages/since.html", {**_page(briefing), **context})


def _chosen(request: HttpRequest, others: list[Briefing]) -> Briefing | None:
    wanted = request.GET.get("with", "")
    if not wanted:
        return others[0] if others else None
    found = next((one for one in others if str(one.number) == wanted), None)
    if found is None:
        raise Http404
    return found


def _standing(briefing: Briefing, **context: Any) -> dict[str, Any]:
    """The page of one briefing, with how it stands now."""
    last = newer(briefing)
    stands: dict[str, Any] = {
        "newer": last,
        "standing": standing_of(briefing, last),
        "may_withdraw": briefing.workbook.role in WRITE,
    }
    stands |= {"taken_back": briefing.taken_back.select_related("withdrawn_by", "back_by")}
    return _page(briefing, **stands, **{"form": WithdrawForm(), **context})


def _page(briefing: Briefing, **context: Any) -> dict[str, Any]:
    workbook = briefing.workbook
    return page(
        workbook,
        "briefings",
        briefing=briefing,
        name=name_of(briefing),
        edition=edition_then(briefing),
        **context,
    )
