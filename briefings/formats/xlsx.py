"""`xlsx(...)`: the lists of a workbook as a spreadsheet with a sheet each, in which no typed text is a formula."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from briefings.editions import LANGUAGE
from briefings.formats.archive import repacked
from briefings.formats.lists import Listing, Value, everything
from briefings.formats.plain import is_risky, plain
from swot.content import TemplateContent
from swot.document.values import Document

INK, PAPER, RULE = "FF1B2233", "FFFFFFFF", "FFC9BDA4"
LETTERS = "Calibri"
HEAD, BODY = "Briefing head", "Briefing text"
HEAD_HEIGHT = 33
LONGEST_CELL = 32_767
DAY = "yyyy-mm-dd"
# The format counts days from 1900 and has a day in that year that never was.
FIRST_DAY = date(1900, 3, 1)


def xlsx(document: Document, content: TemplateContent, *, today: date) -> bytes:
    """The XLSX of a document as it stands on a day; equal input gives equal bytes. It does not depend on the edition."""
    with translation.override(LANGUAGE):
        book = Workbook()
        book.remove(book.worksheets[0])
        for style in _styles():
            book.add_named_style(style)
        for listing in everything(document, content, today):
            _sheet(book.create_sheet(listing.name), listing, document)
        _name(book, document, today)
    file = io.BytesIO()
    # Not `save`, which writes down the time of day.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        ExcelWriter(book, packed).save()
    return repacked(file.getvalue(), today)


def _styles() -> tuple[NamedStyle, NamedStyle]:
    """The look of a head and of what stands beneath it; a workbook of sheets needs its own."""
    head = NamedStyle(
        HEAD,
        font=Font(name=LETTERS, size=11, bold=True, color=PAPER),
        fill=PatternFill("solid", fgColor=INK),
        alignment=Alignment(vertical="center", wrap_text=True),
    )
    body = NamedStyle(
        BODY,
        font=Font(name=LETTERS, size=11, color=INK),
        border=Border(bottom=Side("thin", color=RULE)),
        alignment=Alignment(vertical="top", wrap_text=True),
    )
    return head, body


def _name(book: Workbook, document: Document, today: date) -> None:
    about, day = book.properties, datetime(today.year, today.month, today.day)
    about.title, about.creator, about.language = plain(document.title), plain(document.cluster.name), LANGUAGE
    about.created = about.modified = day
    about.description = _("Illustrative, from public sources") if document.is_illustrative else None


def _sheet(sheet: Worksheet, listing: Listing, document: Document) -> None:
    """One list: its head stays in sight and on every printed page, and can be filtered."""
    for at, column in enumerate(listing.columns, 1):
        _fill(sheet.cell(1, at), column.heading, HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for down, row in enumerate(listing.rows, 2):
        for at, value in enumerate(row, 1):
            _fill(sheet.cell(down, at), value, BODY)
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    label = _("Illustrative, from public sources") if document.is_illustrative else ""
    # In the foot of a sheet "&" begins an order.
    said = ". ".join(filter(None, (plain(document.cluster.name), label))).replace("&", "&&")
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(said), right=_HeaderFooterPart("&P / &N"))


def _fill(cell: Any, value: Value, style: str) -> None:
    if isinstance(value, date) and value < FIRST_DAY:
        value = value.isoformat()
    cell.style = style
    if isinstance(value, str):
        cell.value = value[:LONGEST_CELL]
        # A text that begins with "=" would become a formula.
        cell.data_type, cell.quotePrefix = "s", is_risky(value)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = DAY
