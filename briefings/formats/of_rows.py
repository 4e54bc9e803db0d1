"""What is asked for when a briefing is made of rows: of a workbook as it stands, or of one that was issued."""

from datetime import datetime
from functools import cache

from briefings.formats.asked import Asked, Events
from briefings.kept import beside, kept_document, name_of
from briefings.models import Briefing, Dress
from swot.calendar_dates import Dates, State, told_by
from swot.calendar_file import Event
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.values import Document
from swot.models import Workbook


def draft_of(
    workbook: Workbook, *, edition: str, paper: str = "", large: bool = False, rows: Rows | None = None
) -> Asked:
    """A draft of a workbook as it stands now; on the paper of its cluster where none is named."""
    document, content = (rows or Rows(workbook)).whole, workbook.content()
    dressed = Dress.objects.of(workbook, edition).told
    return Asked(
        name=f"{workbook.slug}-{edition}-draft",
        document=document,
        content=content,
        edition=edition,
        paper=paper or workbook.cluster.paper,
        today=workbook.cluster.today,
        large=large,
        left_out=frozenset(dressed.get("left_out", ())),
        beside=beside(workbook, dressed=dressed),
        events=_events(workbook, document, content),
    )


def named(briefing: Briefing) -> str:
    """What the files of an issued briefing are called."""
    return f"{briefing.workbook.slug}-{briefing.edition}-{briefing.number}"


def kept_as(briefing: Briefing, *, paper: str = "", large: bool = False) -> str:
    """The name by which the PDF of an issued briefing is kept."""
    return f"{briefing.pk} {paper or briefing.paper} {large}"


def issued_of(briefing: Briefing, *, paper: str = "", large: bool = False) -> Asked:
    """An issued briefing from its snapshot, the same each time; on the paper it was issued on where none is named.

    What is made of it is made with its sheets: within `as_of(briefing.sheets_then)`.
    """
    document, content = kept_document(briefing)
    return Asked(
        name=named(briefing),
        document=document,
        content=content,
        edition=briefing.edition,
        paper=paper or briefing.paper,
        today=briefing.issued_on,
        number=name_of(briefing),
        large=large,
        left_out=frozenset(briefing.dressed.get("left_out", ())),
        beside=beside(briefing.workbook, number=briefing.number, dressed=briefing.dressed),
        events=_events(briefing.workbook, document, content, issued_at=briefing.issued_at),
        kept_as=kept_as(briefing, paper=paper, large=large),
    )


def _events(
    workbook: Workbook, document: Document, content: TemplateContent, issued_at: datetime | None = None
) -> Events:
    """The dates of a document, without links into the workbook: whoever gets a briefing has none to follow.

    They have no later state than the day they were written, so that the workbook's own calendar always goes before.
    """

    @cache
    def events() -> tuple[Event, ...]:
        told = told_by(workbook, [one.id for one in document.actions], until=issued_at)

        def state(what: str) -> State:
            return State(issued_at or told.get(what, workbook.begun_at))

        return tuple(Dates(workbook, told, state).all(document, content))

    return events
