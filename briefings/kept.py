"""Issued briefings as what is printed: the document a snapshot holds, and the briefing that came before."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from briefings.editions import Edition, edition
from briefings.models import Briefing
from briefings.scene import Beside
from clusters.sheets import as_of
from swot.content import TemplateContent
from swot.document.prepared import ALL, Prepared
from swot.document.read import read
from swot.document.read_beside import own_thresholds
from swot.document.values import Document
from swot.document.versions import published_content
from swot.models import Workbook

NUMBERS = Prepared(lambda pk, _: Briefing.objects.filter(workbook=pk).only("number").order_by())

WITH_SNAPSHOT = Prepared(lambda pk, _: Briefing.objects.filter(pk=pk), snapshot=ALL)


def kept_document(briefing: Briefing) -> tuple[Document, TemplateContent]:
    """What was frozen when a briefing was issued, with the template version it was answered against."""
    document = _read(briefing.snapshot.document)
    stamp = document.template
    content = published_content(document.cluster.kind, stamp.key, stamp.version)
    return document, own_thresholds(content or briefing.workbook.version.content(), document.thresholds)


@lru_cache(maxsize=8)
def _read(frozen: str) -> Document:
    """A frozen document, which is read against a frozen template: each draft is set beside the last that was issued."""
    return read(frozen, contents=published_content)


def name_of(briefing: Briefing) -> str:
    """Its number and day: "Briefing 3, 22 November 2026"."""
    day = date_format(briefing.issued_on, "j F Y")
    return _("Briefing %(number)s, %(date)s") % {"number": briefing.number, "date": day}


def edition_then(briefing: Briefing) -> Edition:
    """Its edition in the words that held when it was issued, whatever became of it since."""
    with as_of(briefing.sheets_then):
        return edition(briefing.edition).for_kind(briefing.workbook.content().kind)


def beside(workbook: Workbook, *, number: int | None = None, dressed: Mapping[str, Any] | None = None) -> Beside:
    """The briefing before `number` of a workbook, before a draft the last one, and what was typed for this one.

    The first has none before it. `dressed` is what `Dress.told` says.
    """
    typed = {name: (dressed or {}).get(name, "") for name in ("letter", "contact")}
    earlier = [one for one in NUMBERS.of(workbook.pk) if number is None or one.number < number]
    if not earlier:
        return Beside(**typed)
    last = WITH_SNAPSHOT.of(max(earlier, key=lambda one: one.number).pk)[0]
    document, _content = kept_document(last)
    return Beside(**typed, earlier=document, earlier_name=name_of(last))
