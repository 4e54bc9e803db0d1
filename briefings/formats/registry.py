"""Every format a briefing is given in: by what it is called, with its type and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from briefings.formats.archive import archive
from briefings.formats.asked import Asked
from briefings.formats.entries_csv import actions_csv, entries_csv
from briefings.make import pdf
from briefings.outward import outward
from swot.calendar_file import calendar
from swot.document.write import to_json


class NoDates(Exception):
    """A calendar was asked for where nothing has a date; its text is a sentence for the reader."""

    def __str__(self) -> str:
        return str(_("Nothing has a date yet, so there is no calendar file to give."))


@dataclass(frozen=True)
class Format:
    """One format. `make` raises what `make.pdf` raises, and `NoDates`; `label` is what a link to it says, `one` what one is called."""

    ending: str
    label: Promise
    one: Promise
    mime: str
    make: Callable[[Asked], bytes]

    def named(self, name: str) -> str:
        """A plain name of a file: small letters, digits, hyphens, and the ending."""
        return f"{slugify(name) or 'briefing'}.{self.ending}"


def as_pdf(asked: Asked) -> bytes:
    """The tagged PDF."""
    return pdf(asked.document, asked.content, **asked.said, name=asked.kept_as)


# What makes office files brings some 16 MB of libraries: a server has them from the first that is asked for.
def as_docx(asked: Asked) -> bytes:
    """Text to edit."""
    made: bytes = import_string("briefings.formats.word.kept.as_docx")(asked)
    return made


def as_xlsx(asked: Asked) -> bytes:
    """The lists as a spreadsheet."""
    made: bytes = import_string("briefings.formats.xlsx.xlsx")(asked.document, asked.content, today=asked.today)
    return made


def as_json(asked: Asked) -> bytes:
    """The workbook the briefing was made of, less what print hides."""
    return to_json(outward(asked.document), asked.content).encode()


def as_ics(asked: Asked) -> bytes:
    """The dates of the workbook."""
    events = asked.events()
    if not events:
        raise NoDates
    return calendar(f"{asked.document.cluster.name}, {asked.document.title}", events)


def as_zip(asked: Asked) -> bytes:
    """All the others in one; the calendar only where something has a date."""
    files = []
    for key, one in FORMATS.items():
        if key == "zip" or (key == "ics" and not asked.events()):
            continue
        files.append((one.named(asked.name), one.make(asked)))
    return archive(files, asked.today)


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pdf": Format("pdf", _("PDF"), _("PDF"), "application/pdf", as_pdf),
    "docx": Format("docx", _("Text to edit (Word)"), _("Word text"), f"{OFFICE}.wordprocessingml.document", as_docx),
    "xlsx": Format(
        "xlsx", _("Lists as a spreadsheet (Excel)"), _("spreadsheet"), f"{OFFICE}.spreadsheetml.sheet", as_xlsx
    ),
    "entries.csv": Format(
        "entries.csv",
        _("Entries (CSV)"),
        _("CSV file"),
        "text/csv; charset=utf-8",
        lambda asked: entries_csv(asked.document, asked.content),
    ),
    "actions.csv": Format(
        "actions.csv",
        _("Actions (CSV)"),
        _("CSV file"),
        "text/csv; charset=utf-8",
        lambda asked: actions_csv(asked.document),
    ),
    "json": Format("json", _("Data to pass on (JSON)"), _("JSON file"), "application/json", as_json),
    "ics": Format("ics", _("Dates for a calendar"), _("calendar file"), "text/calendar; charset=utf-8", as_ics),
    "zip": Format("zip", _("All of these in one (ZIP)"), _("ZIP"), "application/zip", as_zip),
}


class FormatConverter:
    """The name of a format within an address; the PDF has addresses of its own."""

    regex = "|".join(key.replace(".", r"\.") for key in FORMATS if key != "pdf")

    def to_python(self, value: str) -> Format:
        """The format of a name."""
        return FORMATS[value]

    def to_url(self, value: str) -> str:
        """The name as it stands in an address."""
        return value
