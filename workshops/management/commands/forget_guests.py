"""Forgets who was in a workshop, once the time is over for which they were told."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workshops.forgetting import forget_all, to_forget


class Command(BaseCommand):
    """Meant to run once a day; what was written, grouped and voted stays, and how many there were."""

    help = "Forget who was in workshops that closed 30 days ago or earlier; print in how many."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--dry-run", action="store_true", help="say in how many, and forget nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a workshop."""
        if options["dry_run"]:
            self.stdout.write(f"{to_forget(timezone.now()).count()} workshops to be forgotten.")
        else:
            self.stdout.write(f"{forget_all()} workshops forgotten.")
