"""Offers downwards: what is inside the cluster above is outside here, if it holds at all."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.around import cited_above, offered, offered_once
from swot.document.gather import Rows
from swot.forms.offers import OfferForm
from swot.forms.seen import seen
from swot.models import Entry, Offer, Workbook
from swot.page import live, page, readable, writable
from swot.rules.nesting import offered_as

PAGE = "swot/offers.html"


@dataclass(frozen=True)
class Offered:
    """One entry of the cluster above: what it would be here, its form while it is open, what was decided."""

    of: Entry
    becomes: str
    form: OfferForm | None
    decided: Offer | None
    conflict: bool = False


@require_safe
def offers(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the cluster above offers, and what was made of it."""
    workbook = readable(request, pk)
    return render(request, PAGE, _context(request, workbook))


@require_POST
def decide(request: HttpRequest, pk: Any, of: int) -> HttpResponse:
    """Accept an offer in our own words, or say that it does not hold here."""
    workbook = writable(request, pk)
    entry = live(request, workbook, offered_once(workbook.cluster, request.user), back=Entry.objects.none(), pk=of)
    form = OfferForm(entry, workbook.content(), request.POST)
    declines = request.POST.get("do") == "decline"
    if not declines and not form.is_valid():
        return invalid(request, PAGE, _context(request, workbook, form))
    try:
        offer = Offer.decline(workbook, entry, by=request.user) if declines else _accept(request, workbook, form)
    except Stale:
        messages.error(request, _("Somebody decided this offer meanwhile. Your words are still here."))
        return stale(request, PAGE, _context(request, workbook, form, conflict=True))
    told = _("%(ref)s is not true here.") if declines else _("%(ref)s is accepted, in our words.")
    undo = f"{reverse('swot:offer-reopen', args=[pk, of])}?seen={offer.revision}"
    messages.success(request, told % {"ref": entry.ref}, extra_tags=undo)
    return see(request, "swot:offers", pk)


@require_POST
def reopen(request: HttpRequest, pk: Any, of: int) -> HttpResponse:
    """Take a decision back; the entry that was made of it goes, and can be brought back from the board."""
    workbook = writable(request, pk)
    offer = get_object_or_404(workbook.offers.select_related("entry", "of"), of=of)
    given = request.GET.get("seen", "")
    revision = int(given) if given.isdecimal() and len(given) < 10 else seen(request)
    try:
        offer.reopen(by=request.user, seen=revision)
    except Stale:
        messages.error(request, _("Somebody decided this offer meanwhile. Look again."))
        return stale(request, PAGE, _context(request, workbook))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, "swot:offers", pk)
    messages.success(request, _("%(ref)s is open again.") % {"ref": offer.of.ref})
    return see(request, "swot:offers", pk)


def _accept(request: HttpRequest, workbook: Workbook, form: OfferForm) -> Offer:
    of, data = form.of, form.cleaned_data
    origin = {"cluster": of.workbook.cluster.name, "ref": of.ref, "why": data["why"]}
    return Offer.accept(workbook, of, data["text"], by=request.user, origin=origin, **form.placed)


def _context(
    request: HttpRequest, workbook: Workbook, bound: OfferForm | None = None, *, conflict: bool = False
) -> dict[str, Any]:
    rows = Rows(workbook)
    entries = list(offered(workbook.cluster, request.user))
    known = {offer.of_id: offer for offer in workbook.offers.select_related("entry", "changed_by")} if entries else {}
    shown = [_shown(entry, known.get(entry.pk), workbook, bound, conflict) for entry in entries]
    parent = entries[0].workbook.cluster if entries else workbook.cluster.part_of
    return page(
        workbook,
        "contents",
        rows,
        parent=parent if parent and parent.deleted_at is None else None,
        waiting=[one for one in shown if one.form],
        decided=[one for one in shown if one.decided],
        cited=cited_above(workbook) if parent else 0,
        is_other_kind=bool(parent and parent.kind != workbook.cluster.kind),
        forms=[bound] if bound else [],
    )


def _shown(entry: Entry, offer: Offer | None, workbook: Workbook, bound: OfferForm | None, conflict: bool) -> Offered:
    decided = offer if offer and offer.is_decided else None
    mine = bound if bound and bound.of.pk == entry.pk else None
    form = mine or (None if decided else OfferForm(entry, workbook.content(), key=new_key()))
    return Offered(entry, offered_as(entry.quadrant), form, decided, conflict and mine is not None)
