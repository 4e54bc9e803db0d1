"""Restores a backup, with the server stopped."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.safekeeping.restore import restore
from clusters.errors import Refusal


class Command(BaseCommand):
    """Database and files as they were when the backup was made."""

    help = "Put a backup in the place of database and files, once it was opened and compared."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one, and whether it may take the place of what is there."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where there is something; that is kept beside")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        """Ends with 1 and nothing changed where anything failed."""
        try:
            done = restore(file.absolute(), replace=replace)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"Restored the backup of {done.made_at}: {done.rows} rows and {done.files} files.")
        for name in done.aside:
            self.stdout.write(f"What stood there before is kept: {name}")
        if done.is_older:
            self.stdout.write(
                "It is of an older version: manage.py migrate brings it up to date, as scripts/serve does."
            )
        self.stdout.write("Let manage.py check_data look at it, then start the server.")
