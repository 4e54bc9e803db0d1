"""Infrastructure the cluster does not own: who owns it, by what right it is used, and the threat that offers."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from clusters.models import Asset
from swot.document.gather import Rows
from swot.forms.record import AssetForm
from swot.models import Entry
from swot.page import page, readable
from swot.record_entries import entry_start, made_of
from swot.record_rows import RecordPages
from swot.rules.assets import Held, Threat, threat_of

PAGES = RecordPages(model=Asset, form=AssetForm, template="swot/asset.html", name="asset", back_to="swot:assets")


@dataclass(frozen=True)
class Shown:
    """One piece of infrastructure, the threat it offers, the way to make it an entry, and the entry made of it."""

    asset: Asset
    threat: Threat | None
    start: str
    entry: Entry | None


@require_safe
def assets(request: HttpRequest, pk: Any) -> HttpResponse:
    """What members need and the cluster does not own; what is weakest stands first."""
    workbook = readable(request, pk)
    rows, today = Rows(workbook), workbook.cluster.today
    made = made_of(rows.entries, "asset")
    shown = []
    for asset in Asset.objects.live().filter(cluster=workbook.cluster_id):
        threat = threat_of(held(asset), today)
        start = urlencode(entry_start("asset", asset.key, threat.text, horizon=threat.horizon)) if threat else ""
        shown.append(Shown(asset, threat, start, made.get(asset.key)))
    shown.sort(key=lambda one: (one.threat is None, not one.asset.is_only_one, one.asset.pk))
    return render(request, "swot/assets.html", page(workbook, "contents", rows, shown=shown))


def held(asset: Asset) -> Held:
    """The row as a value."""
    names = ("name", "tenure", "owner", "ends_on", "is_only_one")
    return Held(**{name: getattr(asset, name) for name in names})
