"""Anchors: the few large ones that many lean on."""

from clusters.models import Anchor
from swot.forms.record import AnchorForm
from swot.record_rows import RecordPages

PAGES = RecordPages(
    model=Anchor, form=AnchorForm, template="swot/anchor.html", name="anchor", back_to="swot:composition"
)
