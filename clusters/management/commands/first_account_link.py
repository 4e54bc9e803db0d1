"""Prints the address where the first leader makes an account."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from clusters.first_word import new_word
from clusters.models import User


class Command(BaseCommand):
    """Prints a link that works once; where there is an account already, the address to sign in."""

    help = "Print the link to make the first account. Each run makes a new word; the one before stops working."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        base = settings.PUBLIC_URL.rstrip("/")
        if User.objects.exists():
            self.stdout.write(f"Sign in at {base}{reverse('account_login')}")
            return
        word = new_word()
        self.stdout.write(f"Make the first account at {base}{reverse('clusters:first-account')}?word={word}")
        self.stdout.write(f"The word from the server is {word}. It works once.")
