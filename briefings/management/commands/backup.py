"""Makes a backup, while the server goes on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.safekeeping.backup import make, usual_path
from clusters.errors import Refusal


class Command(BaseCommand):
    """Everything that people wrote and added, in one file that only its owner may read."""

    help = "Copy database and files into one file, open it and compare it; it gets its name only then."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path, help="default: a new one in the folder backups of DATA_DIR")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        """Ends with 1 and no file where anything failed."""
        try:
            made = make((file or usual_path()).absolute())
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        for name in made.missing:
            self.stderr.write(f"The evidence library names a file that is not there: {name}.")
        size = f"{made.size / 1_000_000:.1f} MB"
        self.stdout.write(f"{made.path}: {made.rows} rows and {made.files} files, {size}; opened and compared.")
