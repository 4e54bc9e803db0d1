"""Reminds leaders by email that the day has come to look again at a workbook."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from swot.reminders import due, remind


class Command(BaseCommand):
    """Meant to run once a day; each date is reminded of once, however often it runs."""

    help = "Email the leaders of each cluster whose workbook is due to be looked at again, once a date; print how many."

    def handle(self, *args: Any, **options: Any) -> None:
        """One that cannot be sent does not keep the others back; the next run tries it again."""
        told, failed = 0, []
        for book in due():
            try:
                told += remind(book)
            except OSError as error:
                failed.append(f"{book.cluster}: {error}")
        self.stdout.write(f"{told} reminded.")
        if failed:
            raise CommandError("Not sent, to be tried again: " + "; ".join(failed))
