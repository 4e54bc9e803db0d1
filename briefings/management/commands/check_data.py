"""Looks through everything that is stored, and changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from briefings.safekeeping.sound import faults


class Command(BaseCommand):
    """For after a restore, after a crash, and now and then."""

    help = (
        "Check that the data are sound: database, published templates, snapshots, refs, changes, files; exit 1 if not."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each fault."""
        found = list(faults())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"Not as it should be: {len(found)}. Take what is missing from a backup.")
        self.stdout.write("All is sound.")
