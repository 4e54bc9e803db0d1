"""Lists as comma-separated values that any spreadsheet opens: UTF-8 with a byte order mark, and no formula in them."""

import csv
import io
from datetime import date

from django.utils import translation

from briefings.editions import LANGUAGE
from briefings.formats.lists import Listing, Value, actions, entries
from briefings.formats.plain import inert
from swot.content import TemplateContent
from swot.document.values import Document


def entries_csv(document: Document, content: TemplateContent) -> bytes:
    """All entries of a document, a line each under a line of headings, in the language of briefings."""
    with translation.override(LANGUAGE):
        return as_csv(entries(document, content))


def actions_csv(document: Document) -> bytes:
    """All actions of a document in the same way."""
    with translation.override(LANGUAGE):
        return as_csv(actions(document))


def as_csv(listing: Listing) -> bytes:
    """A list in RFC 4180, with days as 2026-11-22 and gaps left empty; equal lists give equal bytes."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, lineterminator="\r\n")
    lines.writerow(inert(column.heading) for column in listing.columns)
    lines.writerows([_written(value) for value in row] for row in listing.rows)
    # Without the mark, spreadsheets take UTF-8 for the alphabet of the machine.
    return file.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return inert(value) if isinstance(value, str) else value
