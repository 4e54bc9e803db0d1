"""Takes the second factors off an account, for somebody who lost their phone and their recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clusters import security
from clusters.models import User


class Command(BaseCommand):
    """Ends the sessions of the person as well, since somebody else may have the phone."""

    help = "Remove app, passkeys and recovery codes from the account with this email, and sign it out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """The email."""
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them, and say how many."""
        person = User.objects.filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError("There is no account with this email.")
        removed = Authenticator.objects.filter(user=person).delete()[0]
        person.end_sessions()
        security.note("factors removed by the operator", person)
        self.stdout.write(f"{removed} removed; the account is signed out everywhere")
