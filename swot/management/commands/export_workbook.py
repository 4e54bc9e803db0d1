"""Writes a workbook as a document."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from swot.document.gather import Rows
from swot.document.write import to_json
from swot.models import Workbook


class Command(BaseCommand):
    """Two exports of an unchanged workbook are the same bytes."""

    help = "Export a workbook as a JSON document, with all derived values, to standard output or a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """A workbook, and where to."""
        parser.add_argument("id", metavar="ID", help="the workbook's id, as in its address")
        parser.add_argument("--output", metavar="FILE", help="write to this file instead of standard output")

    def handle(self, *args: Any, id: str, output: str | None, **options: Any) -> None:
        """Write all of it or, when there is no such workbook, nothing."""
        book = _workbook(id)
        text = to_json(Rows(book).whole, book.content())
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_bytes(text.encode())
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _workbook(text: str) -> Workbook:
    try:
        return Workbook.objects.live().with_pages().get(pk=UUID(text))
    except (ValueError, Workbook.DoesNotExist) as error:
        raise CommandError(f"There is no workbook with the id {text}.") from error
