"""Makes a draft of a template's file."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clusters.errors import Refusal
from swot.document.strict_json import MOST_BYTES
from swot.importing import Proposal, Tally, propose, take, tallies
from swot.pack.read import Pack, Refused, form_of, read


class Command(BaseCommand):
    """Says what matches, changes and is new, and then makes a draft of it; a published version is never changed."""

    help = "Import a template from a file in the format of the library, JSON or YAML, as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """A file, and whether only to say what would happen."""
        parser.add_argument("file", metavar="FILE", help="its name ends in .json, .yaml or .yml")
        parser.add_argument("--dry-run", action="store_true", help="only say what would match, change or be new")

    def handle(self, *args: Any, file: str, dry_run: bool, **options: Any) -> None:
        """Read, tell, and then write in one transaction or not at all."""
        proposal = propose(_read(file))
        for sentence in _told(proposal):
            self.stdout.write(sentence)
        if proposal.same:
            self.stdout.write(f"{proposal.same} holds exactly this already: nothing to do.")
            return
        if dry_run:
            self.stdout.write("Nothing was written.")
            return
        try:
            draft = take(proposal.pack, seen=proposal.seen)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{draft}: a draft holds what the file says.")


def _read(path: str) -> Pack:
    """What the file says; of one that is too long, only enough to see that it is."""
    try:
        form = form_of(path)
        with open(path, "rb") as file:
            return read(file.read(MOST_BYTES + 1), form)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except Refused as refused:
        raise CommandError(str(refused)) from refused


def _told(proposal: Proposal) -> Iterator[str]:
    compared = f"compared with {proposal.against}" if proposal.against else "a new template"
    yield f"{proposal.pack.content.key}: {compared}."
    yield from (_counted(one) for one in tallies(proposal))
    for one in proposal.found:
        fields = ", ".join(field.name for field in one.fields)
        yield f"{one.part} {one.code}: {one.what}{f' ({fields})' if fields else ''}"
    if proposal.lacks_source and proposal.pack.translated_from:
        yield f"It translates a version of {proposal.pack.translated_from.key} that is not here."
    waiting = len(proposal.problems())
    if waiting and not proposal.same:
        yield f"Things that stand before publishing it: {waiting}."


def _counted(one: Tally) -> str:
    return f"{one.part}: {one.match} match, {one.change} change, {one.new} new, {one.gone} taken away"
