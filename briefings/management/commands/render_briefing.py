"""Renders one briefing of a workbook to a file, in any format it is given in."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.editions import UnknownEdition, edition
from briefings.formats.of_rows import draft_of
from briefings.formats.registry import FORMATS, NoDates
from briefings.make import PAPERS, UnknownPaper
from briefings.pdf.render import CannotRender, TooLong
from clusters.sheets import holding
from swot.models import Workbook


class Command(BaseCommand):
    """Writes a briefing of a workbook as it stands now."""

    help = "Render the briefing of a workbook: an edition (agency, full and others), on A4 or Letter, in a format."

    def add_arguments(self, parser: CommandParser) -> None:
        """The workbook, the edition, the paper, the format and the file."""
        parser.add_argument("workbook", metavar="ID", help="the workbook's id, as import_workbook prints it")
        parser.add_argument("--edition", required=True, help="agency, council, funder, community or full")
        parser.add_argument("--paper", default="a4", help="a4 (default) or letter")
        parser.add_argument("--large-print", action="store_true", help="in type of 16 points")
        parser.add_argument("--format", default="pdf", help=f"{', '.join(FORMATS)}; pdf where none is named")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path, help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, then write; nothing is written when something is wrong."""
        workbook, form = found(options["workbook"]), FORMATS.get(options["format"])
        if form is None:
            raise CommandError(f"There is no format “{options['format']}”. There are: {', '.join(FORMATS)}.")
        try:
            with holding():
                edition(options["edition"])
                if options["paper"] not in PAPERS:
                    raise UnknownPaper(options["paper"])
                told = {"edition": options["edition"], "paper": options["paper"], "large": options["large_print"]}
                body = form.make(draft_of(workbook, **told))
            options["output"].write_bytes(body)
        except (UnknownEdition, UnknownPaper, TooLong, CannotRender, NoDates) as error:
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
