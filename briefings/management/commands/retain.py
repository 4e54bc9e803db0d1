"""Ends what was promised to be kept for a time only."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from briefings.retention import retain


class Command(BaseCommand):
    """Meant to run once a day."""

    help = (
        "Forget guests, addresses, invitations, sessions and deleted rows whose time is over; print how many of each."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--dry-run", action="store_true", help="say how many of each, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each rule."""
        if options["dry_run"]:
            self.stdout.write("Nothing is written; these would go:")
        for rule, count in retain(timezone.now(), dry_run=options["dry_run"]):
            self.stdout.write(f"{count:>6} {rule.title}")
