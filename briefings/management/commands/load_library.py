"""Brings the templates that come with the program into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clusters.errors import Refusal
from clusters.models import Sheet
from clusters.shipped import SHIPPED
from swot import content as template_content
from swot.importing import propose, take
from swot.pack.read import Pack, Refused, read

LIBRARY = Path(template_content.__file__).resolve().parent / "library"


class Command(BaseCommand):
    """Applies each file of the library: known already, nothing; else a draft.

    Never changes a published version, and publishes only where a template has none: afterwards curators decide.
    """

    help = "Load the templates of the library. New content becomes a draft; --publish publishes first versions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Publishing has to be asked for."""
        parser.add_argument(
            "--publish", action="store_true", help="publish where a template has no published version yet"
        )

    def handle(self, *args: Any, publish: bool, **options: Any) -> None:
        """All files or none."""
        try:
            with transaction.atomic():
                packs = sorted((_read(path) for path in sorted(LIBRARY.glob("*.json"))), key=_is_translation)
                told = [_load(pack, publish=publish) for pack in packs]
                told += [Sheet.offer_shipped(name) for name in SHIPPED if Sheet.objects.filter(name=name).exists()]
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        for sentence in told:
            self.stdout.write(sentence)


def _read(path: Path) -> Pack:
    try:
        return read(path.read_bytes())
    except (OSError, Refused) as error:
        raise CommandError(f"{path.name} is not a template of the library: {error}") from error


def _is_translation(pack: Pack) -> bool:
    """What a translation names must be there first."""
    return pack.translated_from is not None


def _load(pack: Pack, *, publish: bool) -> str:
    """Apply one file and say what became of it."""
    proposal = propose(pack)
    if (
        proposal.draft
        and not proposal.same
        and not proposal.found
        and proposal.draft.source is None
        and proposal.source
    ):
        # It was loaded while the version that it translates was a draft itself.
        proposal.draft.follow(proposal.source, seen=None)
        proposal = propose(pack)
    if proposal.same and proposal.same.is_frozen:
        return f"{proposal.same}: nothing to do"
    if proposal.draft and not proposal.same:
        waits = "a curator's draft is open, so the library's new content waits until it is published or deleted"
        return f"{proposal.draft}: {waits}"
    draft = proposal.same or take(pack, seen=proposal.seen)
    if not publish or proposal.published:
        return f"{draft}: a draft holds the library's content"
    draft.publish(what_changed=draft.what_changed or "From the library that comes with the program.")
    return f"{draft}: published"
