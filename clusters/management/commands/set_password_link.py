"""Prints a link by which a person sets a password, where no email is set up to send it."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from clusters.models import User


class Command(BaseCommand):
    """Prints the link; it works once."""

    help = "Print a link by which the person with this email sets a password. It works once, and runs out."

    def add_arguments(self, parser: CommandParser) -> None:
        """The email."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        person = User.objects.filter(email__iexact=options["email"].strip(), is_active=True).first()
        if person is None:
            raise CommandError("There is no open account with this email.")
        key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
        path = reverse("account_reset_password_from_key", kwargs=key)
        self.stdout.write(f"{settings.PUBLIC_URL.rstrip('/')}{path}")
