"""Writes a version of a template as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from swot.document.fields import HIGHEST_VERSION
from swot.importing import pack_of
from swot.models import TemplateVersion
from swot.pack.read import FORMS, JSON
from swot.pack.write import write


class Command(BaseCommand):
    """Two exports of the same version are the same bytes; what is exported can be imported again."""

    help = "Export a version of a template, in the format of the library, to standard output or a file."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Here `--version` is a template's, in place of Django's own."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """A template, which of its versions, and where to."""
        parser.add_argument("key", metavar="TEMPLATE", help="kind and language, such as district.en")
        parser.add_argument("--version", metavar="N", dest="number", type=int, help="else the newest published version")
        parser.add_argument("--format", dest="form", choices=list(FORMS), default=JSON, help="json (default) or yaml")
        parser.add_argument("--output", metavar="FILE", help="write to this file instead of standard output")

    def handle(self, *args: Any, key: str, number: int | None, form: str, output: str | None, **options: Any) -> None:
        """Write all of it or, when there is no such version, nothing."""
        text = write(pack_of(_version(key, number)), form)
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_bytes(text.encode())
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _version(key: str, number: int | None) -> TemplateVersion:
    kind, _, language = key.partition(".")
    versions = TemplateVersion.objects.select_related("template", "source__template")
    versions = versions.filter(template__kind=kind, template__language=language)
    if number is None:
        found = versions.published().order_by("-number").first()
        which = "published version"
    else:
        found = versions.filter(number=number).first() if 0 <= number <= HIGHEST_VERSION else None
        which = f"version {number}"
    if found is None:
        raise CommandError(f"There is no {which} of a template {key}. Templates are named like district.en.")
    return found
