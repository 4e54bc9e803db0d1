"""What stands before issuing a briefing: the self-check binds, and the page says what to do (content 4.2 to 4.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from briefings.editions import edition as edition_of
from swot.content import TemplateContent
from swot.document.values import Document
from swot.models import Workbook
from swot.rules.check import score
from swot.rules.consequences import STRATEGY, first_edition, what_binds
from swot.rules.shortlist import inclusion_entries


@dataclass(frozen=True)
class Hold:
    """Why a briefing is not issued now, and the link that leads on."""

    sentence: str
    text: str
    url: str


def hold(
    workbook: Workbook, document: Document, content: TemplateContent, edition: str, issued: Iterable[Any]
) -> Hold | None:
    """What stands before issuing an edition; `issued` are the briefings issued so far."""
    why = what_binds(document, content, edition, [(one.edition, one.issued_on) for one in issued])
    if not why or document.check is None:
        return None
    band = {"band": score(document.check, content.check).confirmed_band.label}
    return _no_strategy(workbook, document, band) if why == STRATEGY else _not_first(workbook, document, content, band)


def _no_strategy(workbook: Workbook, document: Document, band: dict[str, str]) -> Hold:
    if inclusion_entries(document.entries):
        said = _(
            "The self-check stands at %(band)s. Before a briefing is issued, one kept strategy rests on an entry about"
            " people already here. A draft can be printed at any time."
        )
        return Hold(said % band, _("Write that strategy"), reverse("swot:strategies", args=[workbook.pk]))
    said = _(
        "The self-check stands at %(band)s. Before a briefing is issued, there is an entry about people already here,"
        " and a strategy that rests on it. A draft can be printed at any time."
    )
    url = f"{reverse('swot:entry-add', args=[workbook.pk])}?{urlencode({'section': 'INC'})}"
    return Hold(said % band, _("Add that entry"), url)


def _not_first(workbook: Workbook, document: Document, content: TemplateContent, band: dict[str, str]) -> Hold:
    first = edition_of(first_edition(document, content)).for_kind(content.kind)
    said = _(
        "The self-check stands at %(band)s. So “%(first)s” is issued first, before any other. A draft of this one can"
        " be printed at any time."
    )
    url = f"{reverse('briefings:list', args=[workbook.pk])}?{urlencode({'for': first.key})}"
    return Hold(said % {**band, "first": first.title}, _("Open that briefing"), url)
