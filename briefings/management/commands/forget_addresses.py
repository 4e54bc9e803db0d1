"""Forgets the addresses that readers of shared briefings left, once the time is over for which they were told."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from briefings.models import ReaderNote


class Command(BaseCommand):
    """Meant to run once a day; what was said and the name beside it stay."""

    help = "Forget the email addresses that readers of shared briefings left 90 days ago or earlier; print how many."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--dry-run", action="store_true", help="say how many, and forget none")

    def handle(self, *args: Any, **options: Any) -> None:
        """One UPDATE."""
        old = ReaderNote.objects.with_old_address()
        if options["dry_run"]:
            self.stdout.write(f"{old.count()} to be forgotten.")
        else:
            self.stdout.write(f"{old.update(email='')} forgotten.")
