"""Renders one briefing of a workbook to a PDF file."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.editions import UnknownEdition, edition
from briefings.make import pdf
from briefings.pdf.render import CannotRender, TooLong
from clusters.sheets import holding
from swot.document.gather import gather
from swot.models import Workbook

PAPERS = ("a4", "letter")


class Command(BaseCommand):
    """Writes the PDF of a workbook as it stands now."""

    help = "Render the briefing of a workbook as a PDF: an edition (agency, full and others), on A4 or Letter."

    def add_arguments(self, parser: CommandParser) -> None:
        """The workbook, the edition, the paper and the file."""
        parser.add_argument("workbook", metavar="ID", help="the workbook's id, as import_workbook prints it")
        parser.add_argument("--edition", required=True, help="agency, council, funder, community or full")
        parser.add_argument("--paper", default="a4", help="a4 (default) or letter")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path, help="where to write the PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, then write; nothing is written when something is wrong."""
        workbook = found(options["workbook"])
        if options["paper"] not in PAPERS:
            raise CommandError(f"There is no paper \u201c{options['paper']}\u201d. There are: a4, letter.")
        wanted = {"edition": options["edition"], "paper": options["paper"], "today": workbook.cluster.today}
        try:
            with holding():
                edition(options["edition"])
                body = pdf(gather(workbook), workbook.content(), **wanted)
            options["output"].write_bytes(body)
        except (UnknownEdition, TooLong, CannotRender) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{options['output']}: {len(body):,} bytes")


def found(pk: str) -> Workbook:
    """The workbook of an id; a sentence where there is none."""
    try:
        return Workbook.objects.live().with_pages().get(pk=pk)
    except (Workbook.DoesNotExist, ValidationError, ValueError) as error:
        raise CommandError(f"There is no workbook {pk}.") from error
