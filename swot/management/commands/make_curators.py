"""Makes the group of curators, and curators."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clusters.models import User
from swot.curators import NAME, PERMISSIONS, curators, make_curator


class Command(BaseCommand):
    """Gives the group exactly the permissions that curating needs; none of them opens a workbook."""

    help = "Make the group of curators with exactly the permissions it needs, and put the people named into it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Emails are optional: without one, only the group is made or mended."""
        parser.add_argument("emails", nargs="*", metavar="EMAIL", help="an account that shall curate")

    def handle(self, *args: Any, emails: list[str], **options: Any) -> None:
        """All of the people named, or none."""
        people = {email: User.objects.filter(email__iexact=email).first() for email in emails}
        if missing := [email for email, person in people.items() if person is None]:
            raise CommandError(f"There is no account for {', '.join(missing)}. Make it first.")
        curators()
        self.stdout.write(f"The group {NAME} has {len(PERMISSIONS)} permissions.")
        for person in people.values():
            make_curator(person)
            self.stdout.write(f"{person} may curate.")
